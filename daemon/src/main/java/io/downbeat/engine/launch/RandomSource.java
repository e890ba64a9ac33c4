package io.downbeat.engine.launch;

/** Where chance comes from. Injected, so that a performance can be played again. */
@FunctionalInterface
public interface RandomSource {

    /** A number from 0 to one below {@code sides}. */
    int roll(int sides);
}
