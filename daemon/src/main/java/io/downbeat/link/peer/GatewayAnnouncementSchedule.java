package io.downbeat.link.peer;

import io.downbeat.time.HostMicros;

/**
 * Decides when this peer's state is sent on one gateway: four times a second, at once after a
 * change, and never twice within 50 ms.
 */
final class GatewayAnnouncementSchedule {

    private static final long PERIOD_MICROS = 250_000;
    private static final long SPACING_MICROS = 50_000;

    /** Microseconds: answers to many peers put the announcement off by at most this. */
    private static final long PATIENCE_MICROS = 500_000;

    /** Answers between two announcements: more is a flood, not a room full of peers. */
    private static final int MOST_RESPONSES = 100;

    private HostMicros due;
    private HostMicros lastAlive;
    private HostMicros last;
    private HostMicros windowEnd;
    private int responses;

    /** An announcer that has not sent yet and has something to send. */
    GatewayAnnouncementSchedule(HostMicros now) {
        due = now;
        windowEnd = now;
        lastAlive = now.plus(-PATIENCE_MICROS);
        last = lastAlive;
    }

    /** When {@link #shouldAnnounce} is to be called next. */
    HostMicros due() {
        return due;
    }

    /** Whether the state is to be sent now; if it is too early, it will be due soon. */
    boolean shouldAnnounce(HostMicros now) {
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

    /** Whether a peer is to be answered now. */
    boolean shouldAnswer(HostMicros now) {
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
