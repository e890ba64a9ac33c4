package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;
import io.downbeat.schema.MethodFlag;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What marks a moment of the music is told when that moment comes, once, and at no other time. */
class MomentaryMessagesTest {

    private static final double STEP = 0.001;

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber patch = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber hand = scenario.surface("10.0.0.2:9000");
    private final List<Heard> heard = new ArrayList<>();

    /** A message, and where the music was when it was told. */
    private record Heard(double quarters, OscMessage message) {}

    private void listen(double seconds) {
        for (double passed = 0; passed < seconds - STEP / 2; passed += STEP) {
            scenario.seconds(STEP);
            write();
        }
    }

    private void write() {
        double now = scenario.view().transport().positionAt(scenario.now()).quarters();
        for (OutgoingPacket out : scenario.takeSent()) {
            if (out.to().equals(Peer.parse("udp:10.0.0.1:9000"))) {
                messages(out).forEach(message -> heard.add(new Heard(now, message)));
            }
        }
    }

    private static Stream<OscMessage> messages(OutgoingPacket out) {
        return switch (out.packet()) {
            case OscMessage message -> Stream.of(message);
            case OscBundle bundle -> bundle.packets().stream().map(OscMessage.class::cast);
        };
    }

    private List<Heard> take(String address) {
        List<Heard> all =
                heard.stream().filter(each -> each.message().address().equals(address)).toList();
        heard.removeIf(each -> each.message().address().equals(address));
        return all;
    }

    private List<String> texts(String address) {
        return take(address).stream().map(each -> each.message().toString()).toList();
    }

    private void subscribe(String... patterns) {
        patch.send("/subscribe", (Object[]) patterns);
        scenario.settled().takeSent();
    }

    /** Every unit of 4/4 from one quarter on, once, at its moment and at no other. */
    private void countedFrom(int first, int count) {
        List<Heard> beats = take("/beat");
        assertEquals(count, beats.size(), beats.toString());
        for (int i = 0; i < count; i++) {
            int quarter = first + i;
            assertEquals(
                    "/beat ,fff " + (quarter / 4 + 1) + " " + (quarter % 4 + 1) + " " + quarter,
                    beats.get(i).message().toString());
            assertEquals(quarter, beats.get(i).quarters(), 0.01);
        }
    }

    @Test
    @Tag("HEARD-1")
    void healingSendsNoMomentaryMessages() {
        scenario.at("1.2");
        hand.send("/track/1/clip/2/launch", "8bar").send("/stop");
        subscribe("/", "/beat/phase", "/bar/phase", "/clock/out/*", "heal=2");

        listen(8);

        List<String> healed = heard.stream().map(each -> each.message().address()).toList();
        assertTrue(healed.contains("/track/count"), healed.toString());
        assertTrue(healed.contains("/launch/pending"), healed.toString());
        FeedbackScenario.SPACE.methods().stream()
                .filter(method -> method.is(MethodFlag.MOMENT))
                .map(method -> method.template().replaceAll("\\{.\\}", "1"))
                .forEach(moment -> assertTrue(!healed.contains(moment), moment));
    }

    @Test
    @Tag("HEARD-1")
    void whileTheMusicPlaysHealingAddsNoBeatAndNoTick() {
        scenario.at("1.2");
        subscribe("/", "/clock/out/*", "heal=1");

        listen(8);

        countedFrom(2, 16);
        assertEquals(16 * 24, take("/clock/out/tick").size());
        assertEquals(16, take("/beat/number").size());
    }

    @Test
    @Tag("HEARD-2")
    void aTempoChangeSendsNoBeat() {
        scenario.at("1.2");
        subscribe("/beat", "/clock/out/tick", "heal=0");

        for (int move = 0; move < 100; move++) {
            hand.send("/tempo", 120 + (move % 2 == 0 ? move : -move / 2));
            listen(0.02);
        }
        double now = scenario.view().transport().positionAt(scenario.now()).quarters();
        countedFrom(2, (int) now - 1);
        List<String> ticks = texts("/clock/out/tick");
        assertEquals("/clock/out/tick ,f 25", ticks.getFirst());
        assertEquals("/clock/out/tick ,f " + (24 + ticks.size()), ticks.getLast());
    }

