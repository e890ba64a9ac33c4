package io.downbeat.feedback.subscriber;

import io.downbeat.time.HostMicros;

/**
 * How long a subscription lasts without a message from its client. After that it is paused, and
 * after a day it is forgotten.
 *
 * @param seconds 0 is for ever
 * @param lastMessage when the client last sent something
 */
public record Lease(double seconds, HostMicros lastMessage) {

    private static final long DAY_MICROS = 86_400_000_000L;

    boolean hasEnded(HostMicros now) {
        return seconds > 0 && now.since(lastMessage) > seconds * 1e6;
    }

    boolean isForgotten(HostMicros now) {
        return hasEnded(now) && now.since(lastMessage) > DAY_MICROS;
    }

    Lease renewed(HostMicros now) {
        return new Lease(seconds, lastMessage.orLater(now));
    }
}
