package io.downbeat.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.app.UdpResponder;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.rig.Endpoint;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class SendClientTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private double waitSeconds = 2;

    @Test
    void anAnswerIsPrinted() throws IOException {
        try (UdpResponder daemon = UdpResponder.with(SendClientTest::tempo)) {
            assertEquals(0, send(daemon.endpoint(), "/tempo"));
        }

        assertEquals("/tempo f 126.3\n", text(out));
    }

    @Test
    void aRefusalIsPrintedAndGivesExitCodeOne() throws IOException {
        try (UdpResponder daemon = UdpResponder.with(SendClientTest::refusal)) {
            assertEquals(1, send(daemon.endpoint(), "/scene/9/launch", "bar"));
        }

        assertEquals("/error sss \"/scene/9/launch\" \"no-such\" \"4 scenes\"\n", text(out));
    }

    @Test
    void anAcceptedTriggerIsRecognizedByThePongAfterIt() throws IOException {
        try (UdpResponder daemon = UdpResponder.with(SendClientTest::pong)) {
            assertEquals(0, send(daemon.endpoint(), "/scene/2/launch"));
        }

        assertEquals("", text(out));
        assertEquals("", text(err));
    }

    @Test
    void aMissingAnswerIsReported() throws IOException {
        waitSeconds = 0.3;
        try (UdpResponder daemon = UdpResponder.with(SendClientTest::pong)) {
            assertEquals(1, send(daemon.endpoint(), "/track/1/active"));
        }

        assertTrue(text(err).contains("no answer from 127.0.0.1:"), text(err));
    }

    @Test
    void aTriggerWithoutAPongIsReportedAsUnanswered() throws IOException {
        waitSeconds = 0.3;
        try (UdpResponder daemon = UdpResponder.with(message -> List.of())) {
            assertEquals(1, send(daemon.endpoint(), "/scene/2/launch"));
        }

        assertTrue(text(err).contains("no answer from 127.0.0.1:"), text(err));
        assertEquals("", text(out));
    }

    @Test
    void aPingOfTheUserIsAnsweredOnce() throws IOException {
        try (UdpResponder daemon = UdpResponder.with(SendClientTest::pong)) {
            assertEquals(0, send(daemon.endpoint(), "/ping", "7"));
        }

        assertEquals("/pong i 7\n", text(out));
    }

    @Test
    void withoutAWaitNoPingIsSent() throws IOException {
        waitSeconds = 0;
        try (UdpResponder daemon = UdpResponder.with(message -> List.of())) {
            assertEquals(0, send(daemon.endpoint(), "/scene/2/launch"));
        }
        assertEquals("", text(out) + text(err));
    }

    @Test
    void anAnswerCannotControlTheTerminal() throws IOException {
        try (UdpResponder daemon = UdpResponder.with(SendClientTest::hostile)) {
            assertEquals(0, send(daemon.endpoint(), "/scene/1/name"));
        }

        assertEquals("/scene/1/name s \"\\u001b]0;pwned\\u0007\\n\\u202e\"\n", text(out));
    }

    @Test
    void oneLineSaysThatNothingListens() throws IOException {
        Endpoint gone;
        try (UdpResponder daemon = UdpResponder.with(message -> List.of())) {
            gone = daemon.endpoint();
        }

        assertEquals(1, send(gone, "/play"));
        assertEquals(
                "downbeat send: nothing listens at UDP %s; is the daemon running there?\n"
                        .formatted(gone),
                text(err));
    }

    @Test
    void anUnsendableMessageGivesOneLine() {
        Endpoint somewhere = new Endpoint("127.0.0.1", 9120);

        assertEquals(2, send(somewhere, "/tempo", "f:fast"));
        assertEquals(2, send(new Endpoint("no-such-host.invalid", 9120), "/tempo"));
        assertEquals(2, text(err).lines().count(), text(err));
    }

    private int send(Endpoint to, String address, String... arguments) {
        SendClient sendClient =
                new SendClient(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return sendClient.run(
                new ParsedCommandLine.Send(to, address, List.of(arguments), waitSeconds));
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }

    private static List<OscMessage> tempo(OscMessage question) {
        return question.address().equals("/ping")
                ? pong(question)
                : List.of(OscMessage.of(question.address(), OscArgument.f(126.3f)));
    }

    private static List<OscMessage> pong(OscMessage message) {
        return message.address().equals("/ping")
                ? List.of(new OscMessage("/pong", message.arguments()))
                : List.of();
    }

    private static List<OscMessage> hostile(OscMessage question) {
        return question.address().equals("/ping")
                ? pong(question)
                : List.of(
                        OscMessage.of(
                                question.address(), OscArgument.s("\u001b]0;pwned\u0007\n\u202e")));
    }

    private static List<OscMessage> refusal(OscMessage refused) {
        return refused.address().equals("/ping")
                ? pong(refused)
                : List.of(
                        OscMessage.of(
                                "/error",
                                OscArgument.s(refused.address()),
                                OscArgument.s("no-such"),
                                OscArgument.s("4 scenes")));
    }
}
