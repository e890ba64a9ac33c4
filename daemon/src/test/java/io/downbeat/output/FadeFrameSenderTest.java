package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscBundle;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Frames of fades: in slices, the newest values only, and the last one always. */
class FadeFrameSenderTest {

    private static final long FRAME = 16_667;
    private static final int MANY = 4096;

    private final FadeFrameDriver fadeFrameDriver =
            new FadeFrameDriver(MANY, OutputScenario.rig("initial = false"));

    @Test
    @Tag("FRAME-1")
    void aFrameIsSentAsImmediateBundlesOfAtMost1432Bytes() {
        fadeFrameDriver.frame(0, MANY, 0.5).rest();

        List<RecordedPackets.Packet> packets = fadeFrameDriver.heard.taken();
        assertEquals(
                MANY,
                packets.stream()
                        .mapToInt(packet -> ((OscBundle) packet.said()).packets().size())
                        .sum());
        for (RecordedPackets.Packet packet : packets) {
            assertTrue(packet.bytes() <= 1432, packet.bytes() + " bytes");
            assertTrue(((OscBundle) packet.said()).timetag().isImmediate());
        }
    }

    @Test
    @Tag("FRAME-1")
    void aSingleMovingParameterIsABundleToo() {
        fadeFrameDriver.frame(3, 4, 0.5).rest();

        fadeFrameDriver.heard.were("1.1 [1] { /node/n0/p3 ,f 0.5 }");
    }

    @Test
    @Tag("FRAME-2")
    void eachStepContinuesWhereTheLastOneStopped() {
        fadeFrameDriver.frame(0, MANY, 0.5).step();
        int first = fadeFrameDriver.messages().size();
        assertTrue(first > 0 && first < MANY / 4, first + " at once");

        assertEquals(MANY - first, fadeFrameDriver.rest().messages().size());
    }

    @Test
    @Tag("FRAME-3")
    void aFrameOvertakenByTheNextIsSkippedAndEveryParameterGetsItsTurn() {
        fadeFrameDriver.frame(0, MANY, 0.25).step();
        List<String> heard = fadeFrameDriver.messages();

        fadeFrameDriver.at(FRAME).frame(0, MANY, 0.5).rest();
        List<String> rest = fadeFrameDriver.messages();

        assertTrue(heard.stream().allMatch(message -> message.endsWith("0.25")));
        assertTrue(rest.stream().allMatch(message -> message.endsWith("0.5")));
        assertEquals(MANY, rest.size());
        assertTrue(heard.stream().noneMatch(rest.getFirst()::equals), "begins where it stopped");
    }

    @Test
    @Tag("FRAME-4")
    void theLastFrameIsAlwaysSentAlthoughOtherFadesHaveStarted() {
        fadeFrameDriver.frame(0, MANY, 0.25).step();
        fadeFrameDriver.at(FRAME).frame(0, 1000, 1).step();
        fadeFrameDriver.at(2 * FRAME).frame(1000, 1010, 0.75).rest();

        List<String> heard = fadeFrameDriver.messages();
        assertEquals(Optional.of(",f 1"), FadeFrameDriver.last(heard, 0));
        assertEquals(Optional.of(",f 1"), FadeFrameDriver.last(heard, 999));
        assertEquals(Optional.of(",f 0.75"), FadeFrameDriver.last(heard, 1005));
        assertEquals(Optional.of(",f 0.25"), FadeFrameDriver.last(heard, MANY - 1));
    }

    @Test
    @Tag("FRAME-5")
    void aClientWriteIsNotOverwrittenByAWaitingFrame() {
        fadeFrameDriver.frame(0, MANY, 0.25).step().messages();

        fadeFrameDriver.hand(MANY - 1, 0.9);
        assertEquals(List.of("/node/n63/p63 ,f 0.9"), fadeFrameDriver.messages());

        fadeFrameDriver.rest();
        assertEquals(
                Optional.of(",f 0.9"), FadeFrameDriver.last(fadeFrameDriver.messages(), MANY - 1));
    }

