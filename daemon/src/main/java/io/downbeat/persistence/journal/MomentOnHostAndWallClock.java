package io.downbeat.persistence.journal;

import io.downbeat.time.HostMicros;

/**
 * A moment on two clocks: together they show whether the host clock is still the same one after a
 * restart.
 *
 * @param epochMicros microseconds since 1970, by the computer's clock
 */
public record MomentOnHostAndWallClock(HostMicros host, long epochMicros) {}
