package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class LossTest {

    private final Audience audience = new Audience();

    @Test
    void aSurfaceThatLosesAFifthOfItsPacketsAndGoesAwayIsRightInTheEnd() {
        Surface steady = audience.surface("10.0.0.1:9000");
        Surface shaky = audience.surface("10.0.0.2:9000").losing(0.2, 42);
        steady.send("/subscribe", "typed");
        shaky.send("/subscribe", "typed");
        var dice = new Random(7);
        for (int second = 0; second < 200; second++) {
            shaky.away(second >= 60 && second < 130);
            play(steady, shaky, dice);
            audience.seconds(1);
            if (second % 20 == 0) {
                steady.send("/ping");
                shaky.send("/ping");
            }
        }
        steady.send("/panic");
        audience.seconds(70);
        steady.send("/ping");
        shaky.send("/ping");
        audience.seconds(40);

        agrees(steady);
        agrees(shaky);
    }

    private static void play(Surface steady, Surface shaky, Random dice) {
        Surface hand = dice.nextBoolean() ? steady : shaky;
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

    private void agrees(Surface surface) {
        int compared = 0;
        for (var told : surface.mirror().entrySet()) {
            String address = told.getKey();
            // What marks a moment is not healed: address space, rule 13.
            if (address.startsWith("/beat")
                    || address.endsWith("/countdown")
                    || List.of("/update", "/heartbeat", "/pong").contains(address)) {
                continue;
            }
            List<OscArgument> truth = audience.truth(address);
            assertEquals(truth, told.getValue(), address);
            compared++;
        }
        assertTrue(compared > 300, "only " + compared);
    }

    @Test
    void noDatagramIsLargerThanADatagramMayBe() {
        audience.surface("10.0.0.1:9000").send("/subscribe");
        audience.seconds(30);

        List<OutgoingPacket> sent = audience.takeSent();
        assertTrue(sent.size() > 10);
        for (OutgoingPacket packet : sent) {
            assertTrue(OscCodec.size(packet.packet()) <= 1432, packet.toString());
        }
    }

    @Test
    void healingTellsEverythingAgainWithinItsSeconds() {
        Surface tablet = audience.surface("10.0.0.1:9000");
        tablet.send("/subscribe", "/track/1", "heal=4");
        audience.seconds(0.5);
        int all = tablet.mirror().size();
        tablet.mirror().clear();

        audience.seconds(5);

        assertTrue(tablet.mirror().size() >= all - 1, tablet.mirror().size() + " of " + all);
    }
}