    @Test
    @Tag("FRAME-6")
    void anOutputWithALowerRateGetsFewerFramesAndTheLastOne() {
        var slow = new FadeFrameDriver(2, OutputScenario.rig("initial = false", "fade_hz = 20"));
        for (int frame = 0; frame <= 60; frame++) {
            slow.at(frame * FRAME).frame(0, 1, frame / 100.0).rest();
        }
        List<String> heard = slow.messages();
        assertEquals(21, heard.size(), heard::toString);

        slow.at(slow.nextStep()).rest();
        assertEquals(List.of("/node/n0/p0 ,f 0.6"), slow.messages());
        assertEquals(Long.MAX_VALUE, slow.nextStep());
    }

    @Test
    @Tag("FRAME-6")
    void atTheUsualRateEveryFrameIsSentEvenIfSomeAreLate() {
        for (int frame = 0; frame < 60; frame++) {
            fadeFrameDriver
                    .at(frame * FRAME + frame % 3 * 1_000L)
                    .frame(0, 1, frame / 100.0)
                    .rest();
        }

        assertEquals(60, fadeFrameDriver.messages().size());
    }

    @Test
    @Tag("FRAME-7")
    void outputsTakeTurns() {
        var two =
                new FadeFrameDriver(
                        MANY,
                        OutputScenario.rig("initial = false")
                                + OutputScenario.rig("initial = false"));

        two.frame(0, MANY, 0.5).step();

        List<RecordedPackets.Packet> packets = two.heard.taken();
        assertEquals(1, packets.get(0).output());
        assertEquals(2, packets.get(1).output());
        assertEquals(1, packets.get(2).output());
    }

    @Test
    @Tag("FRAME-8")
    void aReceiverWithoutBundlesGetsSingleMessages() {
        var bare = new FadeFrameDriver(3, OutputScenario.rig("initial = false", "bundle = false"));

        bare.frame(0, 3, 0.5).rest();

        bare.heard.were(
                """
                1.1 [1] /node/n0/p0 ,f 0.5
                1.1 [1] /node/n0/p1 ,f 0.5
                1.1 [1] /node/n0/p2 ,f 0.5
                """);
    }

    @Test
    @Tag("FRAME-8")
    void framesUseMapsAndTextTemplates() {
        var mapped =
                new FadeFrameDriver(
                        3,
                        OutputScenario.rig(
                                "initial = false",
                                "nodes = [\"n0\"]",
                                "template = [\"/set\", \"{param}\", \"at {value}\"]",
                                "[[output.map]]",
                                "param = \"n0/p1\"",
                                "address = \"/opacity\"",
                                "type = \"i\"",
                                "from = [0.0, 1.0]",
                                "to = [0, 100]"));

        mapped.frame(0, 2, 0.5).rest();
        assertEquals(
                List.of("/set ,ss p0 \"at 0.5\"", "/opacity ,i 50"),
                mapped.messages().stream().sorted((a, b) -> b.compareTo(a)).toList());

        mapped.at(FRAME).frame(0, 2, 0.25).rest();
        assertEquals(
                List.of("/set ,ss p0 \"at 0.25\"", "/opacity ,i 25"),
                mapped.messages().stream().sorted((a, b) -> b.compareTo(a)).toList());
    }

    @Test
    @Tag("FRAME-9")
    void aPositiveOffsetDelaysFramesAndClientWritesAlike() {
        var late = new FadeFrameDriver(1, OutputScenario.rig("initial = false", "offset_ms = 20"));

        late.frame(0, 1, 0.5).rest();
        late.at(10_000).hand(0, 0.9).rest();
        assertEquals(List.of(), late.messages());

        late.at(20_000).rest();
        assertEquals(List.of("/node/n0/p0 ,f 0.5"), late.messages());
        late.at(30_000).rest();
        assertEquals(List.of("/node/n0/p0 ,f 0.9"), late.messages());
    }
}
