package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SubscriptionTest {

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber desk = scenario.surface("10.0.0.2:9000");

    @Test
    void aSubscriptionBeginsWithAllPresentValuesBetweenItsFrames() {
        tablet.send("/subscribe", "/track/1/clip/2/state", "/track/count");

        tablet.heard(
                "/update ,f 1", "/track/1/clip/2/state ,f 1", "/track/count ,f 3", "/update ,f 0");
    }

    @Test
    @Tag("HEARD-12")
    void clientsCanSubscribeToTheBeginningOfAddresses() {
        tablet.send("/subscribe", "/track/1/clip/1/param", "/clock/out", "/track/count");

        tablet.heard("/update ,f 1", "/track/count ,f 3", "/update ,f 0");
    }

    @Test
    void addressesThatMustBeNamedAreMatchedByAPatternForThem() {
        tablet.send("/subscribe", "/track/1/clip/4/param/kick/*");

        tablet.heard(
                "/update ,f 1",
                "/track/1/clip/4/param/kick/decay ,f 0.28",
                "/track/1/clip/4/param/kick/pitch ,f 58",
                "/update ,f 0");
    }

    @Test
    @Tag("HEARD-12")
    void aSubscriptionToNoAddressIsRefusedWhole() {
        tablet.send("/subscribe", "/track/count", "/trak");

        tablet.heard(
                "/error ,sss /subscribe unknown \"there is no address /trak, and none below it; did"
                        + " you mean /track?\"");
    }

    @Test
    void aSubscriptionToANameIsAnsweredInThatSpelling() {
        tablet.send("/subscribe", "/track/Drums/active/name", "/track/*/queued").quietly();

        tablet.send("/track/1/clip/2/launch", "instant");

        tablet.heard("/track/Drums/active/name ,s Verse");
    }

    @Test
    void aSubscriptionToTheLongFormsOfParametersCoversAllBelow() {
        for (String pattern :
                List.of("/node/kick/param", "/node/kick/param/*", "/node/kick//param")) {
            tablet.send("/subscribe", pattern, "heal=0");
            List<String> dump = tablet.takeHeard();
            assertTrue(
                    dump.containsAll(
                            List.of(
                                    "/node/kick/param/decay ,f 0",
                                    "/node/kick/param/decay/norm ,f 0",
                                    "/node/kick/param/pitch/lock ,f 0")),
                    pattern + ": " + dump);

            desk.send("/node/kick/decay", 0.5).send("/node/kick/decay", 0);
            scenario.seconds(1);
            assertTrue(tablet.takeHeard().contains("/node/kick/param/decay ,f 0"), pattern);
            tablet.send("/unsubscribe").quietly();
        }
    }

    @Test
    void statesAreSentAtOnceToAllSubscribersIncludingTheSender() {
        scenario.at("1.2");
        tablet.send("/subscribe", "/track/1/clip/2", "heal=0");
        desk.send("/subscribe", "/track/*/clip/states", "heal=0");
        tablet.quietly();
        desk.quietly();

        tablet.send("/track/1/clip/2/launch", "bar");
        tablet.heard("/track/1/clip/2/state ,f 2", "/track/1/clip/2/isPlayingQueued ,f 1");
        desk.heard("/track/1/clip/states ,ffff 1 2 1 1");

        scenario.at("2.1");
        tablet.heard(
                "/track/1/clip/2/state ,f 3",
                "/track/1/clip/2/isPlaying ,f 1",
                "/track/1/clip/2/isPlayingQueued ,f 0");
        desk.heard("/track/1/clip/states ,ffff 1 3 1 1");
    }

    @Test
    void aLaunchSendsAllItsValuesTogetherAtTheBoundary() {
        scenario.at("1.2");
        tablet.send("/subscribe", "/node/kick/decay", "/node/kick/pitch", "heal=0").quietly();
        tablet.send("/track/1/clip/4/launch", "bar");
        scenario.at("1.4");
        tablet.heard();

        scenario.at("2.1");

        tablet.heard(
                "/node/kick/decay ,f 0.28",
                "/node/kick/decay/norm ,f 0.28",
                "/node/kick/pitch ,f 58",
                "/node/kick/pitch/norm ,f 1");
    }

    @Test
    void aWriteThatChangesNothingIsConfirmedToItsSender() {
        tablet.send("/subscribe", "/quantize");
        desk.send("/subscribe", "/quantize");
        tablet.send("/quantize", "bar").quietly();
        desk.quietly();

        tablet.send("/quantize", "bar");

        tablet.heard("/quantize ,s bar");
        desk.heard();
    }

    @Test
    void aRefreshRequestedWhileOneWaitsIsMergedWithIt() {
        desk.send("/quantize", "bar");
        tablet.send("/subscribe", "/quantize/index", "heal=0").quietly();
        tablet.send("/refresh", "/quantize/late").send("/refresh").send("/refresh", "/track/count");
        tablet.heard();

        scenario.seconds(0.02);

        tablet.heard(
                "/update ,f 1",
                "/quantize/late ,f 0",
                "/quantize/index ,f 5",
                "/track/count ,f 3",
                "/update ,f 0");
    }

    @Test
    void thePositionIsSentOnEveryUnit() {
        tablet.send("/subscribe", "/beat");

        scenario.at("2.3");

        assertEquals(
                "[Float32[value=2.0], Float32[value=3.0], Float32[value=6.0]]",
                tablet.last("/beat").toString());
    }

    @Test
    void explicitAddressesAreSentOnlyIfAPatternMatchesThemDirectly() {
        tablet.send("/subscribe");
        assertFalse(tablet.mirror().containsKey("/node/kick/decay/text"));
        assertFalse(tablet.mirror().containsKey("/beat/phase"));
        assertTrue(tablet.mirror().containsKey("/node/kick/decay/norm"));

        tablet.send("/subscribe", "/node/kick/decay/text", "/beat/phase");
        scenario.seconds(0.02);
        assertTrue(tablet.mirror().containsKey("/node/kick/decay/text"));
        assertTrue(tablet.mirror().containsKey("/beat/phase"));
    }

    @Test
    void aPatternThatMatchesNothingIsRefused() {
        tablet.send("/subscribe", "/trak");

        List<String> told = tablet.takeHeard();
        assertEquals(1, told.size());
        assertTrue(told.getFirst().startsWith("/error ,sss /subscribe unknown"), told.toString());
    }

    @Test
    void anUnsubscribedClientReceivesNoMore() {
        tablet.send("/subscribe", "/track/1/active").send("/unsubscribe").quietly();

        tablet.send("/track/1/clip/2/launch", "instant");

        tablet.heard();
    }

    @Test
    @Tag("HEARD-6")
    void noChangeIsSentBeforeThePresentValues() {
        scenario.at("1.2");
        desk.send("/track/1/clip/2/launch", "bar");
        scenario.seconds(0.201);
        tablet.send("/subscribe", "/launch/countdown", "/clock/out/*", "heal=0");

        List<String> heard = whatWasSentTo("10.0.0.1:9000");

        assertEquals("/update ,f 1", heard.getFirst());
        assertEquals("/update ,f 0", heard.getLast());
        assertEquals(5, heard.size(), heard.toString());
    }

    @Test
    @Tag("HEARD-6")
    void changesDuringALargeDumpAreSentBetweenItsDatagrams() {
        for (int other = 0; other < 20; other++) {
            scenario.surface("10.0.1." + other + ":9000").send("/subscribe", "heal=0");
        }
        tablet.send("/subscribe", "heal=0");
        desk.send("/track/3/clip/4/launch");
        desk.send("/output/1/enabled", 0);
        scenario.seconds(1);

        List<String> heard = whatWasSentTo("10.0.0.1:9000");
        int end = heard.indexOf("/update ,f 0");
        List<String> dump = heard.subList(0, end);
        List<String> addresses = dump.stream().map(line -> line.split(" ")[0]).toList();

        assertEquals("/update ,f 1", heard.getFirst());
        assertEquals(1, addresses.stream().filter("/update"::equals).count());
        for (String address : List.of("/track/3/clip/4/isPlaying", "/output/1/enabled")) {
            assertEquals(1, addresses.stream().filter(address::equals).count(), address);
        }
        assertTrue(dump.contains("/track/3/clip/4/isPlaying ,f 1"));
        assertTrue(dump.contains("/output/1/enabled ,f 0"));
    }

    @Test
    @Tag("HEARD-7")
    void aValueMatchedBySeveralPatternsIsSentOnce() {
        tablet.send(
                "/subscribe",
                "/node/kick",
                "/node/kick/pitch",
                "/node/kick/pitch/norm",
                "/node/*/pitch",
                "//norm",
                "/track",
                "/track/1/clip/2",
                "/track/1/clip/2/state",
                "heal=0");
        List<String> dump = whatWasSentTo("10.0.0.1:9000");
        assertEquals(dump.stream().distinct().toList(), dump);

        desk.send("/node/kick/pitch", 53).send("/track/1/clip/2/launch", "instant");
        scenario.seconds(1);

        List<String> changes =
                whatWasSentTo("10.0.0.1:9000").stream()
                        .filter(line -> line.matches("/node/kick/pitch.*|.*/clip/2/state .*"))
                        .toList();
        assertEquals(
                List.of(
                        "/node/kick/pitch ,f 53",
                        "/node/kick/pitch/norm ,f 1",
                        "/node/kick/pitch ,f 55",
                        "/node/kick/pitch/norm ,f 1",
                        "/track/1/clip/2/state ,f 3"),
                changes);
    }

    @Test
    @Tag("HEARD-10")
    void manyNewPatternsAreLookedUpAFewAtATimeAndDelayNobody() {
        Object[] patterns = new Object[200];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = "//{state,x" + i + "}";
        }
        tablet.send("/subscribe", patterns).send("/unsubscribe").send("/subscribe", "/tempo");
        tablet.heard();

        desk.send("/ping");
        desk.heard("/pong");
        desk.send("/subscribe", "/track/count");
        scenario.seconds(0.05);
        assertTrue(desk.takeHeard().contains("/track/count ,f 3"));
        tablet.heard();

        scenario.seconds(1);
        List<String> heard = whatWasSentTo("10.0.0.1:9000");
        assertEquals("/update ,f 1", heard.getFirst());
        assertTrue(heard.contains("/tempo ,f 120"), heard.toString());
        desk.send("/track/1/clip/2/launch", "instant");
        assertEquals(List.of(), whatWasSentTo("10.0.0.1:9000"));
    }

    @Test
    @Tag("HEARD-11")
    void patternsWithoutRoomAreRefusedBeforeTheyAreLookedUp() {
        for (int message = 0; message < 4; message++) {
            tablet.send("/subscribe", costly(message));
        }
        scenario.seconds(3);
        scenario.takeSent();

        tablet.send("/subscribe", costly(4));

        List<String> heard = whatWasSentTo("10.0.0.1:9000");
        assertEquals(1, heard.size(), heard.toString());
        assertTrue(heard.getFirst().startsWith("/error ,sss /subscribe busy"), heard.toString());
    }

    private static Object[] costly(int message) {
        return IntStream.range(256 * message, 256 * (message + 1))
                .mapToObj(n -> "//{state,x" + n + "}")
                .toArray();
    }

    private List<String> whatWasSentTo(String peer) {
        return scenario.takeSent().stream()
                .filter(out -> out.to().equals(Peer.parse("udp:" + peer)))
                .flatMap(out ->
                        switch (out.packet()) {
                            case OscMessage message -> Stream.of(message);
                            case OscBundle bundle ->
                                    bundle.packets().stream().map(OscMessage.class::cast);
                        })
                .map(Object::toString)
                .filter(line -> !line.startsWith("/heartbeat"))
                .toList();
    }
}
