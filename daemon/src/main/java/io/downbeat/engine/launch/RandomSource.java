package io.downbeat.engine.launch;

/**
 * Where random launches get their numbers. Given in, so that a performance can be replayed, and
 * with a state, so that it continues the same after a crash.
 */
@FunctionalInterface
public interface RandomSource {

    /** A number from 0 to one below {@code sides}. */
    int next(int sides);

    /** Where the sequence of numbers stands; 0 if it has no state. */
    default long state() {
        return 0;
    }

    /** Continues a sequence from where it stood. */
    default void restore(long state) {}

    /** A source that always gives the same numbers for the same seed. */
    static RandomSource seeded(long seed) {
        return new SplitMixRandomSource(seed);
    }
}
