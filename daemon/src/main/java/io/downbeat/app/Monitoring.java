package io.downbeat.app;

import io.downbeat.client.DownbeatClient;
import io.downbeat.client.DownbeatException;
import io.downbeat.client.Link;
import io.downbeat.client.Message;

import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * {@code downbeat monitor}: subscribes and prints what a daemon reports, a line a message, until
 * the process is ended or nobody reads what it prints. It outlives the daemon's restarts.
 */
final class Monitoring {
    /** What comes once a second, frames a dump or answers the client's own pings. */
    private static final Set<String> UNTOLD = Set.of("/heartbeat", "/update", "/pong");

    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch end = new CountDownLatch(1);

    Monitoring(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Prints until {@link #end}, the end of the process or of its reader; gives the exit code. */
    int carryOut(Invocation.Monitor monitor) {
        try (DownbeatClient client =
                DownbeatClient.connect(monitor.to().host(), monitor.to().port())) {
            Runtime.getRuntime().addShutdownHook(new Thread(client::close));
            client.listen(this::print);
            client.onLink(link -> tell(link, monitor.to().toString()));
            client.subscribe(changed -> {}, patterns(monitor));
            end.await();
            return Sending.DONE;
        } catch (DownbeatException | IllegalArgumentException impossible) {
            err.println("downbeat monitor: " + impossible.getMessage());
            return Sending.UNUSABLE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Sending.DONE;
        }
    }

    /** Lets {@link #carryOut} return; any thread. */
    void end() {
        end.countDown();
    }

    private void print(Message message) {
        if (UNTOLD.contains(message.address())) {
            return;
        }
        out.println(message);
        if (out.checkError()) {
            end();
        }
    }

    private void tell(Link link, String daemon) {
        err.println(
                "downbeat monitor: "
                        + switch (link) {
                            case UP -> daemon + " is heard again";
                            case REFUSED ->
                                    "nothing listens at UDP " + daemon + " yet; waiting for it";
                            case SILENT ->
                                    "nothing is heard from %s; is it running, and is this machine let in (--allow)? Waiting for it"
                                            .formatted(daemon);
                        });
        err.flush();
    }

    private static String[] patterns(Invocation.Monitor monitor) {
        return monitor.pattern().isEmpty() ? new String[0] : new String[] {monitor.pattern()};
    }
}
