package io.downbeat.link.wire;

/**
 * A moment on a session's common clock (ghost time, as Link calls it), in microseconds since its
 * founding. Valid in that session only.
 */
public record GhostMicros(long micros) implements Comparable<GhostMicros> {

    public static final GhostMicros ZERO = new GhostMicros(0);

    /** Microseconds from {@code earlier} to this moment. */
    long since(GhostMicros earlier) {
        return micros - earlier.micros;
    }

    public GhostMicros plus(long moreMicros) {
        return new GhostMicros(micros + moreMicros);
    }

    boolean isAfter(GhostMicros other) {
        return micros > other.micros;
    }

    public GhostMicros orLater(GhostMicros other) {
        return micros >= other.micros ? this : other;
    }

    @Override
    public int compareTo(GhostMicros other) {
        return Long.compare(micros, other.micros);
    }
}
