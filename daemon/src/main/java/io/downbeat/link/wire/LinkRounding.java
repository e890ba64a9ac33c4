package io.downbeat.link.wire;

/** The rounding to whole numbers that every Link peer uses. */
public final class LinkRounding {

    private LinkRounding() {}

    /** The nearest whole number, halves away from zero; beyond a long's range, its end. */
    public static long nearest(double x) {
        return x >= 0 ? (long) Math.floor(x + 0.5) : (long) Math.ceil(x - 0.5);
    }
}
