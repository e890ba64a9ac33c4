package io.downbeat.fade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.fade.Transition.Unit;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class FadeTimingTest {

    private static Beats beats(double quarters) {
        return Beats.of(quarters);
    }

    @Test
    void theShareIsZeroBeforeTheStartAndOneFromTheEnd() {
        var fadeTiming = new FadeTiming(beats(4), beats(8), Curve.LINEAR);
        assertEquals(0, fadeTiming.progressAt(beats(3)));
        assertEquals(0, fadeTiming.progressAt(beats(4)));
        assertEquals(0.25, fadeTiming.progressAt(beats(6)));
        assertEquals(1, fadeTiming.progressAt(beats(12)));
        assertEquals(1, fadeTiming.shareAt(beats(100)));
        assertEquals(beats(12), fadeTiming.end());
    }

    @Test
    void aFadeOfNoLengthIsFinishedAtItsStart() {
        var fadeTiming = new FadeTiming(beats(4), Beats.ZERO, Curve.EXP);
        assertEquals(0, fadeTiming.progressAt(beats(3.999)));
        assertEquals(1, fadeTiming.progressAt(beats(4)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FadeTiming(beats(4), beats(-1), Curve.EXP));
    }

    @Test
    void aFadeMovedByBeatsKeepsItsShape() {
        var fadeTiming = new FadeTiming(beats(4), beats(8), Curve.SMOOTH);
        for (int micro = 0; micro < 9_000_000; micro += 777_777) {
            Beats at = beats(4).plus(Beats.micro(micro));
            assertEquals(
                    fadeTiming.shareAt(at),
                    fadeTiming.later(beats(-3)).shareAt(at.minus(beats(3))));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void valuesStayBetweenStartAndTargetAndReachThemExactly(long seed) {
        var dice = new Random(seed);
        for (int n = 0; n < 10_000; n++) {
            double from = dice.nextGaussian() * Math.pow(10, dice.nextInt(12) - 6);
            double to = dice.nextGaussian() * Math.pow(10, dice.nextInt(12) - 6);
            double value = FadeTiming.between(from, to, dice.nextDouble());
            assertTrue(value >= Math.min(from, to) && value <= Math.max(from, to));
            assertEquals(from, FadeTiming.between(from, to, 0));
            assertEquals(to, FadeTiming.between(from, to, 1));
            assertEquals(to, FadeTiming.between(to, to, dice.nextDouble()));
        }
    }

    @Test
    void theLargestNumbersStayBetweenStartAndTarget() {
        double value = FadeTiming.between(-Double.MAX_VALUE, Double.MAX_VALUE, 0.25);
        assertTrue(Double.isFinite(value));
    }

    @Test
    void aBarFollowsTheSignatureAndASecondTheTempo() {
        var waltz = new Meter(3, 4);
        var fast = new Tempo(180);
        assertEquals(beats(6), bars(2).beats(waltz, fast));
        assertEquals(beats(3), bars(1).beats(new Meter(6, 8), fast));
        assertEquals(beats(2.5), of(2.5, Unit.BEATS).beats(waltz, fast));
        assertEquals(beats(6), of(2, Unit.SECONDS).beats(waltz, fast));
    }

    @Test
    void aVeryLongTransitionStaysWithinTheBeatRange() {
        Beats length = of(Double.MAX_VALUE, Unit.BARS).beats(Meter.COMMON, new Tempo(120));
        assertTrue(length.isAfter(beats(1e8)));
        assertTrue(new FadeTiming(beats(1e8), length, Curve.LINEAR).end().isAfter(length));
    }

    private static Transition bars(double length) {
        return of(length, Unit.BARS);
    }

    private static Transition of(double length, Unit unit) {
        return new Transition(length, unit, Curve.LINEAR);
    }
}
