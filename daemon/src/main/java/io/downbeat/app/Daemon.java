package io.downbeat.app;

import io.downbeat.app.io.IncomingMessageMonitor;
import io.downbeat.clock.HostClock;
import io.downbeat.console.ConsoleOutput;
import io.downbeat.console.IncomingMessageRateText;
import io.downbeat.console.StatusLine;
import io.downbeat.net.LogLimiter;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The running program. {@link DaemonBuilder} builds it. It runs until it is asked to end, and
 * closes its parts in reverse order.
 */
final class Daemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final long LIVE_LINE_MILLIS = 100;

    /** Characters. Log lines are for people, so longer addresses and exception messages are cut. */
    private static final int LONGEST_NAME = 120;

    private static final int LONGEST_REASON = 400;

    /** Longer than the ten seconds that the program waits for a disk. */
    private static final int CLOSING_SECONDS = 15;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final HostClock clock;
    private final IncomingMessageMonitor arrivals;
    private final LogLimiter failures = new LogLimiter();
    private volatile SessionView view;

    Daemon(HostClock clock, SessionView first, IncomingMessageMonitor arrivals) {
        this.clock = clock;
        this.arrivals = arrivals;
        this.view = first;
    }

    /**
     * Registers a part that is closed with the program, before all parts that were registered
     * earlier.
     */
    <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    /** Publishes the view of a turn and logs its errors. Called on the conductor thread. */
    void onTurn(TurnResult turn) {
        view = turn.view();
        for (Event event : turn.events()) {
            switch (event) {
                case Event.Failed failed -> log(failed);
                case Event.ArrangementSkipped skipped -> log(skipped);
                case Event.QuitRequested asked -> ending.countDown();
                default -> {}
            }
        }
    }

    /** Logs the same failure at most once in ten seconds, even if a client causes it more often. */
    private void log(Event.Failed failed) {
        String why = LogTextLimit.of(failed.why(), LONGEST_REASON);
        failures.line(
                        why,
                        "",
                        clock.now(),
                        () -> LogTextLimit.of(failed.what(), LONGEST_NAME) + " failed: " + why)
                .ifPresent(line -> LOG.error("{}", line));
    }

    /** A loop plays the same launch again and again: logs it once in ten seconds, too. */
    private void log(Event.ArrangementSkipped skipped) {
        String what = LogTextLimit.of(skipped.what(), LONGEST_REASON);
        failures.line(what, "", clock.now(), () -> "the arrangement: " + what)
                .ifPresent(line -> LOG.warn("{}", line));
    }

    /** The present session. Thread safe. */
    SessionView view() {
        return view;
    }

    /**
     * Ends {@link #runUntilEnd} and waits until everything is closed, for at most {@value
     * #CLOSING_SECONDS} s. Any thread except the one in {@link #runUntilEnd}.
     *
     * @return whether everything is closed
     */
    boolean endAndWait() {
        ending.countDown();
        try {
            return ended.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Updates the live line, if there is one, until a client or a signal ends the program. */
    void runUntilEnd(ConsoleOutput console) throws InterruptedException {
        if (!console.showsLiveLine()) {
            ending.await();
            return;
        }
        var incomingMessageRateText = new IncomingMessageRateText(clock.now());
        while (!ending.await(LIVE_LINE_MILLIS, TimeUnit.MILLISECONDS)) {
            HostMicros now = clock.now();
            incomingMessageRateText.at(now, arrivals.count(), arrivals.lastSender());
            console.live(StatusLine.of(view(), now, incomingMessageRateText.text()));
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception broken) {
                LOG.warn("closing", broken);
            }
        }
        ended.countDown();
    }
}
