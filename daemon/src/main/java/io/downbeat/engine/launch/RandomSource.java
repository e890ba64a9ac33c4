package io.downbeat.engine.launch;

import java.util.Random;

/** Where random launches get their numbers. Given in, so that a performance can be replayed. */
@FunctionalInterface
public interface RandomSource {

    /** A number from 0 to one below {@code sides}. */
    int next(int sides);

    /**
     * A source that always gives the same numbers for the same seed: {@link Random} specifies its
     * algorithm, so that holds for every JVM.
     */
    static RandomSource seeded(long seed) {
        return new Random(seed)::nextInt;
    }
}
