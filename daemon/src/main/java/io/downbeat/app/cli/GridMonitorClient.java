package io.downbeat.app.cli;

import io.downbeat.client.DownbeatClient;
import io.downbeat.client.DownbeatException;
import io.downbeat.client.Link;
import io.downbeat.client.Message;
import io.downbeat.clock.HostClock;
import io.downbeat.clock.SystemHostClock;
import io.downbeat.clock.WallClock;
import io.downbeat.console.LogFormatter;
import io.downbeat.console.grid.GridTextStyles;
import io.downbeat.console.grid.GridView;
import io.downbeat.console.grid.ReceivedSession;
import io.downbeat.console.terminal.Key;
import io.downbeat.console.terminal.TerminalScreen;
import io.downbeat.osc.PrintableText;
import io.downbeat.time.HostMicros;

import org.jline.utils.AttributedString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code downbeat monitor} in a terminal: shows the session grid live until a person leaves or the
 * terminal is closed. It goes on after the daemon restarts.
 *
 * <p>The client's receiving thread and the thread of the keys change the model; the thread of
 * {@link #run} draws it.
 */
public final class GridMonitorClient {

    private static final Logger LOG = LoggerFactory.getLogger(GridMonitorClient.class);

    /** From one picture to the next: faster ones would only load a slow line. */
    private static final long FRAME_MILLIS = 40;

    /** Without any message, soon enough for what blinks with the beat. */
    private static final long LONGEST_WAIT_MILLIS = 80;

    /** As often as a picture is drawn, more or less. */
    private static final String FADE_RATE = "rate=20";

    private final TerminalScreen screen;
    private final ParsedCommandLine.Monitor monitor;
    private final PrintStream err;
    private final HostClock clock = new SystemHostClock();

    /** Guards itself and {@link #view}. */
    private final ReceivedSession session;

    private final GridView view;

    /** Has a permit if there is something new to draw. */
    private final Semaphore changes = new Semaphore(1);

    private final AtomicBoolean resized = new AtomicBoolean(true);
    private final CountDownLatch end = new CountDownLatch(1);

    /**
     * A client that is not connected yet.
     *
     * @param err for a daemon's name that does not resolve
     */
    public GridMonitorClient(
            TerminalScreen screen, ParsedCommandLine.Monitor monitor, PrintStream err) {
        this.screen = screen;
        this.monitor = monitor;
        this.err = err;
        session = new ReceivedSession("connecting to " + monitor.to());
        boolean colours = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        WallClock wall = WallClock.of(clock);
        view =
                new GridView(
                        session,
                        colours
                                ? new GridTextStyles(screen.colours())
                                : GridTextStyles.WITHOUT_COLOURS,
                        moment -> timeOfDay(wall, moment));
    }

    private static String timeOfDay(WallClock wall, HostMicros moment) {
        return LogFormatter.timeOfDay(Instant.ofEpochMilli(wall.epochMicros(moment) / 1000));
    }

    /** Shows the grid until a person leaves or the terminal is gone; gives the exit code. */
    public int run() {
        try (screen;
                DownbeatClient client =
                        DownbeatClient.connect(monitor.to().host(), monitor.to().port())) {
            // The JVM waits for this at SIGTERM, and when the terminal is closed (SIGHUP).
            Runtime.getRuntime().addShutdownHook(new Thread(screen::close));
            Runtime.getRuntime().addShutdownHook(new Thread(client::close));
            client.onLink(this::onLink);
            client.listen(this::onMessage);
            client.options(FADE_RATE);
            client.prefix(monitor.prefix());
            client.subscribe(value -> {}, ReceivedSession.patterns());
            screen.open(this::onKey, this::onResize);
            draw(client);
            return SendClient.DONE;
        } catch (DownbeatException | IllegalArgumentException impossible) {
            err.println(
                    "downbeat monitor: "
                            + PrintableText.of(String.valueOf(impossible.getMessage())));
            return SendClient.UNUSABLE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return SendClient.DONE;
        }
    }

    private void onMessage(Message message) {
        synchronized (session) {
            session.handle(message, clock.now());
        }
        changes.release();
    }

    private void onLink(Link link) {
        if (link != Link.UP) {
            synchronized (session) {
                session.onLost(MonitorClient.connection(link, monitor.to().toString()));
            }
        }
        changes.release();
    }

    private void onResize() {
        resized.set(true);
        changes.release();
    }

    private void onKey(Key key) {
        synchronized (session) {
            switch (key) {
                case UP -> view.scroll(0, -1);
                case DOWN -> view.scroll(0, 1);
                case LEFT -> view.scroll(-1, 0);
                case RIGHT -> view.scroll(1, 0);
                case PAGE_UP -> view.scrollPage(-1);
                case PAGE_DOWN -> view.scrollPage(1);
                case HOME -> view.scrollToStart();
                case END -> view.scrollToEnd();
                case LEAVE -> end.countDown();
            }
        }
        changes.release();
    }

    private void draw(DownbeatClient client) throws InterruptedException {
        HostMicros watchAgain = clock.now();
        boolean visible = true;
        while (visible && !end.await(FRAME_MILLIS, TimeUnit.MILLISECONDS)) {
            if (clock.now().since(watchAgain) >= 0) {
                watchArrivals(client);
                watchAgain =
                        clock.now()
                                .plus(TimeUnit.SECONDS.toMicros(MonitorClient.WATCH_AGAIN_SECONDS));
            }
            boolean changed = changes.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            changes.drainPermits();
            if (changed || blinks()) {
                visible = drawOnce();
            }
        }
    }

    private boolean blinks() {
        synchronized (session) {
            return session.isWaiting();
        }
    }

    /** The daemon tells a refusal to its sender only, and others by its reports of what arrives. */
    private static void watchArrivals(DownbeatClient client) {
        try {
            client.send(MonitorClient.WATCH);
        } catch (DownbeatException unreachable) {
            LOG.debug("could not ask for the messages that arrive", unreachable);
        }
    }

    private boolean drawOnce() {
        if (resized.getAndSet(false)) {
            screen.readSize();
        }
        List<AttributedString> lines;
        synchronized (session) {
            view.resize(screen.columns(), screen.lines());
            lines = view.lines(clock.now());
        }
        // Outside of the lock: a terminal that takes no text must not keep the keys.
        return screen.show(lines);
    }
}
