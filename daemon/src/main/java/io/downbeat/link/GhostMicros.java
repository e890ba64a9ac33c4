package io.downbeat.link;

/**
 * A moment on a session's common clock, in microseconds from its founding. It means nothing in
 * another session.
 */
record GhostMicros(long micros) implements Comparable<GhostMicros> {

    static final GhostMicros ZERO = new GhostMicros(0);

    /** Microseconds from {@code earlier} to this moment. */
    long since(GhostMicros earlier) {
        return micros - earlier.micros;
    }

    GhostMicros plus(long moreMicros) {
        return new GhostMicros(micros + moreMicros);
    }

    boolean isAfter(GhostMicros other) {
        return micros > other.micros;
    }

    GhostMicros orLater(GhostMicros other) {
        return micros >= other.micros ? this : other;
    }

    @Override
    public int compareTo(GhostMicros other) {
        return Long.compare(micros, other.micros);
    }
}
