package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;

import org.junit.jupiter.api.Test;

import java.util.List;

/** How values and messages are put into datagrams. */
class DatagramPackerTest {

    @Test
    void aLargeLaunchIsSentAsSeveralBundlesOfAtMost1432BytesAtTheBoundary() {
        OutputScenario scenario =
                OutputScenario.with(OutputTestSessions.large(4096), OutputScenario.rig()).started();
        scenario.at("1.3").heard.taken();

        scenario.queue(1, 1).at("2.2");

        List<RecordedPackets.Packet> packets = scenario.heard.taken();
        assertEquals(4096, packets.stream().mapToInt(packet -> messages(packet).size()).sum());
        for (RecordedPackets.Packet packet : packets) {
            assertTrue(packet.bytes() <= 1432, packet.bytes() + " bytes");
            assertTrue(packet.bytes() > 1380 || packet.equals(packets.getLast()), "half empty");
            assertEquals(BarBeatTimes.moment("2.1"), packet.moment());
        }
        assertEquals("/node/n0/p0 ,f 1", messages(packets.getFirst()).getFirst().toString());
        assertEquals("/node/n63/p63 ,f 1", messages(packets.getLast()).getLast().toString());
    }

    @Test
    void severalBundlesOfOneLaunchHaveTheSameTag() {
        OutputScenario scenario =
                OutputScenario.with(
                                OutputTestSessions.large(80),
                                OutputScenario.rig("initial = false", "timetag = \"boundary\""))
                        .started();

        scenario.at("1.3").queue(1, 1).at("2.2");

        List<RecordedPackets.Packet> packets = scenario.heard.taken();
        assertEquals(2, packets.size());
        for (RecordedPackets.Packet packet : packets) {
            assertEquals(2_000_000, ((OscBundle) packet.said()).timetag().epochMicros());
        }
    }

    @Test
    void aReceiverThatReadsNoBundlesGetsSingleMessages() {
        OutputScenario scenario = OutputScenario.output("bundle = false");

        scenario.at("1.3").queue(1, 1).at("2.2").launch(2, 1);

        scenario.heard.were(
                """
                2.1 [1] /node/noise/level ,f 0.25
                2.1 [1] /node/bloom/intensity ,f 1
                2.2 [1] /node/drum-1/tone-a ,f 220
                """);
    }

    @Test
    void aReceiverWithoutBundlesCannotGetTimeTags() {
        OutputScenario scenario = OutputScenario.output("bundle = false", "timetag = \"boundary\"");

        scenario.at("1.3").queue(2, 1).at("2.2");

        scenario.heard.were("2.1 [1] /node/drum-1/tone-a ,f 220");
    }

    @Test
    void aMessageThatDoesNotFitIsSentAlone() {
        OutputScenario scenario = OutputScenario.output();
        String long1 = "x".repeat(2000);

        scenario.send(
                OutputScenario.write("noise/level", 0.1),
                OutputScenario.write("bloom/mode", long1),
                OutputScenario.write("bloom/intensity", 2));

        List<RecordedPackets.Packet> packets = scenario.heard.taken();
        assertEquals(3, packets.size());
        assertEquals(
                "/node/bloom/mode ,s " + long1, ((OscMessage) packets.get(1).said()).toString());
    }

    private static List<?> messages(RecordedPackets.Packet packet) {
        return ((OscBundle) packet.said()).packets();
    }
}
