package io.downbeat.time;

/**
 * Points every {@code beats / parts} quarters, counted from beat zero.
 *
 * <p>A ratio, not a length: a triplet kept as 333 333 micro-beats drifts two milliseconds in four
 * thousand beats at 120. Points are floored to whole micro-beats, so that {@code next(point) ==
 * point} for every point.
 */
public record Grid(int beats, int parts) {

    public static final Grid BEAT = new Grid(1, 1);

    /** Throws {@link IllegalArgumentException} unless both are at least 1. */
    public Grid {
        if (beats < 1 || parts < 1) {
            throw new IllegalArgumentException(
                    "a grid is a ratio of whole numbers from 1, not " + beats + "/" + parts);
        }
    }

    /** The first point at or after {@code from}. */
    public Beats next(Beats from) {
        return point(Math.ceilDiv(Math.multiplyExact(from.micro(), (long) parts), span()));
    }

    /** The last point at or before {@code from}. */
    public Beats previous(Beats from) {
        return point(index(from));
    }

    /** The first point after {@code from}, never {@code from} itself. */
    public Beats after(Beats from) {
        return next(from.plus(Beats.micro(1)));
    }

    /** The number of the last point at or before {@code at}; beat zero is point 0. */
    public long index(Beats at) {
        // A floored point lies up to one part below its ratio, so the ratio itself is looked up
        // just before the next.
        return Math.floorDiv(
                Math.addExact(Math.multiplyExact(at.micro(), (long) parts), parts - 1L), span());
    }

    public Beats point(long index) {
        return Beats.micro(Math.floorDiv(Math.multiplyExact(index, span()), (long) parts));
    }

    private long span() {
        return beats * Beats.MICROS_PER_BEAT;
    }
}
