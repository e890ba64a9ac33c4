package io.downbeat.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The questions that wait for answers. Thread safe: any thread asks, one thread receives. */
final class PendingQuestions {
    private record Question(String address, CompletableFuture<Message> answer) {}

    private final List<Question> open = new CopyOnWriteArrayList<>();

    /** Sends a question and waits for its answer. */
    Message ask(Message message, Duration patience, Consumer<Message> sending, String daemon) {
        if (message.address().matches(".*([?*\\[{]|//).*")) {
            throw new IllegalArgumentException(
                    "expected one address to ask, found the pattern "
                            + message.address()
                            + "; subscribe to it instead");
        }
        Question question = new Question(message.address(), new CompletableFuture<>());
        open.add(question);
        try {
            sending.accept(message);
            return question.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new DownbeatException(
                    "no answer from %s to %s within %d ms; is this address asked, and is this host let in (--allow)?"
                            .formatted(daemon, message.address(), patience.toMillis()),
                    late);
        } catch (ExecutionException refused) {
            throw new DownbeatException(String.valueOf(refused.getMessage()), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DownbeatException(
                    "interrupted while asking " + message.address(), interrupted);
        } finally {
            open.remove(question);
        }
    }

    void hear(Message message) {
        boolean error = message.address().equals(ProtocolAddresses.ERROR);
        Refusal refusal = Refusal.of(message);
        for (Question question : open) {
            if (question.address().equals(message.address())) {
                question.answer().complete(message);
            } else if (error && refusal.address().equals(question.address())) {
                fail(question, refusal.text() + " (" + refusal.code() + ")");
            }
        }
    }

    void failAll(String why) {
        open.forEach(question -> fail(question, why));
    }

    private static void fail(Question question, String why) {
        question.answer().completeExceptionally(new DownbeatException(why));
    }
}
