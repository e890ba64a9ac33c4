package io.downbeat.time;

/**
 * Points every {@code beats / parts} quarters, counted from beat zero.
 *
 * <p>A grid is a ratio, not a length: a triplet stored as 333 333 micro-beats would drift by two
 * milliseconds in four thousand beats at 120 BPM. Points are floored to whole micro-beats, so that
 * {@code next(point).equals(point)} for every point, at every distance from beat zero.
 */
public record Grid(int beats, int parts) {

    public static final Grid BEAT = new Grid(1, 1);

    /**
     * A million: larger ratios have no musical use, and their points would overflow {@code long}.
     */
    private static final int LARGEST = 1_000_000;

    /** Throws {@link IllegalArgumentException} unless both lie between 1 and a million. */
    public Grid {
        if (beats < 1 || parts < 1 || beats > LARGEST || parts > LARGEST) {
            throw new IllegalArgumentException(
                    "a grid is a ratio of whole numbers from 1 to "
                            + LARGEST
                            + ", not "
                            + beats
                            + "/"
                            + parts);
        }
    }

    /** The first point at or after {@code from}. */
    public Beats next(Beats from) {
        long whole = Math.floorDiv(from.micro(), span());
        long rest = Math.floorMod(from.micro(), span());
        return point(
                SaturatedMath.add(
                        SaturatedMath.multiply(whole, parts), Math.ceilDiv(rest * parts, span())));
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
        // A floored point is up to one micro-beat below the exact ratio. The index is therefore
        // that of the last exact ratio below the end of this micro-beat.
        long whole = Math.floorDiv(at.micro(), span());
        long rest = Math.floorMod(at.micro(), span());
        return SaturatedMath.add(
                SaturatedMath.multiply(whole, parts),
                Math.floorDiv(rest * parts + parts - 1L, span()));
    }

    public Beats point(long index) {
        long whole = Math.floorDiv(index, (long) parts);
        long rest = Math.floorMod(index, (long) parts);
        return Beats.micro(
                SaturatedMath.add(
                        SaturatedMath.multiply(whole, span()),
                        Math.floorDiv(rest * span(), (long) parts)));
    }

    private long span() {
        return beats * Beats.MICROS_PER_BEAT;
    }
}
