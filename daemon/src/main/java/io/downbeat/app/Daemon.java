package io.downbeat.app;

import io.downbeat.app.io.IncomingMessageLog;
import io.downbeat.clock.HostClock;
import io.downbeat.console.ConsoleOutput;
import io.downbeat.console.StatusLine;
import io.downbeat.console.TrafficMeter;
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
 * The running program. Put together by {@link DaemonBuilder}; plays until it is told to end, and is
 * taken apart in the reverse of the order in which it was put together.
 */
final class Daemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final long LIVE_LINE_MILLIS = 100;

    /** A line is for a person: a longer address, or a longer message of what threw, is cut. */
    private static final int LONGEST_NAME = 120;

    private static final int LONGEST_REASON = 400;

    /** Longer than the ten seconds that a disk is waited for. */
    private static final int CLOSING_SECONDS = 15;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final HostClock clock;
    private final IncomingMessageLog arrivals;
    private final LogLimiter failures = new LogLimiter();
    private volatile SessionView view;

    Daemon(HostClock clock, SessionView first, IncomingMessageLog arrivals) {
        this.clock = clock;
        this.arrivals = arrivals;
        this.view = first;
    }

    /** Has a part closed with the program, before all that were opened before it. */
    <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    /** Sees a turn: publishes its view, and tells the log what went wrong. Conductor's thread. */
    void onTurn(TurnResult turn) {
        view = turn.view();
        for (Event event : turn.events()) {
            switch (event) {
                case Event.Failed failed -> log(failed);
                case Event.QuitAsked asked -> ending.countDown();
                default -> {}
            }
        }
    }

    /** The same failure is a line once in ten seconds, however often a client causes it. */
    private void log(Event.Failed failed) {
        String why = LogTextLimit.of(failed.why(), LONGEST_REASON);
        failures.line(
                        why,
                        "",
                        clock.now(),
                        () -> LogTextLimit.of(failed.what(), LONGEST_NAME) + " failed: " + why)
                .ifPresent(line -> LOG.error("{}", line));
    }

    /** The session as it is. Any thread. */
    SessionView view() {
        return view;
    }

    /**
     * Ends {@link #perform} and waits until all is closed, for at most {@value #CLOSING_SECONDS} s.
     * Any thread but the one that performs.
     *
     * @return whether all is closed
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

    /** Keeps the live line up to date where there is one, until the program is told to end. */
    void runUntilEnd(ConsoleOutput console) throws InterruptedException {
        if (!console.showsLiveLine()) {
            ending.await();
            return;
        }
        var trafficMeter = new TrafficMeter(clock.now());
        while (!ending.await(LIVE_LINE_MILLIS, TimeUnit.MILLISECONDS)) {
            HostMicros now = clock.now();
            trafficMeter.at(now, arrivals.count(), arrivals.lastSender());
            console.live(StatusLine.of(view(), now, trafficMeter.text()));
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