    @Test
    @Tag("HEARD-2")
    void withAJitteringOscClockEachBeatIsSentOnce() {
        hand.send("/clock/source", "osc");
        subscribe("/beat", "/beat/number", "/clock/out/tick", "/clock/out/beat", "heal=0");
        var dice = new Random(3);
        double late = 0;
        hand.send("/clock/tick");
        for (int tick = 1; tick <= 24 * 16; tick++) {
            double next = 0.006 * dice.nextDouble();
            int steps = (int) Math.round((0.5 / 24 - late + next) / STEP);
            listen(steps * STEP);
            late += steps * STEP - 0.5 / 24;
            hand.send("/clock/tick");
            write();
        }

        List<Heard> beats = take("/beat");
        assertTrue(beats.size() >= 15 && beats.size() <= 16, "" + beats.size());
        heard.addAll(beats);
        countedFrom(1, beats.size());
        assertEquals(beats.size(), take("/beat/number").size());
        assertEquals(beats.size(), take("/clock/out/beat").size());
        List<String> ticks = texts("/clock/out/tick");
        for (int tick = 0; tick < ticks.size(); tick++) {
            assertEquals("/clock/out/tick ,f " + (1 + tick), ticks.get(tick));
        }
    }

    @Test
    @Tag("HEARD-3")
    void aResyncAndARestartSendOneOneOnce() {
        for (String again : List.of("/tempo/resync", "/restart")) {
            scenario.seconds(1.3);
            subscribe("/beat", "/beat/bar", "/beat/number", "heal=0");
            hand.send(again);
            listen(0.1);

            assertEquals(List.of("/beat ,fff 1 1 0"), texts("/beat"), again);
            assertEquals(List.of("/beat/bar ,f 1"), texts("/beat/bar"), again);
            assertEquals(List.of("/beat/number ,f 1"), texts("/beat/number"), again);
        }
    }

    @Test
    @Tag("HEARD-3")
    void aShiftSendsTheNewPositionOnce() {
        scenario.at("2.1").seconds(0.25);
        subscribe("/beat", "heal=0");

        hand.send("/clock/shift", 5);
        listen(0.1);

        assertEquals(List.of("/beat ,fff 3 2 9.5"), texts("/beat"));
    }

    @Test
    @Tag("HEARD-3")
    void aNewSignatureSendsThePositionOnceIfItsNumberChanges() {
        scenario.at("1.2").seconds(0.25);
        subscribe("/beat", "heal=0");
        hand.send("/signature", 3, 4);
        listen(0.1);
        assertEquals(List.of(), texts("/beat"));

        scenario.at("3.1").seconds(0.25).takeSent();
        hand.send("/signature", 4, 4);
        listen(0.1);
        assertEquals(List.of("/beat ,fff 2 3 6.5"), texts("/beat"));
    }

    @Test
    @Tag("HEARD-3")
    void aStopSendsNoBeatAndTheReturnToTheBeginningSendsItOnce() {
        scenario.at("2.2").seconds(0.25);
        subscribe("/beat", "/clock/out/tick", "heal=0");

        hand.send("/stop");
        listen(1);
        hand.send("/play");
        listen(0.2);
        assertEquals(List.of(), texts("/beat"));
        assertEquals("/clock/out/tick ,f 133", texts("/clock/out/tick").getFirst());

        hand.send("/stop").send("/stop");
        listen(1);
        assertEquals(List.of("/beat ,fff 1 1 0"), texts("/beat"));
        assertEquals(List.of(), texts("/clock/out/tick"));
        hand.send("/play");
        listen(0.1);
        assertEquals(List.of("/beat ,fff 1 1 0"), texts("/beat"));
        assertEquals("/clock/out/tick ,f 0", texts("/clock/out/tick").getFirst());
    }

