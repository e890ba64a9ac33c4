package io.downbeat.link.wire;

import io.downbeat.time.HostMicros;

/**
 * How far a session's common clock is ahead of the host's: {@code ghost = host + offset}. Both run
 * at the same rate; what they drift apart is measured anew from time to time.
 */
public record GhostOffset(long micros) {

    /** Beyond this an offset is a lie: 285 years, and doubles no longer hold it exactly. */
    private static final double CREDIBLE = 0x1p53;

    /** The common clock of a session that is founded at {@code now}. */
    public static GhostOffset foundedAt(HostMicros now) {
        return new GhostOffset(-now.micros());
    }

    public static boolean isCredible(double micros) {
        return Math.abs(micros) <= CREDIBLE;
    }

    public GhostMicros ghost(HostMicros host) {
        return new GhostMicros(host.micros() + micros);
    }

    public HostMicros host(GhostMicros ghost) {
        return new HostMicros(ghost.micros() - micros);
    }

    /** Microseconds by which a session with this offset is older than one with the other. */
    public long olderThan(GhostOffset other) {
        return micros - other.micros;
    }
}
