package io.downbeat.fade;

import java.util.Locale;

/**
 * The shape of a fade between its two ends: a function of progress, from 0 at 0 to 1 at 1, that
 * never falls.
 *
 * <p>{@code exp} and {@code log} are the curves of SuperCollider's {@code Env} at curvature 4 and
 * -4, mirror images of each other: at half of the time {@code exp} is at 12 % and {@code log} at 88
 * %. {@link StrictMath} computes them, so that a replay gives the same numbers on every machine.
 */
public enum Curve {
    /** Constant speed: {@code p}. */
    LINEAR {
        @Override
        double valueAt(double progress) {
            return progress;
        }
    },
    /** Slow at both ends: {@code p^2 (3 - 2p)}. */
    SMOOTH {
        @Override
        double valueAt(double progress) {
            return progress * progress * (3 - 2 * progress);
        }
    },
    /** Slow first, then ever faster: {@code (e^4p - 1) / (e^4 - 1)}. */
    EXP {
        @Override
        double valueAt(double progress) {
            return exponential(progress);
        }
    },
    /** Fast first, then ever slower: {@code exp} mirrored. */
    LOG {
        @Override
        double valueAt(double progress) {
            return 1 - exponential(1 - progress);
        }
    };

    private static final double CURVATURE = 4;
    private static final double SPAN = StrictMath.expm1(CURVATURE);

    /** The share of the distance, 0 to 1, after the share {@code progress} of the time. */
    public double shareAt(double progress) {
        if (progress <= 0) {
            return 0;
        }
        return progress >= 1 ? 1 : Math.clamp(valueAt(progress), 0, 1);
    }

    /** The word in OSC messages and in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of the function, for a progress strictly between 0 and 1. */
    abstract double valueAt(double progress);

    private static double exponential(double progress) {
        return StrictMath.expm1(CURVATURE * progress) / SPAN;
    }
}
