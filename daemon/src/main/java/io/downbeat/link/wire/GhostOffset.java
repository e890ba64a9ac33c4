package io.downbeat.link.wire;

import io.downbeat.time.HostMicros;

/**
 * How far a session's common clock is ahead of the host's: {@code ghost = host + offset}. Both are
 * taken to run at the same rate; repeated measurements correct the drift.
 */
public record GhostOffset(long micros) {

    /**
     * Microseconds, 285 years: larger offsets are refused, since doubles do not hold them exactly.
     */
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
