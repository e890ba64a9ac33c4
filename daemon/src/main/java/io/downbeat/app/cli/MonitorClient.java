package io.downbeat.app.cli;

import io.downbeat.client.DownbeatClient;
import io.downbeat.client.DownbeatException;
import io.downbeat.client.Link;
import io.downbeat.client.Message;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPattern;
import io.downbeat.osc.PrintableText;

import java.io.PrintStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code downbeat monitor}: prints the changes that a daemon reports, or the messages that arrive
 * at it, one on each line, until the process ends or its output is closed. It goes on after the
 * daemon restarts.
 */
public final class MonitorClient {
    /**
     * Messages that are not printed: heartbeats, the frames of a dump, and answers to this client's
     * pings.
     */
    private static final Set<String> UNTOLD =
            Set.of("/heartbeat", "/update", "/pong", MonitorClient.ARRIVED);

    /** Asks the daemon to report incoming messages. */
    static final String WATCH = "/monitor";

    private static final String ARRIVED = "/monitor/in";

    /** A subscription to almost nothing. Its heartbeats show that the daemon runs. */
    private static final String HEARTBEAT_ONLY = "/version";

    /** A third of the time for which the daemon reports incoming messages after a request. */
    static final long WATCH_AGAIN_SECONDS = 3;

    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch end = new CountDownLatch(1);

    public MonitorClient(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Prints until {@link #end}, the end of the process or of its reader; gives the exit code. */
    public int run(ParsedCommandLine.Monitor monitor) {
        try (DownbeatClient client =
                DownbeatClient.connect(monitor.to().host(), monitor.to().port())) {
            Runtime.getRuntime().addShutdownHook(new Thread(client::close));
            client.onLink(link -> printConnection(link, monitor.to().toString()));
            // Repeated values, which replace lost packets, would be printed like changes, so they
            // are turned off.
            client.options("heal=0");
            client.prefix(monitor.prefix());
            if (monitor.arrivals()) {
                watchArrivals(client, monitor);
            } else {
                client.listen(this::print);
                client.subscribe(changed -> {}, patterns(monitor));
                end.await();
            }
            return SendClient.DONE;
        } catch (DownbeatException | IllegalArgumentException | OscFormatException impossible) {
            err.println("downbeat monitor: " + impossible.getMessage());
            return SendClient.UNUSABLE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return SendClient.DONE;
        }
    }

    /** Makes {@link #run} return. Thread safe. */
    public void end() {
        end.countDown();
    }

    private void watchArrivals(DownbeatClient client, ParsedCommandLine.Monitor monitor)
            throws InterruptedException {
        String pattern = monitor.pattern().isEmpty() ? "" : monitor.prefix() + monitor.pattern();
        Optional<OscPattern> wanted =
                pattern.isEmpty() ? Optional.empty() : Optional.of(OscPattern.of(pattern));
        client.listen(message -> printArrival(message, wanted));
        client.subscribe(changed -> {}, HEARTBEAT_ONLY);
        do {
            client.send(WATCH);
        } while (!end.await(WATCH_AGAIN_SECONDS, TimeUnit.SECONDS));
    }

    private void printArrival(Message message, Optional<OscPattern> wanted) {
        if (message.address().equals("/error")) {
            print(message);
        }
        if (!message.address().equals(ARRIVED) || message.arguments().size() < 3) {
            return;
        }
        String arrived = message.text(1);
        String address = arrived.split(" ", 2)[0];
        if (wanted.isEmpty() || wanted.get().covers(address)) {
            print(
                    message.text(0).replaceFirst("^udp:", "")
                            + "  "
                            + (arrived.isEmpty() ? "" : arrived + "  ")
                            + message.text(2));
        }
    }

    private void print(Message message) {
        if (!UNTOLD.contains(message.address())) {
            print(message.toString());
        }
    }

    private void print(String line) {
        out.println(PrintableText.of(line));
        if (out.checkError()) {
            end();
        }
    }

    private void printConnection(Link link, String daemon) {
        err.println("downbeat monitor: " + connection(link, daemon));
        err.flush();
    }

    /** The connection's state for the person at the terminal. */
    static String connection(Link link, String daemon) {
        return switch (link) {
            case UP -> daemon + " is heard again";
            case REFUSED -> "nothing listens at UDP " + daemon + " yet; waiting for it";
            case SILENT ->
                    "nothing is heard from %s; is it running, and is this computer allowed there (--allow)? Waiting for it"
                            .formatted(daemon);
        };
    }

    private static String[] patterns(ParsedCommandLine.Monitor monitor) {
        return monitor.pattern().isEmpty() ? new String[0] : new String[] {monitor.pattern()};
    }
}
