package io.downbeat.clock;

import io.downbeat.time.HostMicros;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The system time for a moment of the host clock, in microseconds since 1970. Both clocks are read
 * together, and their difference is kept until the next {@link #reread}. A step of the system time
 * (by NTP or by a person) then appears in time tags and moves nothing else.
 *
 * <p>{@code hostAt(epochMicros(m)).equals(m)} between two readings. One thread rereads, about once
 * a second; any thread may convert.
 */
public final class WallClock {
    /** Readings, of which the one that took the least time is used. */
    private static final int READINGS = 3;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final HostClock host;
    private final InstantSource wall;
    private volatile long epochMinusHost;

    private WallClock(HostClock host, InstantSource wall) {
        this.host = host;
        this.wall = wall;
    }

    /** This machine's system time, read once. */
    public static WallClock of(HostClock host) {
        return of(host, InstantSource.system());
    }

    /** Another source of the system time, read once. */
    public static WallClock of(HostClock host, InstantSource wall) {
        WallClock clock = new WallClock(host, wall);
        clock.reread();
        return clock;
    }

    /** Reads both clocks again. */
    public void reread() {
        long tightest = Long.MAX_VALUE;
        long difference = 0;
        for (int i = 0; i < READINGS; i++) {
            HostMicros before = host.now();
            long epoch = micros(wall.instant());
            long took = host.now().since(before);
            // The shortest reading was not interrupted by the scheduler.
            if (took < tightest) {
                tightest = took;
                difference = epoch - before.micros() - took / 2;
            }
        }
        epochMinusHost = difference;
    }

    /** Microseconds since 1970 at a moment of the host clock, past or ahead. */
    public long epochMicros(HostMicros moment) {
        return moment.micros() + epochMinusHost;
    }

    /** The moment of the host clock at a time in microseconds since 1970. */
    public HostMicros hostAt(long epochMicros) {
        return new HostMicros(epochMicros - epochMinusHost);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
    }
}
