package io.downbeat.app.cli;

import io.downbeat.client.Argument;
import io.downbeat.client.DownbeatClient;
import io.downbeat.client.DownbeatException;
import io.downbeat.client.Message;
import io.downbeat.osc.PrintableText;
import io.downbeat.rig.RigException;
import io.downbeat.schema.AddressSpace;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * {@code downbeat send}: sends one message and then a {@code /ping}, and prints the answers, one on
 * each line. The daemon handles the messages of one sender in order, so its pong shows that the
 * message was handled, even if it has no answer of its own.
 */
public final class SendClient {
    /** The message was taken or answered. */
    static final int DONE = 0;

    /** The message was refused, or there was no answer. */
    static final int REFUSED = 1;

    /** It could not be sent. */
    static final int UNUSABLE = 2;

    /**
     * Milliseconds to wait after the pong, because answers from another thread of the daemon may
     * follow it.
     */
    private static final int QUIET_MS = 150;

    /** Milliseconds after which it ends, because a subscription would never end. */
    private static final int ENOUGH_MS = 3000;

    private static final String PING = "/ping";
    private static final String PONG = "/pong";

    /** Marks the ping of this program, to distinguish its pong from that of a ping of the user. */
    private static final String MARK = "downbeat send";

    /** The result of a save is only known after the disk has answered. */
    private static final Set<String> ANSWERED_LATER =
            Set.of("/session/save", "/session/save/force", "/session/load");

    private final PrintStream out;
    private final PrintStream err;
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();

    private sealed interface Reply {
        record Received(Message message) implements Reply {}

        enum End implements Reply {
            NOBODY_THERE,
            ENOUGH
        }
    }

    public SendClient(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Sends, prints the answers, and returns the exit code. */
    public int run(ParsedCommandLine.Send send) {
        try {
            List<Argument> arguments =
                    send.arguments().stream().map(OscArgumentParser::of).toList();
            Message message = new Message(send.address(), arguments);
            try (DownbeatClient client =
                    DownbeatClient.connect(send.to().host(), send.to().port())) {
                client.listen(came -> replies.add(new Reply.Received(came)));
                client.onLink(link -> replies.add(Reply.End.NOBODY_THERE));
                client.send(message);
                if (send.waitSeconds() == 0) {
                    return DONE;
                }
                client.send(PING, MARK);
                return print(send, message);
            }
        } catch (RigException | DownbeatException | IllegalArgumentException impossible) {
            err.println(
                    "downbeat send: " + PrintableText.of(String.valueOf(impossible.getMessage())));
            return UNUSABLE;
        }
    }

    private int print(ParsedCommandLine.Send send, Message message) {
        int waitMs = (int) Math.max(1, Math.round(send.waitSeconds() * 1000));
        CompletableFuture.delayedExecutor(Math.max(waitMs, ENOUGH_MS), TimeUnit.MILLISECONDS)
                .execute(() -> replies.add(Reply.End.ENOUGH));
        var answers = new Answers(message);
        Reply next = next(waitMs);
        while (next instanceof Reply.Received came) {
            answers.take(came.message());
            next = next(answers.areComplete() ? QUIET_MS : waitMs);
        }
        if (next == Reply.End.NOBODY_THERE) {
            err.println(
                    "downbeat send: nothing listens at UDP %s; is the daemon running there?"
                            .formatted(send.to()));
            return REFUSED;
        }
        if (!answers.areComplete()) {
            err.println(
                    "downbeat send: no answer from %s to %s; is it running, and is this computer allowed there (--allow)?"
                            .formatted(send.to(), PrintableText.of(message.address())));
            return REFUSED;
        }
        return answers.code;
    }

    /** The answers so far. One instance for one message. */
    private final class Answers {
        private final boolean needsOne;
        private boolean answered;
        private boolean taken;
        private int code = DONE;

        Answers(Message message) {
            needsOne = isAnswered(message);
        }

        /** Whether no more answers are expected. */
        boolean areComplete() {
            return answered || (taken && !needsOne);
        }

        void take(Message message) {
            boolean ofThePing =
                    message.address().equals(PONG)
                            ? isMarked(message)
                            : message.address().equals("/error")
                                    && !message.arguments().isEmpty()
                                    && message.text(0).equals(PING);
            if (ofThePing) {
                // Also a refusal (a prefix may be missing) shows that the daemon has handled the
                // ping.
                taken = true;
                return;
            }
            answered = true;
            out.println(PrintableText.of(message.toString()));
            out.flush();
            if (message.address().equals("/error")) {
                code = REFUSED;
            }
        }

        private static boolean isMarked(Message message) {
            return message.arguments().size() == 1 && message.text(0).equals(MARK);
        }
    }

    private Reply next(int timeoutMs) {
        try {
            Reply next = replies.poll(timeoutMs, TimeUnit.MILLISECONDS);
            return next == null ? Reply.End.ENOUGH : next;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Reply.End.ENOUGH;
        }
    }

    /** Whether the contract has an answer to this message if it is accepted. */
    private static boolean isAnswered(Message message) {
        if (ANSWERED_LATER.contains(message.address())) {
            return true;
        }
        List<String> parts = List.of(message.address().substring(1).split("/"));
        return message.arguments().isEmpty()
                && AddressSpace.load()
                        .match(parts)
                        .filter(match -> match.method().access().isReadable())
                        .isPresent();
    }
}
