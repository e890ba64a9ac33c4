package io.downbeat.engine.thread;

import io.downbeat.time.HostMicros;

import java.util.function.LongSupplier;

/**
 * Keeps the conductor thread's processor time below {@value #SHARE} of the elapsed time, by short
 * pauses. Linux leaves a twentieth of each second to ordinary threads: when a real-time thread has
 * worked for 950 ms, the kernel takes the processor from it for 50 ms at a time ({@code sched(7)},
 * "Limiting the CPU usage of real-time and deadline processes"), and each boundary in that time is
 * late. Pauses of a fraction of a millisecond, at moments when nothing is due, give the others
 * twice as much.
 *
 * <p>It counts processor time, not elapsed time: what other programs use while the thread waits for
 * a processor is no reason to pause.
 *
 * <p>Used by the conductor's thread alone.
 */
public final class ProcessorTimeLimiter {

    static final double SHARE = 0.9;

    /** Unused time that is kept for a burst. With it, a second still has more than 50 ms free. */
    static final long BURST_MICROS = 20_000;

    /** The thread's time is read this seldom: a reading is a system call. */
    static final long INTERVAL_MICROS = 2_000;

    /** The longest pause: senders that do not flood wait for its end, too. */
    static final long LONGEST_PAUSE_MICROS = 400;

    private final LongSupplier processorNanos;
    private final TimeAllowance allowance =
            new TimeAllowance(SHARE, BURST_MICROS, LONGEST_PAUSE_MICROS);
    private HostMicros readAt = HostMicros.NEVER;
    private long readNanos;

    /**
     * @param processorNanos the processor time of the calling thread, in nanoseconds
     */
    public ProcessorTimeLimiter(LongSupplier processorNanos) {
        this.processorNanos = processorNanos;
    }

    /** Never pauses: for systems that do not measure the time of threads. */
    public static ProcessorTimeLimiter none() {
        return new ProcessorTimeLimiter(() -> 0);
    }

    /** How many microseconds the thread should pause now, 0 for not at all. */
    long pauseMicros(HostMicros now) {
        if (readAt.equals(HostMicros.NEVER)) {
            read(now, processorNanos.getAsLong());
            return 0;
        }
        long elapsed = now.since(readAt);
        if (elapsed < INTERVAL_MICROS) {
            return 0;
        }
        long nanos = processorNanos.getAsLong();
        allowance.onPassed(elapsed, (nanos - readNanos) / 1_000.0);
        read(now, nanos);
        return allowance.pauseMicros();
    }

    private void read(HostMicros now, long nanos) {
        readAt = now;
        readNanos = nanos;
    }
}
