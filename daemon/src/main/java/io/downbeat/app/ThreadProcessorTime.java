package io.downbeat.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The processor time of threads, as the system measures it. */
final class ThreadProcessorTime {

    private ThreadProcessorTime() {}

    /**
     * What reads the processor time of the thread that calls it, in nanoseconds; empty if the
     * system does not measure it.
     */
    static Optional<LongSupplier> ofCallingThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported()
                ? Optional.of(threads::getCurrentThreadCpuTime)
                : Optional.empty();
    }
}
