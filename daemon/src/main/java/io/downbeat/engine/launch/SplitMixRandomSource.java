package io.downbeat.engine.launch;

/**
 * Random numbers by SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014): one number is the whole state. The same on every JVM.
 */
final class SplitMixRandomSource implements RandomSource {

    /** The golden ratio, as an odd fraction of 2 to the power of 64. */
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long state;

    SplitMixRandomSource(long seed) {
        state = seed;
    }

    @Override
    public int next(int sides) {
        state += STEP;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return (int) ((mixed >>> 33) % sides);
    }

    @Override
    public long state() {
        return state;
    }

    @Override
    public void restore(long was) {
        state = was;
    }
}
