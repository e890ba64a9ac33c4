package io.downbeat.graph;

/**
 * The values between which a parameter moves; one that was only guessed from known values clips
 * nothing.
 */
public record Range(double min, double max, boolean guessed) {

    /**
     * Throws {@link IllegalArgumentException} unless both ends are finite and min lies below max.
     */
    public Range {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min >= max) {
            throw new IllegalArgumentException(
                    "a range's min lies below its max, not " + min + ".." + max);
        }
    }

    public static Range stated(double min, double max) {
        return new Range(min, max, false);
    }

    public double clip(double value) {
        return guessed ? value : Math.clamp(value, min, max);
    }

    /** Where {@code value} lies between the ends, 0 to 1. */
    public double norm(double value) {
        return Math.clamp((value - min) / (max - min), 0, 1);
    }

    public double atNorm(double norm) {
        return min + Math.clamp(norm, 0, 1) * (max - min);
    }
}
