package io.downbeat.app;

import io.downbeat.client.Argument;
import io.downbeat.client.DownbeatClient;
import io.downbeat.client.DownbeatException;
import io.downbeat.client.Message;
import io.downbeat.rig.RigException;
import io.downbeat.schema.AddressSpace;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * {@code downbeat send}: one message goes out, and what comes back is printed, a line a message,
 * until it has been quiet for a moment.
 */
final class Sending {
    /** What came back answered the message, or nothing had to. */
    static final int DONE = 0;

    /** It was refused, or nobody answered what is asked for. */
    static final int REFUSED = 1;

    /** It could not be sent. */
    static final int UNUSABLE = 2;

    private static final int FIRST_ANSWER_MS = 500;
    private static final int QUIET_MS = 150;
    private static final int ENOUGH_MS = 3000;

    private final PrintStream out;
    private final PrintStream err;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    private sealed interface Heard {
        record Came(Message message) implements Heard {}

        enum End implements Heard {
            NOBODY_THERE,
            ENOUGH
        }
    }

    Sending(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Sends, prints, and gives the exit code. */
    int carryOut(Invocation.Send send) {
        try {
            List<Argument> arguments = send.arguments().stream().map(TypedArgument::of).toList();
            Message message = new Message(send.address(), arguments);
            try (DownbeatClient client =
                    DownbeatClient.connect(send.to().host(), send.to().port())) {
                client.listen(came -> heard.add(new Heard.Came(came)));
                client.onLink(link -> heard.add(Heard.End.NOBODY_THERE));
                client.send(message);
                return printed(send, message);
            }
        } catch (RigException | DownbeatException | IllegalArgumentException impossible) {
            err.println("downbeat send: " + impossible.getMessage());
            return UNUSABLE;
        }
    }

    private int printed(Invocation.Send send, Message message) {
        CompletableFuture.delayedExecutor(ENOUGH_MS, TimeUnit.MILLISECONDS)
                .execute(() -> heard.add(Heard.End.ENOUGH));
        int code = DONE;
        int count = 0;
        Heard next = next(FIRST_ANSWER_MS);
        while (next instanceof Heard.Came came) {
            code = Math.max(code, print(came.message()));
            count++;
            next = next(QUIET_MS);
        }
        if (next == Heard.End.NOBODY_THERE) {
            err.println(
                    "downbeat send: nothing listens at UDP %s; is the daemon running there?"
                            .formatted(send.to()));
            return REFUSED;
        }
        if (count == 0 && isAnswered(message)) {
            err.println(
                    "downbeat send: no answer from %s to %s; is it running, and is this machine let in (--allow)?"
                            .formatted(send.to(), message.address()));
            return REFUSED;
        }
        return code;
    }

    private int print(Message message) {
        out.println(message);
        out.flush();
        return message.address().equals("/error") ? REFUSED : DONE;
    }

    private Heard next(int patienceMs) {
        try {
            Heard next = heard.poll(patienceMs, TimeUnit.MILLISECONDS);
            return next == null ? Heard.End.ENOUGH : next;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Heard.End.ENOUGH;
        }
    }

    /** Whether the contract answers this message: a question to one askable address. */
    private static boolean isAnswered(Message message) {
        List<String> parts = List.of(message.address().substring(1).split("/"));
        return message.arguments().isEmpty()
                && AddressSpace.load()
                        .match(parts)
                        .filter(match -> match.method().access().askable())
                        .isPresent();
    }
}
