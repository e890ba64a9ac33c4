package io.downbeat.time;

/**
 * A point or a length in musical time, in whole micro-beats; a beat is a quarter note. Arithmetic
 * saturates at the ends of {@code long}; no performance gets there.
 */
public record Beats(long micro) implements Comparable<Beats> {

    public static final long MICROS_PER_BEAT = 1_000_000;
    public static final Beats ZERO = new Beats(0);

    // Private: the one constant that a type shows is its default in a journal.
    private static final Beats NEVER = new Beats(Long.MAX_VALUE);

    /** A number of quarters, rounded to the nearest micro-beat; NaN gives zero. */
    public static Beats of(double quarters) {
        return new Beats(Math.round(quarters * MICROS_PER_BEAT));
    }

    /** Later than every beat that comes. */
    public static Beats never() {
        return NEVER;
    }

    public static Beats micro(long micro) {
        return new Beats(micro);
    }

    public double quarters() {
        return micro / (double) MICROS_PER_BEAT;
    }

    public Beats plus(Beats other) {
        return new Beats(SaturatedMath.add(micro, other.micro));
    }

    public Beats minus(Beats other) {
        return new Beats(SaturatedMath.subtract(micro, other.micro));
    }

    public boolean isAfter(Beats other) {
        return micro > other.micro;
    }

    public boolean isBefore(Beats other) {
        return micro < other.micro;
    }

    public Beats orLater(Beats other) {
        return micro >= other.micro ? this : other;
    }

    public Beats orEarlier(Beats other) {
        return micro <= other.micro ? this : other;
    }

    @Override
    public int compareTo(Beats other) {
        return Long.compare(micro, other.micro);
    }
}
