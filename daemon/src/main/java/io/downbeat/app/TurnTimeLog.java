package io.downbeat.app;

import io.downbeat.engine.thread.LongestConductorWorkMeter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * Logs how long the conductor thread works at a time, every {@value #SECONDS} s with {@code
 * --verbose}. Without it nothing is measured.
 */
final class TurnTimeLog {

    private static final Logger LOG = LoggerFactory.getLogger(TurnTimeLog.class);

    static final int SECONDS = 10;

    private final LongestConductorWorkMeter times;
    private int seconds;

    private TurnTimeLog(LongestConductorWorkMeter times) {
        this.times = times;
    }

    /** Empty if nobody would see it, or if the system does not measure the time of threads. */
    static Optional<TurnTimeLog> ifShown() {
        return ThreadProcessorTime.ofCallingThread()
                .filter(time -> LOG.isDebugEnabled())
                .map(time -> new TurnTimeLog(new LongestConductorWorkMeter(time)));
    }

    LongestConductorWorkMeter times() {
        return times;
    }

    /** Called once a second. */
    void onSecond() {
        seconds++;
        if (seconds % SECONDS == 0) {
            LongestConductorWorkMeter.Report report = times.drain();
            LOG.debug(
                    "the conductor's longest turn took {} us of processor time; of {} turns within 20"
                            + " ms before a boundary the longest took {} us, {} more than 1,000 us",
                    report.longest(),
                    report.countNear(),
                    report.longestNear(),
                    report.tooLongNear());
        }
    }
}
