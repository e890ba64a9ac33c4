package io.downbeat.link.peer;

import java.util.random.RandomGenerator;

/**
 * A random source that always gives the same letter. So the id of a peer is this letter eight
 * times.
 */
record ConstantRandom(char letter) implements RandomGenerator {

    @Override
    public long nextLong() {
        return letter;
    }

    @Override
    public int nextInt(int least, int bound) {
        return letter;
    }
}
