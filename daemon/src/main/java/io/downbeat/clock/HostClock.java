package io.downbeat.clock;

import io.downbeat.time.HostMicros;

/** The host's monotonic clock. May be read from any thread; only the edges of the program do. */
@FunctionalInterface
public interface HostClock {
    HostMicros now();
}
