package io.downbeat.clock.follow;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Simulates an OSC clock: when it plays each position, and when the message that it sends there
 * arrives. Measures how far off a follower is on each beat, by what the follower predicted before
 * that beat.
 */
final class SimulatedOscClock {

    /** The kinds of message that it sends. */
    enum Kind {
        TICKS,
        NUMBERED_TICKS,
        TICKS_NUMBERED_IN_THE_BEAT,
        TICKS_WITH_BEATS,
        BEATS,
        NUMBERED_BEATS,
        BEATS_NUMBERED_IN_THE_BAR;

        private boolean isTicks() {
            return compareTo(BEATS) < 0;
        }

        private double step() {
            return isTicks() ? 1 / 24.0 : 1;
        }

        private void send(PulseFollower follower, int pulse, HostMicros at) {
            switch (this) {
                case TICKS -> follower.onTick(at);
                case NUMBERED_TICKS -> follower.onTick(pulse, at);
                case TICKS_NUMBERED_IN_THE_BEAT -> follower.onTick(pulse % 24, at);
                case TICKS_WITH_BEATS -> {
                    follower.onTick(at);
                    if (pulse % 24 == 0) {
                        follower.onBeat(at);
                    }
                }
                case BEATS -> follower.onBeat(at);
                case NUMBERED_BEATS -> follower.onBeat(pulse + 1, at);
                case BEATS_NUMBERED_IN_THE_BAR -> follower.onBeat(pulse % 4 + 1, at);
            }
        }
    }

    private final DoubleUnaryOperator truth;
    private final DoubleUnaryOperator arrival;
    private final Optional<DoubleUnaryOperator> stated;

    private SimulatedOscClock(
            DoubleUnaryOperator truth,
            DoubleUnaryOperator arrival,
            Optional<DoubleUnaryOperator> stated) {
        this.truth = truth;
        this.arrival = arrival;
        this.stated = stated;
    }

    /**
     * @param seconds when it plays that place, in quarters
     */
    static SimulatedOscClock playing(DoubleUnaryOperator seconds) {
        DoubleUnaryOperator truth = place -> (1 + seconds.applyAsDouble(place)) * 1e6;
        return new SimulatedOscClock(truth, truth, Optional.empty());
    }

    /** The same, saying before each pulse what tempo it has at that place. */
    SimulatedOscClock stating(DoubleUnaryOperator bpm) {
        return new SimulatedOscClock(truth, arrival, Optional.of(bpm));
    }

    /** The same, where what it sends from that place comes later by so many seconds. */
    SimulatedOscClock late(DoubleUnaryOperator seconds) {
        return new SimulatedOscClock(
                truth,
                place -> truth.applyAsDouble(place) + seconds.applyAsDouble(place) * 1e6,
                stated);
    }

    /** By how many milliseconds a follower is off on each beat from the second on. */
    double[] millisOff(Kind kind, int beats) {
        double[] off = new double[beats];
        follow(kind, off, new double[beats]);
        return off;
    }

    /** What tempo a follower tells on each beat from the second on. */
    double[] told(Kind kind, int beats) {
        double[] told = new double[beats];
        follow(kind, new double[beats], told);
        return told;
    }

    private void follow(Kind kind, double[] off, double[] told) {
        PulseFollower follower = PulseFollower.ofOsc(new Tempo(120));
        int beats = off.length;
        int next = 2;
        for (int pulse = 0; next < beats; pulse++) {
            double place = pulse * kind.step();
            double comes = arrival.applyAsDouble(place);
            while (next < beats && (truth.applyAsDouble(next) < comes || next < place + 1e-9)) {
                off[next] = millisOff(follower, next);
                told[next] = follower.line().orElseThrow().tempo().bpm();
                next++;
            }
            HostMicros at = new HostMicros(Math.round(comes));
            stated.ifPresent(
                    bpm -> follower.onStatedTempo(new Tempo(bpm.applyAsDouble(place)), at));
            kind.send(follower, pulse, at);
        }
    }

    private double millisOff(PulseFollower follower, int beat) {
        HostMicros foretold = follower.line().orElseThrow().momentOf(Beats.of(beat));
        return (foretold.micros() - truth.applyAsDouble(beat)) / 1000;
    }
}
