package io.downbeat.link.peer;

import io.downbeat.time.HostMicros;

/**
 * When our state is sent on one gateway: four times a second, at once when it changes, and never
 * twice within 50 ms. Not thread safe.
 */
final class GatewayAnnouncer {

    private static final long PERIOD_MICROS = 250_000;
    private static final long SPACING_MICROS = 50_000;

    /** Answers to many peers put the announcement off, but not for ever. */
    private static final long PATIENCE_MICROS = 500_000;

    /** More answers than a hall full of peers asks for are a flood. */
    private static final int MOST_RESPONSES = 100;

    private HostMicros due;
    private HostMicros lastAlive;
    private HostMicros last;
    private HostMicros windowEnd;
    private int responses;

    /** One that has never sent, and has something to send. */
    GatewayAnnouncer(HostMicros now) {
        due = now;
        windowEnd = now;
        lastAlive = now.plus(-PATIENCE_MICROS);
        last = lastAlive;
    }

    /** When {@link #announces} is to be asked next. */
    HostMicros due() {
        return due;
    }

    /** Whether the state is to be sent now; if not yet, it will be due soon. */
    boolean announces(HostMicros now) {
        boolean tooSoon = now.since(last) < SPACING_MICROS;
        if (tooSoon && now.since(lastAlive) < PATIENCE_MICROS) {
            due = last.plus(SPACING_MICROS);
            return false;
        }
        last = now;
        lastAlive = now;
        due = now.plus(PERIOD_MICROS);
        return true;
    }

    /** Whether a peer is answered now. */
    boolean answers(HostMicros now) {
        if (!now.isBefore(windowEnd)) {
            windowEnd = now.plus(SPACING_MICROS);
            responses = 0;
        }
        if (responses == MOST_RESPONSES) {
            return false;
        }
        responses++;
        last = now;
        return true;
    }
}
