package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.feedback.packet.HostBandwidthLimiter;
import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.feedback.subscriber.ConfiguredSubscriber;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What other computers are sent, whose addresses anybody can write onto a datagram. */
class RemoteHostLimitsTest {

    private final FeedbackScenario scenario = FeedbackScenario.elsewhere();
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber local = scenario.surface("127.0.0.1:9000");

    private static List<OutgoingPacket> to(String peer, List<OutgoingPacket> sent) {
        return sent.stream().filter(out -> out.to().equals(Peer.parse("udp:" + peer))).toList();
    }

    private static long bytes(List<OutgoingPacket> sent) {
        return sent.stream()
                .filter(out -> out.to().host().equals("10.0.0.1"))
                .mapToLong(out -> OscCodec.size(out.packet()))
                .sum();
    }

    @Test
    @Tag("HOST-1")
    void aLeaseWithoutEndIsForControllersAndForThisComputer() {
        for (String lease : List.of("lease=0", "lease=86400")) {
            tablet.send("/subscribe", "/track/count", lease);
            assertTrue(tablet.takeHeard().getFirst().contains("/subscribe not-allowed"));
            scenario.seconds(1);
            tablet.heard();
        }
        local.send("/subscribe", "/track/count", "lease=0");
        local.heard("/update ,f 1", "/track/count ,f 3", "/update ,f 0");

        Peer desk = Peer.parse("udp:10.0.0.1:9000");
        var configuredSubscriber =
                new ConfiguredSubscriber(desk, List.of("/track/count"), Command.Options.USUAL);
        scenario.feedback().addConfigured(configuredSubscriber, scenario.now());
        scenario.settled();
        tablet.quietly();
        tablet.send("/subscribe", "/tempo", "lease=0");
        scenario.seconds(0.02);
        tablet.heard("/update ,f 1", "/tempo ,f 120", "/tempo/nudge ,f 0", "/update ,f 0");
    }

    @Test
    @Tag("HOST-2")
    void aRateIsAtMostAHundredAndTwentyASecond() {
        tablet.send("/subscribe", "/node/kick/decay", "rate=1000", "heal=0");
        local.send("/subscribe", "/node/kick/decay", "rate=1000", "heal=0");
        scenario.settled().takeSent();
        TestSubscriber hand = scenario.surface("10.0.0.7:7000");
        for (int move = 0; move < 1000; move++) {
            hand.send("/node/kick/decay", (move % 2 + 0.3) / 2);
            scenario.seconds(0.001);
        }
        List<OutgoingPacket> sent = scenario.takeSent();

        int elsewhere = to("10.0.0.1:9000", sent).size();
        assertTrue(elsewhere > 100 && elsewhere <= 122, "" + elsewhere);
        assertTrue(to("127.0.0.1:9000", sent).size() > 900);
    }

    @Test
    @Tag("HOST-3")
    void dumpsHealingAndAnswersToOneHostAreLimitedToAMegabyteASecond() {
        for (int port = 9000; port < 9064; port++) {
            TestSubscriber each = scenario.surface("10.0.0.1:" + port);
            each.send("/subscribe", "heal=1").send("//*").send("/track//*");
        }
        long all = 0;
        for (int tenth = 0; tenth < 10; tenth++) {
            for (int port = 9000; port < 9064; port++) {
                scenario.surface("10.0.0.1:" + port).send("/refresh").send("/node//*");
            }
            scenario.seconds(0.1);
            long now = bytes(scenario.takeSent());
            all += now;
            // And once what was saved, and what the last answer was larger than what was left.
            assertTrue(now <= 100_000 + HostBandwidthLimiter.MOST_BURST_BYTES + 100_000, "" + now);
        }
        assertTrue(all > 500_000 && all < 1_200_000, "" + all);
    }

    @Test
    @Tag("HOST-3")
    void muchTrafficToOneHostDelaysNoOther() {
        for (int port = 9000; port < 9064; port++) {
            scenario.surface("10.0.0.1:" + port).send("/subscribe").send("/node//*");
        }
        TestSubscriber other = scenario.surface("10.0.0.2:9000");
        scenario.seconds(0.02).takeSent();

        other.send("/subscribe", "/track/count", "heal=0");
        scenario.seconds(0.02);
        other.heard("/update ,f 1", "/track/count ,f 3", "/update ,f 0");
        other.send("/ping");
        other.heard("/pong");
    }

    @Test
    @Tag("HOST-4")
    void aRefusingPortGetsOnlyHeartbeatsUntilItAcceptsOne() {
        tablet.send("/subscribe", "heal=1").quietly();
        scenario.feedback().onRefused(Peer.parse("udp:10.0.0.1:9000"));
        scenario.takeSent();

        for (int second = 0; second < 5; second++) {
            scenario.seconds(1);
            scenario.feedback().onRefused(Peer.parse("udp:10.0.0.1:9000"));
            assertEquals(1, to("10.0.0.1:9000", scenario.takeSent()).size());
        }
        local.send("/clients");
        local.heard("/clients ,f 0");

        scenario.seconds(3.5);
        assertEquals("/update ,f 1", tablet.takeHeard().getFirst());
        local.send("/clients");
        local.heard("/clients ,f 1");
    }

    @Test
    @Tag("HOST-4")
    void aRefusingPortThatSendsAgainGetsFeedbackAtOnce() {
        tablet.send("/subscribe", "/track/count", "heal=0").quietly();
        scenario.feedback().onRefused(Peer.parse("udp:10.0.0.1:9000"));
        scenario.seconds(0.5);

        scenario.surface("10.0.0.1:7777").send("/ping");
        scenario.settled();
        tablet.heard();
        tablet.send("/ping");
        scenario.settled();

        assertEquals(
                List.of("/update ,f 1", "/track/count ,f 3", "/update ,f 0"),
                tablet.takeHeard().stream().filter(line -> !line.startsWith("/pong")).toList());
    }
}
