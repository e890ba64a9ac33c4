package io.downbeat.engine;

/** Where chance comes from. Injected, so that a performance can be played again. */
@FunctionalInterface
public interface Dice {

    /** A number from 0 to one below {@code sides}. */
    int roll(int sides);
}
