package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.fade.TransitionChange;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.Quantize;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;

/** The law of frames: none says what the fade only comes to, however late the turns are. */
class FadeFrameTimeTest {

    private static final long LAUNCHED = 503_000;
    private static final long HALF_A_BEAT_AT_300 = 100_000;
    private static final double FROM = 0.25;
    private static final double TO = 1;

    @ParameterizedTest
    @EnumSource(Curve.class)
    @Tag("FRAME-10")
    void noFrameIsSentBeforeTheTimeOfItsValues(Curve curve) {
        var random = new Random(5);
        for (int round = 0; round < 100; round++) {
            int offset = random.nextInt(5) * 20 - 40;
            OutputScenario scenario = fading(curve, offset);
            for (int millis = 3; millis < 250; millis += 1 + random.nextInt(40)) {
                scenario.heldUp("1.2+" + millis + "ms");
            }
            check(scenario, curve, Math.max(offset, 0) * 1000L);
        }
    }

    /** Half a beat at 300 in 5/4, begun at once, to an output with an offset in milliseconds. */
    private static OutputScenario fading(Curve curve, int offset) {
        OutputScenario scenario =
                OutputScenario.output(
                        "nodes = [\"noise\"]", "fade_hz = 200", "offset_ms = " + offset);
        scenario.send(new Command.SetTempo(new Tempo(300)), new Command.SetMeter(new Meter(5, 4)));
        scenario.send(
                new Command.SetFade(new TransitionChange.Unit(Transition.Unit.BEATS)),
                new Command.SetFade(new TransitionChange.Shape(curve)));
        scenario.launch(1, 1).at("1.2+3ms");
        scenario.heard.taken();
        return scenario.send(
                new Command.LaunchClip(
                        ObjectReference.position(1),
                        ObjectReference.position(2),
                        Optional.of(Quantize.INSTANT),
                        false,
                        OptionalDouble.of(0.5)));
    }

    private static void check(OutputScenario scenario, Curve curve, long heldBackMicros) {
        double last = FROM;
        for (RecordedPackets.Packet packet : scenario.heard.taken()) {
            // A moment that went through beats and back may lie a microsecond off.
            long since = packet.moment().micros() - LAUNCHED - heldBackMicros + 1;
            double most =
                    FROM
                            + (TO - FROM)
                                    * curve.shareAt(
                                            Math.clamp(since / (double) HALF_A_BEAT_AT_300, 0, 1));
            for (double level : levels(packet.said()).toList()) {
                assertTrue(level <= most + 1e-6, level + " of " + most + " at " + since);
                last = level;
            }
        }
        assertEquals(TO, last);
    }

    private static Stream<Double> levels(OscPacket packet) {
        return switch (packet) {
            case OscBundle bundle -> bundle.packets().stream().flatMap(FadeFrameTimeTest::levels);
            case OscMessage message ->
                    message.address().endsWith("/level")
                                    && message.arguments().getFirst()
                                            instanceof OscArgument.Float32(float value)
                            ? Stream.of((double) value)
                            : Stream.empty();
        };
    }
}