    @Test
    @Tag("HEARD-3")
    void aCorrectionOfTheLinkTimelineSendsNothingAndAJumpSendsThePositionOnce() {
        scenario.at("2.1").seconds(0.1);
        hand.send("/clock/source", "link");
        scenario.link(120, 4.2);
        subscribe("/beat", "heal=0");
        for (int correction = 0; correction < 10; correction++) {
            scenario.link(120 + correction * 0.01, 4.2 + correction * 0.02 + 0.005);
            listen(0.01);
        }
        assertEquals(List.of(), texts("/beat"));

        // Two beats back, the shortest way to the session's bar: its beats are passed once more.
        scenario.at("2.4").seconds(0.1).takeSent();
        scenario.link(120, 21.3);
        listen(0.4);

        List<String> beats = texts("/beat");
        assertEquals("/beat ,fff 2 2 5.3", beats.getFirst());
        assertEquals(List.of("/beat ,fff 2 3 6"), beats.subList(1, beats.size()));
    }

    @Test
    @Tag("HEARD-4")
    void afterBeingSuspendedOnlyThePresentBeatIsSent() {
        scenario.at("1.2");
        subscribe("/", "/clock/out/*", "heal=0");
        hand.send("/track/1/clip/4/launch", "bar");
        scenario.settled();
        write();
        heard.clear();

        scenario.heldUp(20);
        write();

        assertEquals(List.of("/beat ,fff 11 2 41"), texts("/beat"));
        assertEquals(List.of("/beat/number ,f 2"), texts("/beat/number"));
        assertEquals(List.of("/clock/out/tick ,f 984"), texts("/clock/out/tick"));
        assertEquals(List.of("/track/1/countdown ,f -1"), texts("/track/1/countdown"));
        assertEquals(List.of("/track/1/active ,f 4"), texts("/track/1/active"));
        assertEquals(List.of("/node/kick/pitch ,f 58"), texts("/node/kick/pitch"));
        listen(1);
        countedFrom(42, 2);
    }

    @Test
    @Tag("HEARD-4")
    void launchesThatAreDueTogetherAfterBeingSuspendedSendTheirValuesOnce() {
        hand.send("/track/1/clip/2/mode", "repeat");
        scenario.at("1.2");
        subscribe("/node/kick/decay", "heal=0");
        hand.send("/track/1/clip/2/launch", 1, "1/16");
        scenario.settled();
        write();
        heard.clear();

        scenario.heldUp(5);
        write();

        assertEquals(List.of("/node/kick/decay ,f 0.4"), texts("/node/kick/decay"));
    }

    @Test
    @Tag("HEARD-5")
    void aCountdownIsSentWhenItsBoundaryChangesAndWhileItRuns() {
        scenario.at("1.2");
        subscribe("/track/1/countdown", "/launch/countdown", "/scene/2/countdown", "heal=0");

        hand.send("/scene/2/launch", "bar");
        scenario.settled();
        write();
        assertEquals(List.of("/track/1/countdown ,f 3"), texts("/track/1/countdown"));
        assertEquals(List.of("/scene/2/countdown ,f 3"), texts("/scene/2/countdown"));
        assertEquals(List.of("/launch/countdown ,f 3"), texts("/launch/countdown"));

        for (int move = 0; move < 100; move++) {
            hand.send("/tempo", 120 + move % 7);
            listen(0.01);
        }
        int told = take("/launch/countdown").size();
        assertTrue(told >= 10 && told <= 14, "" + told);

        hand.send("/launch/cancel");
        scenario.settled();
        write();
        assertEquals(List.of("/launch/countdown ,f -1"), texts("/launch/countdown"));
        listen(1);
        assertEquals(List.of(), texts("/launch/countdown"));
    }
}
