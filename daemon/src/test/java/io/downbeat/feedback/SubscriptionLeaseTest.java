package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.feedback.subscriber.ConfiguredSubscriber;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;

import org.junit.jupiter.api.Test;

import java.util.List;

class SubscriptionLeaseTest {

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber other = scenario.surface("10.0.0.1:7777");

    @Test
    void silencePausesASubscriptionAndTheNextMessageResumesItWithARefresh() {
        tablet.send("/subscribe", "/track/1/active/name");
        scenario.seconds(62);
        tablet.quietly();
        assertEquals(List.of(), scenario.view().clients());

        scenario.surface("10.0.0.9:1234").send("/track/1/clip/2/launch", "instant");
        scenario.seconds(3);
        tablet.heard();

        tablet.send("/ping");
        scenario.settled();
        tablet.heard("/pong", "/update ,f 1", "/track/1/active/name ,s Verse", "/update ,f 0");
        assertEquals(List.of("udp:10.0.0.1:9000"), scenario.view().clients());
    }

    @Test
    void anyMessageRenewsTheLease() {
        tablet.send("/subscribe", "/track/1/active/name", "heal=0").quietly();
        for (int i = 0; i < 5; i++) {
            scenario.seconds(40);
            tablet.send("/track/2/stop");
        }
        tablet.quietly();

        scenario.surface("10.0.0.9:1234").send("/track/1/clip/2/launch", "instant");

        tablet.heard("/track/1/active/name ,s Verse");
    }

    @Test
    void aSubscriptionWithAPortIsRenewedByAnyMessageOfItsHost() {
        other.send("/subscribe", "/track/1/active/name", 9000, "heal=0");
        scenario.seconds(40);
        other.send("/track/2/stop");
        scenario.seconds(40);
        tablet.quietly();

        other.send("/track/1/clip/2/launch", "instant");

        tablet.heard("/track/1/active/name ,s Verse");
    }

    @Test
    void aLeaseOfZeroAndAConfiguredSurfaceNeverExpire() {
        tablet.send("/subscribe", "/track/1/active", "lease=0");
        var desk =
                new ConfiguredSubscriber(
                        Peer.parse("udp:10.0.0.5:8000"), List.of(), Command.Options.USUAL);
        scenario.feedback().addConfigured(desk, scenario.now());

        scenario.seconds(3 * 3600);

        assertEquals(List.of("udp:10.0.0.1:9000", "udp:10.0.0.5:8000"), scenario.view().clients());
    }

    @Test
    void warningsOfTheLoadAreSentToSubscribersOfTheStart() {
        var desk =
                new ConfiguredSubscriber(
                        Peer.parse("udp:10.0.0.5:8000"),
                        List.of("/playing"),
                        Command.Options.USUAL);
        TestSubscriber subscriber = scenario.surface("10.0.0.5:8000");
        scenario.feedback().addConfigured(desk, scenario.now());
        scenario.feedback().sendWarning("metronome.bpm", "999 is played at 300");
        scenario.seconds(0.1);
        tablet.send("/subscribe", "/playing", "heal=0");

        assertEquals(
                List.of(OscArgument.s("metronome.bpm"), OscArgument.s("999 is played at 300")),
                subscriber.last("/session/warning"));
        assertFalse(tablet.takeHeard().toString().contains("warning"));
    }

    @Test
    void aGateEndsWhenTheLeaseOfItsClientEnds() {
        tablet.send("/track/1/clip/2/mode", "gate");
        tablet.send("/subscribe", "/track/1/active", "lease=5");
        tablet.send("/track/1/clip/2/launch", 1);
        assertEquals(2, scenario.view().track(1).active());

        scenario.seconds(7);

        assertEquals(0, scenario.view().track(1).active());
    }

    @Test
    void subscriptionsSurviveARestartWithAGreeting() {
        tablet.send("/subscribe", "/track/1/active/name", "typed", "heal=0");
        List<String> lines = scenario.feedback().savedLines();
        assertEquals(1, scenario.feedback().goodbye().size());

        var again = new FeedbackScenario();
        TestSubscriber back = again.surface("10.0.0.1:9000");
        again.feedback().restore(lines, again.now());
        again.feedback().restore(List.of("rubbish", ""), again.now());
        again.settled();

        back.heard(
                "/hello ,ss 0.1.0 " + again.view().name(),
                "/update ,i 1",
                "/track/1/active/name ,s \"\"",
                "/update ,i 0");
        assertEquals(lines, again.feedback().savedLines());
    }

    @Test
    void theHeartbeatCountsStateChanges() {
        tablet.send("/subscribe", "/tempo");
        scenario.seconds(1.5);
        float before = count();

        tablet.send("/track/1/clip/2/launch", "instant");
        scenario.seconds(1.5);

        assertTrue(count() > before);
    }

    private float count() {
        return (float) tablet.last("/heartbeat").getFirst().number().orElseThrow();
    }

    @Test
    void subscribersOfOneHostBeyondTheLimitAreRefusedAsBusy() {
        for (int port = 2000; port < 2064; port++) {
            tablet.send("/subscribe", "/tempo", port);
        }
        tablet.quietly();

        tablet.send("/subscribe", "/tempo", 3000);

        List<String> told = tablet.takeHeard();
        assertEquals(1, told.size());
        assertTrue(told.getFirst().startsWith("/error ,sss /subscribe busy"), told.toString());
    }
}
