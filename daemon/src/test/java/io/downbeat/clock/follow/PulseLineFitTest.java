package io.downbeat.clock.follow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.clock.follow.JitteredPulses.Jitter;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** What a train of pulses promises, over many seeds. Milliseconds off the true beat. */
class PulseLineFitTest {
    private static final int SEEDS = 25;
    private static final int FOUR_BARS = 16;

    @ParameterizedTest
    @ValueSource(doubles = {30, 47.3, 90, 120, 128, 174.6, 240, 300})
    @Tag("PULSE-1")
    void withFiveMillisecondsOfJitterEachBeatAfterFourBarsIsPredictedWithinOneMillisecond(
            double bpm) {
        double[] off =
                overSeeds(seed ->
                        ticks(bpm, 64, Jitter.UNIFORM_5_MS, seed).millisOff(FOUR_BARS, 62, 1));

        // A straight line through four bars of such ticks is itself off by 0.32 (one sigma).
        assertWithin(1, 0.995, off);
        assertWithin(2, 1, off);
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, 90, 128, 174.6, 240})
    void withNormalJitterOfFiveMillisecondsMostBeatsArePredictedWithinOneAndThePositionStays(
            double bpm) {
        double[] off =
                overSeeds(seed ->
                        ticks(bpm, 64, Jitter.NORMAL_5_MS, seed).millisOff(FOUR_BARS, 62, 1));

        // Ticks that overlap their neighbours by a third may be miscounted once in a thousand bars.
        assertWithin(1, 0.9, off);
        assertWithin(6, bpm > 150 ? 0.95 : 1, off);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.1, 1 / 1.1})
    @Tag("PULSE-2")
    void aStepOfATenthIsFollowedWithinTwoBars(double factor) {
        for (double bpm : new double[] {40, 120, 174, 270}) {
            double[] clean =
                    stepped(bpm, factor, Jitter.NONE, 1).millisOff(40 + 3, 40 + FOUR_BARS, 0);
            double[] jittered =
                    overSeeds(seed ->
                            stepped(bpm, factor, Jitter.UNIFORM_5_MS, seed)
                                    .millisOff(40 + 8, 40 + FOUR_BARS, 0));

            assertWithin(0.1, 1, clean);
            assertWithin(1, 0.97, jittered);
            assertWithin(3, 1, jittered);
        }
    }

    @Test
    void aTempoRampIsFollowedClosely() {
        // From 120 to 140 in eight bars, linear in beats.
        JitteredPulses ramping =
                JitteredPulses.ticks(
                        beat -> 3e9 + 60e6 / 0.625 * Math.log(1 + 0.625 * beat / 120),
                        32,
                        Jitter.NONE,
                        1);

        assertWithin(1, 1, ramping.millisOff(4, 31, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Tag("PULSE-3")
    void lostTicksChangeNeitherPositionNorPhase(int number) {
        for (double bpm : new double[] {60, 120, 174.6}) {
            assertWithin(
                    0.1,
                    1,
                    ticks(bpm, 48, Jitter.NONE, 1).without(490, number).millisOff(20, 46, 0));
            assertWithin(
                    1.5,
                    0.99,
                    overSeeds(seed ->
                            ticks(bpm, 48, Jitter.UNIFORM_5_MS, seed)
                                    .without(490, number)
                                    .millisOff(20, 46, 0)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {200, 3_000, 10_000})
    @Tag("PULSE-3")
    void doubledTicksChangeNeitherPositionNorPhase(double later) {
        for (double bpm : new double[] {60, 120, 174.6}) {
            assertWithin(
                    0.1,
                    1,
                    ticks(bpm, 48, Jitter.NONE, 1).doubled(490, later).millisOff(20, 46, 0));
            assertWithin(
                    1.5,
                    0.99,
                    overSeeds(seed ->
                            ticks(bpm, 48, Jitter.UNIFORM_5_MS, seed)
                                    .doubled(490, later)
                                    .millisOff(20, 46, 0)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void aTickLostOrDoubledAtTheVeryBeginningIsNoticed(int pulse) {
        JitteredPulses clean = ticks(120, 8, Jitter.NONE, 1);

        assertWithin(0.2, 1, clean.without(pulse, 1).millisOff(1, 6, 0));
        assertWithin(0.2, 1, clean.doubled(pulse, 2_000).millisOff(1, 6, 0));
    }

    @Test
    @Tag("PULSE-3")
    void twoTicksLostAtTheVeryBeginningAreNoticed() {
        for (int one = 1; one < 8; one++) {
            for (int other = one; other < 8; other++) {
                JitteredPulses left =
                        ticks(120, 8, Jitter.NONE, 1).without(one, 1).without(other, 1);

                assertWithin(0.2, 1, left.millisOff(1, 6, 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, 120, 300})
    void ticksRoundedToMillisecondsAreLockedWithinTheFirstBeat(double bpm) {
        JitteredPulses quantised =
                JitteredPulses.ticks(
                        beat ->
                                Math.rint(JitteredPulses.steady(bpm).applyAsDouble(beat) / 1e3)
                                        * 1e3,
                        16,
                        Jitter.NONE,
                        1);

        assertWithin(1, 1, quantised.millisOff(1, 14, 0));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIFORM_5_MS", "NONE"})
    void beatsWithoutTicksAreFollowedWithinTheirJitter(Jitter jitter) {
        double[] off =
                overSeeds(seed ->
                        JitteredPulses.pulses(JitteredPulses.steady(132), 1, 128, jitter, seed)
                                .millisOff(16, 126, 0));

        assertWithin(jitter == Jitter.NONE ? 0.1 : 3, 0.99, off);
    }

    private static JitteredPulses ticks(double bpm, int quarters, Jitter jitter, long seed) {
        return JitteredPulses.ticks(JitteredPulses.steady(bpm), quarters, jitter, seed);
    }

    private static JitteredPulses stepped(double bpm, double factor, Jitter jitter, long seed) {
        return JitteredPulses.ticks(JitteredPulses.step(bpm, bpm * factor, 40), 60, jitter, seed);
    }

    private static double[] overSeeds(LongFunction<double[]> off) {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(off)
                .flatMapToDouble(DoubleStream::of)
                .toArray();
    }

    private static void assertWithin(double millis, double share, double[] off) {
        double[] sorted = DoubleStream.of(off).map(Math::abs).sorted().toArray();
        long inside = DoubleStream.of(sorted).filter(each -> each <= millis).count();
        assertTrue(
                inside >= share * off.length,
                () ->
                        "only %d of %d within %s ms; the worst: %s"
                                .formatted(
                                        inside,
                                        off.length,
                                        millis,
                                        Arrays.toString(
                                                Arrays.copyOfRange(
                                                        sorted,
                                                        Math.max(0, sorted.length - 8),
                                                        sorted.length))));
    }
}
