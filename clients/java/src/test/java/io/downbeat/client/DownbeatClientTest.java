package io.downbeat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(60)
class DownbeatClientTest {
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private FakeDaemon daemon;
    private DownbeatClient client;

    @BeforeEach
    void connect() throws IOException {
        daemon = new FakeDaemon();
        client = daemon.client();
    }

    @AfterEach
    void disconnect() {
        client.close();
        daemon.close();
    }

    @Test
    void messagesArriveWithTheirTypes() {
        client.send("/track/*/stop", 4, 0.5f, "größer", true, Argument.Mark.NIL);

        assertEquals(List.of("/track/*/stop ifsTN 4 0.5 \"größer\" true nil"), daemon.hears());
    }

    @Test
    void messagesSentTogetherAreOneBundle() {
        client.sendTogether(Message.of("/quantize", "bar"), Message.of("/scene/2/launch"));

        assertEquals(List.of("/quantize s \"bar\"", "/scene/2/launch"), daemon.hears());
    }

    @Test
    void aQuestionGetsItsAnswer() {
        CompletableFuture<Message> tempo = asking("/tempo");
        assertEquals(List.of("/tempo"), daemon.hears());
        daemon.says(Message.of("/beat/number", 2f), Message.of("/tempo", 126.3f));

        assertEquals(126.3, tempo.join().number(0));
    }

    @Test
    void aRefusedQuestionSaysWhy() {
        client.onError(told::add);
        CompletableFuture<Message> answer = asking("/tmpo");
        daemon.hears();
        daemon.says(Message.of("/error", "/tmpo", "unknown", "did you mean /tempo?"));

        Throwable refused = assertThrows(RuntimeException.class, answer::join).getCause();

        assertTrue(String.valueOf(refused).contains("did you mean /tempo? (unknown)"));
        assertEquals(new Refusal("/tmpo", "unknown", "did you mean /tempo?"), next());
    }

    @Test
    void aQuestionThatNobodyAnswersEnds() {
        DownbeatException late =
                assertThrows(
                        DownbeatException.class, () -> client.ask("/tempo", Duration.ofMillis(1)));

        assertTrue(String.valueOf(late.getMessage()).contains("--allow"), late::toString);
    }

    @Test
    void aQuestionFailsIfNothingListens() {
        daemon.close();

        DownbeatException refused =
                assertThrows(
                        DownbeatException.class,
                        () -> client.ask("/tempo", Duration.ofSeconds(30)));

        assertTrue(
                String.valueOf(refused.getMessage()).contains("nothing listens"),
                refused::toString);
    }

    @Test
    void aListenerReceivesWhatItsPatternMatches() {
        client.subscribe(told::add, "/track/*/active", "/scene");
        assertEquals(List.of("/subscribe ss \"/track/*/active\" \"/scene\""), daemon.hears());
        daemon.says(
                Message.of("/track/1/active", 2f),
                Message.of("/track/1/dirty", 0f),
                Message.of("/heartbeat", 3f),
                Message.of("/scene/2/state", 3f));

        assertEquals("/track/1/active f 2", next().toString());
        assertEquals("/scene/2/state f 3", next().toString());
    }

    @Test
    void aListenerThatFailsHarmsNoOther() {
        client.listen(message -> {
            throw new IllegalStateException("on purpose");
        });
        client.listen(told::add);
        client.send("/version");
        daemon.hears();
        daemon.says(Message.of("/version", "0.1.0"));

        assertEquals("/version s \"0.1.0\"", next().toString());
    }

    @Test
    void whatEndsIsUnsubscribedUnlessItIsStillNeeded() {
        Subscription both = client.subscribe(told::add, "/track", "/scene");
        Subscription scenes = client.subscribe(told::add, "/scene");
        daemon.hears();
        daemon.hears();
        both.close();
        assertEquals(List.of("/unsubscribe s \"/track\""), daemon.hears());
        both.close();
        scenes.close();

        assertEquals(List.of("/unsubscribe"), daemon.hears());
    }

    @Test
    void closingUnsubscribesOnce() {
        client.subscribe(told::add);
        daemon.hears();
        client.close();
        client.close();

        assertEquals(List.of("/unsubscribe"), daemon.hears());
    }

    @Test
    void subscriptionsAreSentAgainAfterTheDaemonSaidGoodbye() {
        client.onLink(told::add);
        client.subscribe(message -> {}, "/track");
        daemon.hears();
        daemon.says(Message.of("/bye"));
        assertEquals(Link.SILENT, next());
        assertEquals(List.of("/ping"), daemon.hears());
        daemon.says(Message.of("/pong"));

        assertEquals(Link.UP, next());
        assertEquals("/subscribe s \"/track\"", nextButPings());
    }

    @Test
    void aListenerCannotWaitForAnAnswer() {
        client.listen(message -> told.add(assertThrows(IllegalStateException.class, this::ask)));
        client.send("/version");
        daemon.hears();
        daemon.says(Message.of("/version", "0.1.0"));

        assertTrue(next().toString().contains("ask on another thread"));
    }

    @Test
    void aNameThatDoesNotResolveIsRefusedAtOnce() {
        DownbeatException refused =
                assertThrows(
                        DownbeatException.class,
                        () -> DownbeatClient.connect("no-such-host.invalid", 9120));

        assertTrue(
                String.valueOf(refused.getMessage()).contains("no-such-host.invalid"),
                refused::toString);
    }

    @Test
    void aPatternIsNoQuestion() {
        assertThrows(IllegalArgumentException.class, () -> client.ask("/track/*/name"));
    }

    private void ask() {
        client.ask("/tempo");
    }

    private CompletableFuture<Message> asking(String address) {
        return CompletableFuture.supplyAsync(() -> client.ask(address, Duration.ofSeconds(30)));
    }

    private String nextButPings() {
        String heard = daemon.hears().getFirst();
        return heard.equals("/ping") ? nextButPings() : heard;
    }

    private Object next() {
        try {
            return told.take();
        } catch (InterruptedException late) {
            throw new IllegalStateException("nothing was told", late);
        }
    }
}
