package io.downbeat.feedback.subscriber;

import io.downbeat.time.HostMicros;

/**
 * How long a subscription holds without a word from its client. When it lapses the subscription
 * pauses; a day later it is forgotten.
 *
 * @param seconds 0 never lapses
 * @param heard when the client was last heard
 */
public record Lease(double seconds, HostMicros heard) {

    private static final long DAY_MICROS = 86_400_000_000L;

    boolean lapsed(HostMicros now) {
        return seconds > 0 && now.since(heard) > seconds * 1e6;
    }

    boolean forgotten(HostMicros now) {
        return lapsed(now) && now.since(heard) > DAY_MICROS;
    }

    Lease renewed(HostMicros now) {
        return new Lease(seconds, heard.orLater(now));
    }
}
