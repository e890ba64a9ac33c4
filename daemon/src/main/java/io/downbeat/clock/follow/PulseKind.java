package io.downbeat.clock.follow;

import io.downbeat.time.Meter;

/**
 * The kinds of pulse that a clock may send, the finest first. The finest kind that is received
 * leads.
 */
enum PulseKind {
    TICK,
    PHASE,
    BEAT,
    BAR;

    private static final double TICKS = 24;

    /** Quarters between pulses; a phase repeats after one. */
    double quarters(Meter meter) {
        return switch (this) {
            case TICK -> 1 / TICKS;
            case PHASE, BEAT -> 1;
            case BAR -> meter.beats() * 4.0 / meter.unit();
        };
    }

    boolean isFinerThan(PulseKind other) {
        return compareTo(other) < 0;
    }
}
