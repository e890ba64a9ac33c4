package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.rig.Endpoint;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class SendingTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void anAnswerIsPrinted() throws IOException {
        try (AnsweringSocket daemon = AnsweringSocket.with(SendingTest::tempo)) {
            assertEquals(0, send(daemon.endpoint(), "/tempo"));
        }

        assertEquals("/tempo f 126.3\n", text(out));
    }

    @Test
    void aRefusalIsPrintedAndTold() throws IOException {
        try (AnsweringSocket daemon = AnsweringSocket.with(SendingTest::refusal)) {
            assertEquals(1, send(daemon.endpoint(), "/scene/9/launch", "bar"));
        }

        assertEquals("/error sss \"/scene/9/launch\" \"no-such\" \"4 scenes\"\n", text(out));
    }

    @Test
    void aTriggerNeedsNoAnswer() throws IOException {
        try (AnsweringSocket daemon = AnsweringSocket.with(message -> List.of())) {
            assertEquals(0, send(daemon.endpoint(), "/scene/2/launch"));
        }

        assertEquals("", text(out));
        assertEquals("", text(err));
    }

    @Test
    void aQuestionWithoutAnAnswerIsTold() throws IOException {
        try (AnsweringSocket daemon = AnsweringSocket.with(message -> List.of())) {
            assertEquals(1, send(daemon.endpoint(), "/track/1/active"));
        }

        assertTrue(text(err).contains("no answer from 127.0.0.1:"), text(err));
    }

    @Test
    void whereNothingListensOneLineSaysSo() throws IOException {
        Endpoint gone;
        try (AnsweringSocket daemon = AnsweringSocket.with(message -> List.of())) {
            gone = daemon.endpoint();
        }

        assertEquals(1, send(gone, "/play"));
        assertEquals(
                "downbeat send: nothing listens at UDP %s; is the daemon running there?\n"
                        .formatted(gone),
                text(err));
    }

    @Test
    void whatCannotBeSentIsOneLine() {
        Endpoint somewhere = new Endpoint("127.0.0.1", 9120);

        assertEquals(2, send(somewhere, "/tempo", "f:fast"));
        assertEquals(2, send(new Endpoint("no-such-host.invalid", 9120), "/tempo"));
        assertEquals(2, text(err).lines().count(), text(err));
    }

    private int send(Endpoint to, String address, String... arguments) {
        Sending sending =
                new Sending(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return sending.carryOut(new Invocation.Send(to, address, List.of(arguments)));
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }

    private static List<OscMessage> tempo(OscMessage question) {
        return List.of(OscMessage.of(question.address(), OscArgument.f(126.3f)));
    }

    private static List<OscMessage> refusal(OscMessage refused) {
        return List.of(
                OscMessage.of(
                        "/error",
                        OscArgument.s(refused.address()),
                        OscArgument.s("no-such"),
                        OscArgument.s("4 scenes")));
    }
}
