package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class PacketLossTest {

    private final FeedbackScenario scenario = new FeedbackScenario();

    @Test
    void aSubscriberThatLosesAFifthOfItsPacketsEndsWithCorrectValues() {
        TestSubscriber steady = scenario.surface("10.0.0.1:9000");
        TestSubscriber shaky = scenario.surface("10.0.0.2:9000").losing(0.2, 42);
        steady.send("/subscribe", "typed");
        shaky.send("/subscribe", "typed");
        var dice = new Random(7);
        for (int second = 0; second < 200; second++) {
            shaky.away(second >= 60 && second < 130);
            play(steady, shaky, dice);
            scenario.seconds(1);
            if (second % 20 == 0) {
                steady.send("/ping");
                shaky.send("/ping");
            }
        }
        steady.send("/panic");
        scenario.seconds(70);
        steady.send("/ping");
        shaky.send("/ping");
        scenario.seconds(40);

        agrees(steady);
        agrees(shaky);
    }

    private static void play(TestSubscriber steady, TestSubscriber shaky, Random dice) {
        TestSubscriber hand = dice.nextBoolean() ? steady : shaky;
        int track = dice.nextInt(3) + 1;
        switch (dice.nextInt(6)) {
            case 0 ->
                    hand.send(
                            "/track/" + track + "/clip/" + (dice.nextInt(4) + 1) + "/launch",
                            "bar");
            case 1 -> hand.send("/scene/" + (dice.nextInt(4) + 1) + "/launch", "2bar");
            case 2 -> hand.send("/track/" + track + "/stop", "bar");
            case 3 -> hand.send("/node/kick/decay", dice.nextFloat());
            case 4 -> hand.send("/tempo", 60 + dice.nextInt(100));
            default -> hand.send("/track/" + track + "/safe/toggle");
        }
    }

    private void agrees(TestSubscriber subscriber) {
        int compared = 0;
        for (var told : subscriber.mirror().entrySet()) {
            String address = told.getKey();
            // What marks a moment is not healed: address space, rule 13.
            if (address.startsWith("/beat")
                    || address.endsWith("/countdown")
                    || List.of("/update", "/heartbeat", "/pong").contains(address)) {
                continue;
            }
            List<OscArgument> truth = scenario.truth(address);
            assertEquals(truth, told.getValue(), address);
            compared++;
        }
        assertTrue(compared > 300, "only " + compared);
    }

    @Test
    void noDatagramExceedsItsLimit() {
        scenario.surface("10.0.0.1:9000").send("/subscribe");
        scenario.seconds(30);

        List<OutgoingPacket> sent = scenario.takeSent();
        assertTrue(sent.size() > 10);
        for (OutgoingPacket packet : sent) {
            assertTrue(OscCodec.size(packet.packet()) <= 1432, packet.toString());
        }
    }

    @Test
    void everyValueIsSentAgainWithinTheHealTime() {
        TestSubscriber tablet = scenario.surface("10.0.0.1:9000");
        tablet.send("/subscribe", "/track/1", "heal=4");
        scenario.seconds(0.5);
        int all = tablet.mirror().size();
        tablet.mirror().clear();

        scenario.seconds(5);

        assertTrue(tablet.mirror().size() >= all - 1, tablet.mirror().size() + " of " + all);
    }
}
