package io.downbeat.clock.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.clock.follow.SimulatedOscClock.Kind;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** OSC masters that stand, hurry or change their tempo, in every kind of pulse. */
class OscClockAccuracyTest {
    private static final double[] STANDS = {0.1, 0.3, 0.5, 0.7, 1, 1.3, 1.5, 2.2, 3.5, 5.3};
    private static final double BEAT = 500;

    @ParameterizedTest
    @EnumSource(names = {"NUMBERED_TICKS", "NUMBERED_BEATS"})
    @Tag("PULSE-14")
    void afterAPauseOfANumberedClockTheNumbersDecideThePosition(Kind kind) {
        for (double stands : STANDS) {
            double[] off = standing(stands).millisOff(kind, 60);

            assertWithin(1, off, 16 + 8, 60, kind + " stands for " + stands);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKS_NUMBERED_IN_THE_BEAT", "BEATS_NUMBERED_IN_THE_BAR"})
    @Tag("PULSE-14")
    void numbersInTheBeatOrBarDecideThePhase(Kind kind) {
        for (double stands : STANDS) {
            double[] off = standing(stands).millisOff(kind, 60);

            assertWithin(1, inTheBeat(off), 16 + 8, 60, kind + " stands for " + stands);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKS_WITH_BEATS", "BEATS"})
    @Tag("PULSE-15")
    void withoutNumbersABarOfBeatsThatDisagreeMovesThePhase(Kind kind) {
        for (double stands : STANDS) {
            double[] off = standing(stands).millisOff(kind, 60);

            assertWithin(1, inTheBeat(off), 16 + 5, 60, kind + " stands for " + stands);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKS", "NUMBERED_TICKS", "BEATS", "NUMBERED_BEATS"})
    @Tag("PULSE-16")
    void anEvenlyAcceleratingClockIsFollowedWithinTenMilliseconds(Kind kind) {
        for (int steady : new int[] {0, 1, 4, 7, 16, 64}) {
            double[] off = accelerating(steady).millisOff(kind, steady + 48);

            assertWithin(10, off, 2, off.length, kind + " after " + steady);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKS", "NUMBERED_TICKS", "BEATS", "NUMBERED_BEATS"})
    @Tag("PULSE-16")
    void anAccelerationIsFollowedThroughHalfAMillisecondOfJitter(Kind kind) {
        for (int seed = 1; seed <= 100; seed++) {
            double[] off = accelerating(16).late(jitter(seed, 0.0005)).millisOff(kind, 64);

            assertWithin(10, off, 2, off.length, kind + " " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKS", "NUMBERED_TICKS", "BEATS", "NUMBERED_BEATS"})
    @Tag("PULSE-16")
    void afterALongSteadyTempoAChangingOneIsNotTakenForDelayedPulses(Kind kind) {
        for (boolean slower : new boolean[] {false, true}) {
            for (double millis : new double[] {0.5, 1}) {
                for (int seed = 1; seed <= 20; seed++) {
                    SimulatedOscClock master = slower ? slowing(64) : accelerating(64);
                    double[] off = master.late(jitter(seed, millis / 1000)).millisOff(kind, 112);

                    String what = kind + ", slower " + slower + ", " + millis + " ms, " + seed;
                    assertWithin(10 + 10 * millis, off, 2, 112, what);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKS", "NUMBERED_TICKS", "BEATS", "NUMBERED_BEATS"})
    @Tag("PULSE-17")
    void pulsesDelayedByOneAndAHalfBeatsAndDeliveredTogetherChangeNothing(Kind kind) {
        for (double bpm : new double[] {30, 60, 120, 200, 300}) {
            for (double from : new double[] {15.1, 15.6, 15.99}) {
                DoubleUnaryOperator truth = beat -> beat * 60 / bpm;
                double end = from + 1.5;
                DoubleUnaryOperator held =
                        beat ->
                                beat > from && beat < end
                                        ? truth.applyAsDouble(end - beat) + beat * 20e-6
                                        : 0;
                double[] off = SimulatedOscClock.playing(truth).late(held).millisOff(kind, 40);

                assertWithin(2, off, 2, 40, kind + " at " + bpm + " from " + from);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKS", "NUMBERED_TICKS", "BEATS", "NUMBERED_BEATS"})
    @Tag("PULSE-18")
    void aStepOfATenthIsFollowedWithinTwoBeatsThroughFiveMillisecondsOfJitter(Kind kind) {
        for (double factor : new double[] {0.9, 1.1}) {
            for (int seed = 1; seed <= 100; seed++) {
                DoubleUnaryOperator truth =
                        beat -> Math.min(beat, 16) / 2 + Math.max(0, beat - 16) / 2 / factor;
                double[] off =
                        SimulatedOscClock.playing(truth)
                                .late(jitter(seed, 0.005))
                                .millisOff(kind, 48);

                String what = kind + " by " + factor + ", seed " + seed;
                assertWithin(9, off, 9, 17, what);
                assertWithin(12, off, 19, 24, what);
                assertWithin(7, off, 24, 48, what);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEATS", "NUMBERED_BEATS", "BEATS_NUMBERED_IN_THE_BAR"})
    @Tag("PULSE-19")
    void occasionalBeatsUpToEightyMillisecondsLateDoNotChangeTheTempo(Kind kind) {
        for (double bpm : new double[] {60, 120, 200}) {
            List<Double> all = new ArrayList<>();
            for (int seed = 1; seed <= 40; seed++) {
                DoubleUnaryOperator truth = beat -> beat * 60 / bpm;
                double[] off =
                        SimulatedOscClock.playing(truth).late(spikes(seed)).millisOff(kind, 96);

                assertWithin(160, off, 2, 96, kind + " at " + bpm + ", seed " + seed);
                Arrays.stream(off, 2, 96).map(Math::abs).forEach(all::add);
            }
            Collections.sort(all);
            double most = all.get(all.size() * 99 / 100);
            assertTrue(most <= 30, () -> kind + " at " + bpm + ": 99 % within " + most + " ms");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEATS", "NUMBERED_BEATS", "BEATS_NUMBERED_IN_THE_BAR"})
    @Tag("PULSE-20")
    void aStatedTempoIsKeptHoweverLateTheFirstBeatsCome(Kind kind) {
        for (double bpm : new double[] {60, 140, 200, 300}) {
            for (int seed = 1; seed <= 200; seed++) {
                DoubleUnaryOperator late = firstLate(seed, Math.min(0.15, 0.4 * 60 / bpm));
                SimulatedOscClock master =
                        SimulatedOscClock.playing(beat -> beat * 60 / bpm)
                                .late(late)
                                .stating(beat -> bpm);

                String what = kind + " at " + bpm + ", seed " + seed;
                double[] told = master.told(kind, 40);
                double[] off = master.millisOff(kind, 40);
                double least = late.applyAsDouble(0);
                for (int beat = 2; beat < 40; beat++) {
                    least = Math.min(least, late.applyAsDouble(beat - 1));
                    assertEquals(bpm, told[beat], bpm / 100, what + " beat " + beat);
                    assertEquals(1000 * least, off[beat], 2, what + " beat " + beat);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEATS", "NUMBERED_BEATS", "BEATS_NUMBERED_IN_THE_BAR"})
    @Tag("PULSE-21")
    void aStatedTempoThatTheBeatsContradictIsGivenUp(Kind kind) {
        for (double bpm : new double[] {60, 90, 118, 122, 137, 180, 240}) {
            for (double jitter : new double[] {0.00001, 0.0005, 0.005}) {
                for (int seed = 1; seed <= 20; seed++) {
                    SimulatedOscClock master =
                            SimulatedOscClock.playing(beat -> beat * 60 / bpm)
                                    .late(jitter(seed, jitter))
                                    .stating(beat -> 120);

                    String what = kind + " at " + bpm + ", " + jitter + ", seed " + seed;
                    double[] off = master.millisOff(kind, 40);
                    assertWithin(1 + 5000 * jitter, off, jitter < 0.001 ? 5 : 12, 40, what);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEATS", "NUMBERED_BEATS", "BEATS_NUMBERED_IN_THE_BAR"})
    @Tag("PULSE-20")
    void aTempoStatedAgainBeforeEachBeatWithSmallDifferencesIsOneTempo(Kind kind) {
        for (int seed = 1; seed <= 200; seed++) {
            DoubleUnaryOperator late = firstLate(seed, 0.15);
            var dice = new Random(seed);
            SimulatedOscClock master =
                    SimulatedOscClock.playing(beat -> beat * 60 / 140)
                            .late(late)
                            .stating(beat -> 140 + dice.nextDouble(-0.3, 0.3));

            String what = kind + ", seed " + seed;
            double[] off = master.millisOff(kind, 40);
            double least = late.applyAsDouble(0);
            for (int beat = 2; beat < 40; beat++) {
                least = Math.min(least, late.applyAsDouble(beat - 1));
                assertEquals(1000 * least, off[beat], 8, what + " beat " + beat);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEATS", "NUMBERED_BEATS", "BEATS_NUMBERED_IN_THE_BAR"})
    @Tag("PULSE-20")
    void lateBeatsAfterANewStatedTempoDoNotChangeTheTempo(Kind kind) {
        for (double bpm : new double[] {100, 118, 160}) {
            for (int seed = 1; seed <= 200; seed++) {
                DoubleUnaryOperator late = firstLate(seed, 0.15);
                SimulatedOscClock master =
                        SimulatedOscClock.playing(beat ->
                                        Math.min(beat, 16) / 2 + Math.max(0, beat - 16) * 60 / bpm)
                                .late(beat -> beat < 17 ? 0 : late.applyAsDouble(beat - 17))
                                .stating(beat -> beat < 16 ? 120 : bpm);

                String what = kind + " at " + bpm + ", seed " + seed;
                double[] told = master.told(kind, 48);
                for (int beat = 17; beat < 48; beat++) {
                    assertEquals(bpm, told[beat], bpm / 25, what + " beat " + beat);
                }
                double[] off = master.millisOff(kind, 48);
                assertWithin(100, off, 17, 48, what);
                assertWithin(25, off, 36, 48, what);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEATS", "NUMBERED_BEATS", "BEATS_NUMBERED_IN_THE_BAR"})
    @Tag("PULSE-20")
    void aStatedTempoMayBeRounded(Kind kind) {
        for (double bpm : new double[] {66.4, 133.4, 178.6}) {
            SimulatedOscClock master =
                    SimulatedOscClock.playing(beat -> beat * 60 / bpm)
                            .stating(beat -> Math.rint(bpm));

            assertWithin(25, master.millisOff(kind, 40), 2, 12, kind + " at " + bpm);
            assertWithin(2, master.millisOff(kind, 40), 16, 40, kind + " at " + bpm);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKS", "BEATS", "NUMBERED_BEATS"})
    @Tag("PULSE-16")
    void anAcceleratingClockThatStatesItsTempoIsFollowedWithinTenMilliseconds(Kind kind) {
        for (int steady : new int[] {0, 1, 4, 7, 16, 64}) {
            DoubleUnaryOperator bpm = beat -> 120 + 30 / 32.0 * Math.clamp(beat - steady, 0, 32);
            double[] off = accelerating(steady).stating(bpm).millisOff(kind, steady + 48);

            assertWithin(10, off, 2, off.length, kind + " after " + steady);
        }
    }

    /** Half a millisecond of jitter, and some of the first eight beats much later. */
    private static DoubleUnaryOperator firstLate(int seed, double seconds) {
        var dice = new Random(seed);
        double[] late = new double[8];
        Arrays.setAll(late, each -> dice.nextDouble() < 0.4 ? dice.nextDouble(seconds) : 0);
        DoubleUnaryOperator jitter = jitter(seed, 0.0005);
        return beat -> jitter.applyAsDouble(beat) + (beat < 8 ? late[(int) beat] : 0);
    }

    /** Half a millisecond of jitter, and a tenth of the pulses up to 80 ms late. */
    private static DoubleUnaryOperator spikes(int seed) {
        var dice = new Random(seed);
        DoubleUnaryOperator jitter = jitter(seed, 0.0005);
        Map<Double, Double> spikes = new HashMap<>();
        return place ->
                jitter.applyAsDouble(place)
                        + spikes.computeIfAbsent(
                                place,
                                each ->
                                        each > 1 && dice.nextDouble() < 0.1
                                                ? dice.nextDouble(0.08)
                                                : 0);
    }

    /** It stands for so many beats before its sixteenth, and says nothing of it. */
    private static SimulatedOscClock standing(double beats) {
        return SimulatedOscClock.playing(beat -> (beat + (beat > 15.6 ? beats : 0)) * BEAT / 1000);
    }

    /** From 120 to 150 in 32 beats, by as much with every beat. */
    private static SimulatedOscClock accelerating(int steady) {
        return changing(steady, 120, 150);
    }

    /** From 150 to 120 in 32 beats, by as much with every beat. */
    private static SimulatedOscClock slowing(int steady) {
        return changing(steady, 150, 120);
    }

    private static SimulatedOscClock changing(int steady, double from, double to) {
        double more = (to - from) / 32;
        return SimulatedOscClock.playing(beat -> {
            double before = Math.min(beat, steady);
            double within = Math.clamp(beat - steady, 0, 32);
            double after = Math.max(0, beat - steady - 32);
            return before * 60 / from
                    + 60 / more * Math.log(1 + more * within / from)
                    + after * 60 / to;
        });
    }

    private static DoubleUnaryOperator jitter(int seed, double seconds) {
        var dice = new Random(seed);
        Map<Double, Double> late = new HashMap<>();
        return place -> late.computeIfAbsent(place, each -> dice.nextDouble(-seconds, seconds));
    }

    private static double[] inTheBeat(double[] off) {
        return Arrays.stream(off).map(each -> each - Math.rint(each / BEAT) * BEAT).toArray();
    }

    private static void assertWithin(double millis, double[] off, int from, int end, String what) {
        for (int beat = from; beat < end; beat++) {
            int here = beat;
            assertTrue(
                    Math.abs(off[beat]) <= millis,
                    () -> what + ": beat " + here + " is off by " + off[here] + " ms");
        }
    }
}
