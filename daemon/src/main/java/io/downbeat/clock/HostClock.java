package io.downbeat.clock;

import io.downbeat.time.HostMicros;

/**
 * The host's monotonic clock. Any thread may read it; only what lives at the edge of the program
 * does.
 */
@FunctionalInterface
public interface HostClock {
    HostMicros now();
}
