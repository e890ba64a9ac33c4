package io.downbeat.time;

/**
 * Arithmetic on whole numbers that saturates at the ends of {@code long} instead of wrapping around
 * or throwing. No performance reaches a beat or a moment beyond those ends.
 */
final class SaturatedMath {

    private SaturatedMath() {}

    static long add(long a, long b) {
        long sum = a + b;
        boolean overflows = ((a ^ sum) & (b ^ sum)) < 0;
        return overflows ? end(a < 0) : sum;
    }

    static long subtract(long a, long b) {
        long difference = a - b;
        boolean overflows = ((a ^ b) & (a ^ difference)) < 0;
        return overflows ? end(a < 0) : difference;
    }

    static long multiply(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        boolean fits = (high == 0 && low >= 0) || (high == -1 && low < 0);
        return fits ? low : end((a < 0) != (b < 0));
    }

    private static long end(boolean negative) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
