package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.Quantize;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;

/** Two programs whose events launch scenes of each other in a ring. */
class LaunchesOfAPairTest {

    private static final String PERFORMER = "udp:127.0.0.1:50000";
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final String SCENES =
            "[[output.on]]\nevent = \"scene:*\"\nsend = [\"/scene/{scene}/launch\"]\n";

    @ParameterizedTest
    @EnumSource
    @Tag("RETURN-8")
    void aRingOfScenesEndsAtEveryQuantizationTempoAndPhase(Quantize quantize) {
        var endless = new ArrayList<String>();
        for (int scenes : new int[] {2, 3, 4, 8}) {
            for (double tempo : new double[] {120, 97, 143.5}) {
                for (long phaseMillis : new long[] {0, 60, 700}) {
                    for (boolean isLocal : new boolean[] {false, true}) {
                        endless.addAll(endless(quantize, scenes, tempo, phaseMillis, isLocal));
                    }
                }
            }
        }
        assertEquals(List.of(), endless);
    }

    private static List<String> endless(
            Quantize quantize, int scenes, double tempo, long phaseMillis, boolean isLocal) {
        var jitter = new SplittableRandom(scenes + phaseMillis);
        SimulatedPair pair =
                new SimulatedPair(
                        OutputTestSessions.scenes(scenes),
                        ring(scenes, 0),
                        ring(scenes, 1),
                        () -> 300 + jitter.nextLong(2_000));
        setUp(pair, quantize, tempo, phaseMillis);
        pair.at(
                3 * SECOND,
                0,
                side -> {
                    if (isLocal) {
                        side.comes(PERFORMER, SimulatedPair.scene(1));
                    } else {
                        side.send(SimulatedPair.scene(1));
                    }
                });
        double gridMicros =
                quantize.grid(Meter.COMMON)
                        .map(grid -> grid.point(1).quarters() * 60e6 / Math.min(120, tempo))
                        .orElse(0.0);
        // Half a ring until each side has heard all of it, and nine answers; each waits for a
        // boundary of both sides.
        long most = Math.round((scenes + 12) * 2 * Math.max(gridMicros, 10_000));
        pair.runTo(3 * SECOND + most + 4 * Math.max(SECOND, Math.round(gridMicros)));

        String ring =
                quantize
                        + " "
                        + scenes
                        + " scenes, "
                        + tempo
                        + ", "
                        + phaseMillis
                        + " ms, "
                        + isLocal;
        assertTrue(pair.sent(0) > 0, ring);
        return pair.lastSentMicros() <= 3 * SECOND + most
                ? List.of()
                : List.of(ring + " sent " + pair.sent(0) + " " + pair.sent(1));
    }

    @Test
    @Tag("RETURN-7")
    void aScriptThatStepsThroughScenesEachBarForAnHourIsNeverStopped() {
        assertEquals(0, missed(false, HOUR, at -> 2 * SECOND));
    }

    @Test
    @Tag("RETURN-7")
    void aScriptThatBeganAfterAPerformerMissesOneEvent() {
        assertEquals(1, missed(true, 5 * MINUTE, at -> 2 * SECOND));
    }

    @Test
    @Tag("RETURN-7")
    void aPerformerWhoLaunchesScenesFastIsNeverStopped() {
        var hands = new SplittableRandom(1);
        assertEquals(0, missed(false, MINUTE, at -> 40_000 + hands.nextLong(400_000)));
        assertEquals(0, missed(false, MINUTE, at -> 20_000 + hands.nextLong(70_000)));
    }

    @Test
    @Tag("RETURN-7")
    void aPerformerWhoLaunchesAfterAnotherMissesFewEvents() {
        var hands = new SplittableRandom(1);
        assertEquals(3, missed(true, MINUTE, at -> 110_000 + hands.nextLong(400_000)));
        // What follows within 100 ms of a withheld event is withheld, too: still three moments.
        assertEquals(5, missed(true, MINUTE, at -> 20_000 + hands.nextLong(400_000)));
        assertEquals(6, missed(true, MINUTE, at -> 20_000 + hands.nextLong(70_000)));
    }

    @Test
    @Tag("RETURN-7")
    void aSurfaceThatAskedForSomethingMissesNothing() {
        OutputScenario scenario = withScenes();
        scenario.comesBack(new RequestSender(PERFORMER), new Command.Query());
        scenario.send(OutputScenario.scene(8, Quantize.INSTANT));
        for (int launch = 0; launch < 100; launch++) {
            scenario.playTo(BarBeatTimes.moment("2.1").plus(launch * SECOND));
            scenario.comes(PERFORMER, OutputScenario.scene(launch % 2 + 1, Quantize.INSTANT));
        }

        assertEquals(101, scenario.heard.taken().size());
    }

    private static OutputScenario withScenes() {
        OutputScenario scenario =
                OutputScenario.with(
                        OutputTestSessions.scenes(8),
                        OutputScenario.rig("initial = false", SCENES));
        scenario.start();
        return scenario;
    }

    /**
     * Somebody on the receiver's machine steps through eight scenes for some time, and the receiver
     * returns nothing.
     *
     * @return how many of the launches the receiver was sent no event of
     */
    private static int missed(boolean afterAnother, long duration, LongUnaryOperator interval) {
        OutputScenario scenario = withScenes();
        HostMicros at = BarBeatTimes.moment("2.1");
        scenario.playTo(at);
        if (afterAnother) {
            scenario.send(OutputScenario.scene(8, Quantize.INSTANT));
        }
        HostMicros end = at.plus(duration);
        int launches = 0;
        scenario.heard.taken();
        while (at.isBefore(end)) {
            at = at.plus(interval.applyAsLong(at.micros()));
            scenario.playTo(at);
            scenario.comes(PERFORMER, OutputScenario.scene(launches % 8 + 1, Quantize.INSTANT));
            launches++;
        }
        return launches - scenario.heard.taken().size();
    }

    private static void setUp(
            SimulatedPair pair, Quantize quantize, double tempo, long phaseMillis) {
        for (int side = 0; side < 2; side++) {
            pair.side(side).send(new Command.SetQuantize(quantize));
        }
        pair.side(1).tempo(tempo).playing(false);
        pair.at(phaseMillis * 1_000, 1, side -> side.playing(true));
    }

    /** The events of a side: in an even ring each side launches every second scene of the other. */
    private static String ring(int scenes, int side) {
        var rig = new StringBuilder();
        for (int scene = 1; scene <= scenes; scene++) {
            if (scenes % 2 == 1 || scene % 2 != side) {
                rig.append("[[output.on]]\nevent = \"scene:" + scene + "\"\n")
                        .append("send = [\"/scene/" + (scene % scenes + 1) + "/launch\"]\n");
            }
        }
        return rig.toString();
    }
}
