package io.downbeat.time;

/** A time signature: {@code beats} units to the bar, each a {@code unit}-th note. */
public record Meter(int beats, int unit) {

    public static final Meter COMMON = new Meter(4, 4);

    /**
     * Throws {@link IllegalArgumentException} outside 1..16 beats of a half, quarter, eighth or
     * sixteenth.
     */
    public Meter {
        if (beats < 1 || beats > 16) {
            throw new IllegalArgumentException("a bar has 1 to 16 beats, not " + beats);
        }
        if (unit != 2 && unit != 4 && unit != 8 && unit != 16) {
            throw new IllegalArgumentException("a signature's unit is 2, 4, 8 or 16, not " + unit);
        }
    }

    /** Points at every {@code bars} bar lines. */
    public Grid bars(int bars) {
        return new Grid(bars * beats * 4, unit);
    }

    /** The length of a bar. */
    public Beats bar() {
        return bars(1).point(1);
    }

    /** Points at every unit of the signature. */
    public Grid units() {
        return new Grid(4, unit);
    }

    /** The bar and beat of {@code at}; beat zero is bar 1, beat 1. */
    public BarBeat at(Beats at) {
        long units = units().index(at);
        return new BarBeat(
                SaturatedMath.add(Math.floorDiv(units, (long) beats), 1),
                (int) Math.floorMod(units, (long) beats) + 1);
    }

    /** The point on the timeline where {@code position} begins. */
    public Beats startOf(BarBeat position) {
        long bars = SaturatedMath.multiply(SaturatedMath.subtract(position.bar(), 1), beats);
        return units().point(SaturatedMath.add(bars, position.beat() - 1L));
    }
}
