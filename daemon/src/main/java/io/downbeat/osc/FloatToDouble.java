package io.downbeat.osc;

/**
 * Turns a received float into the double that was meant: 0.55f becomes 0.55, not 0.550000011920929.
 *
 * <p>{@code of(f) == Double.parseDouble(Float.toString(f))} for every float.
 */
public final class FloatToDouble {
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};
    private static final float EXACT_BELOW = 1 << 23;

    private FloatToDouble() {}

    /**
     * The shortest decimal that gives this float, as a double. Does not allocate for values below
     * 2^23 that need at most ten decimals, as faders send them.
     */
    public static double of(float value) {
        if (Math.abs(value) < EXACT_BELOW) {
            for (double power : POWERS) {
                // The product is exact (24 bits, and 24 of 5^10), and the quotient is the correctly
                // rounded
                // decimal; the fewest places that give the float back are the shortest form.
                double decimal = Math.rint(value * power) / power;
                if ((float) decimal == value) {
                    return decimal;
                }
            }
        }
        return Double.parseDouble(Float.toString(value));
    }
}
