package io.downbeat.engine.thread;

import java.util.function.LongSupplier;

/**
 * Measures how long the conductor thread works without looking at the clock, in processor time, so
 * that other programs do not count. Work that begins shortly before a prepared packet must leave is
 * counted apart: it is what could delay the packet.
 *
 * <p>The conductor's thread measures; any thread may call {@link #drain}.
 */
public final class LongestConductorWorkMeter {

    /** Work that begins within this time before a prepared packet leaves is near it. */
    static final long NEAR_MICROS = 20_000;

    /** The most processor time of work near a prepared packet. */
    static final long MOST_NEAR_MICROS = 1_000;

    private final LongSupplier processorNanos;
    private long began;
    private boolean isNear;
    private long longest;
    private long longestNear;
    private long countNear;
    private long tooLongNear;

    /**
     * What was measured since the last report, in microseconds.
     *
     * @param longest the longest work
     * @param longestNear the longest work near a prepared packet
     * @param countNear how often there was work near a prepared packet
     * @param tooLongNear how often it took longer than {@value #MOST_NEAR_MICROS} us
     */
    public record Report(long longest, long longestNear, long countNear, long tooLongNear) {}

    /**
     * @param processorNanos the processor time of the calling thread; called twice for each piece
     *     of work
     */
    public LongestConductorWorkMeter(LongSupplier processorNanos) {
        this.processorNanos = processorNanos;
    }

    /** Measures nothing. */
    public static LongestConductorWorkMeter none() {
        return new LongestConductorWorkMeter(() -> 0);
    }

    /**
     * Work begins.
     *
     * @param leftMicros until a prepared packet must leave
     */
    void begin(long leftMicros) {
        isNear = leftMicros < NEAR_MICROS;
        began = processorNanos.getAsLong();
    }

    /** The work that began last has ended. */
    void end() {
        add((processorNanos.getAsLong() - began) / 1_000);
    }

    private synchronized void add(long micros) {
        longest = Math.max(longest, micros);
        if (isNear) {
            countNear++;
            longestNear = Math.max(longestNear, micros);
            tooLongNear += micros > MOST_NEAR_MICROS ? 1 : 0;
        }
    }

    /** What was measured since the last call. */
    public synchronized Report drain() {
        var report = new Report(longest, longestNear, countNear, tooLongNear);
        longest = 0;
        longestNear = 0;
        countNear = 0;
        tooLongNear = 0;
        return report;
    }
}
