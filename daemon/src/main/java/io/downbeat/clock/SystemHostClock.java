package io.downbeat.clock;

import io.downbeat.time.HostMicros;

/** The monotonic clock of this machine, in whole microseconds. */
public final class SystemHostClock implements HostClock {
    private static final long NANOS_PER_MICRO = 1_000;

    @Override
    public HostMicros now() {
        return new HostMicros(Math.floorDiv(System.nanoTime(), NANOS_PER_MICRO));
    }
}
