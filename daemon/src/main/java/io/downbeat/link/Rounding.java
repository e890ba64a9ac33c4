package io.downbeat.link;

/** Whole numbers as every Link peer rounds to them. */
final class Rounding {

    private Rounding() {}

    /** The nearest whole number, halves away from zero; beyond a long's range, its end. */
    static long nearest(double x) {
        return x >= 0 ? (long) Math.floor(x + 0.5) : (long) Math.ceil(x - 0.5);
    }
}
