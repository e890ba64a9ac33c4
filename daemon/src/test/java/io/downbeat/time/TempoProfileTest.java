package io.downbeat.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

/** Laws of a tempo that ramps or is bent, over many of them. */
class TempoProfileTest {

    private static final HostMicros START = new HostMicros(40_000_003);

    private final Random dice = new Random(9);

    @Test
    void aRampTakesTheTimeOfTheTemposThatItPasses() {
        // From 60 to 120 over four beats: four seconds times the logarithm of two.
        var tempoProfile = TempoProfile.of(new Tempo(60)).rampingTo(new Tempo(120), 4);
        var line = new Timeline(tempoProfile, Beats.ZERO, START);

        assertEquals(4e6 * Math.log(2), (double) line.momentOf(Beats.of(4)).since(START), 1);
    }

    @Test
    void manySmallStepsTakeTheSameTime() {
        var tempoProfile = TempoProfile.of(new Tempo(90)).rampingTo(new Tempo(140), 16);
        double seconds = 0;
        int steps = 200_000;
        for (int step = 0; step < steps; step++) {
            seconds += 16.0 / steps * 60 / tempoProfile.tempoAfter((step + 0.5) * 16 / steps).bpm();
        }

        var line = new Timeline(tempoProfile, Beats.ZERO, START);
        assertEquals(seconds * 1e6, (double) line.momentOf(Beats.of(16)).since(START), 1);
    }

    @Test
    void timesAndBeatsOfARampAreInverse() {
        for (int n = 0; n < 20_000; n++) {
            Timeline line = ramping();
            HostMicros moment = START.plus(dice.nextLong(-20_000_000, 120_000_000));

            long off = line.momentOf(line.beatsAt(moment)).since(moment);
            assertTrue(Math.abs(off) <= 2, () -> line + " " + moment + " " + off);
        }
    }

    @Test
    void laterBeatsOfARampAreNeverEarlier() {
        for (int n = 0; n < 20_000; n++) {
            Timeline line = ramping();
            Beats one = Beats.of(dice.nextDouble() * 64);

            Beats later = one.plus(Beats.micro(dice.nextInt(10)));
            assertFalse(line.momentOf(later).isBefore(line.momentOf(one)));
        }
    }

    @Test
    void aRampContinuedFromItsMiddleEndsAtTheSameTime() {
        for (int n = 0; n < 5_000; n++) {
            Timeline line = ramping();
            Beats end = Beats.of(line.tempoProfile().quarters() + 3);
            HostMicros between = line.momentOf(Beats.of(dice.nextDouble() * 30));
            Timeline later = line.with(line.beatsAt(between), between);

            long off = line.momentOf(end).since(later.momentOf(end));
            assertTrue(Math.abs(off) <= 3, () -> line + " " + between + " " + off);
        }
    }

    @Test
    void afterItsLastBeatARampKeepsItsLastTempo() {
        var tempoProfile = TempoProfile.of(new Tempo(60)).rampingTo(new Tempo(120), 4);
        var line = new Timeline(tempoProfile, Beats.ZERO, START);

        assertEquals(new Tempo(60), line.tempoAt(Beats.of(-1)));
        assertEquals(new Tempo(90), line.tempoAt(Beats.of(2)));
        assertEquals(new Tempo(120), line.tempoAt(Beats.of(4)));
        assertEquals(
                500_000.0,
                (double) line.momentOf(Beats.of(9)).since(line.momentOf(Beats.of(8))),
                1);
    }

    @Test
    void aBendSpeedsUpTimeWithoutChangingTheTempo() {
        var line = new Timeline(TempoProfile.of(new Tempo(120)).bentBy(0.1), Beats.ZERO, START);

        assertEquals(new Tempo(120), line.tempo());
        assertEquals(Math.round(500_000 / 1.1), line.momentOf(Beats.of(1)).since(START));
    }

    @Test
    void aRampToTheSameTempoIsASteadyTempo() {
        assertEquals(
                TempoProfile.of(new Tempo(99)),
                TempoProfile.of(new Tempo(99)).rampingTo(new Tempo(99), 8));
        assertFalse(TempoProfile.of(new Tempo(99)).rampingTo(new Tempo(50), 0).isRamping());
        assertEquals(
                new Tempo(50), TempoProfile.of(new Tempo(99)).rampingTo(new Tempo(50), 0).from());
    }

    @Test
    void aRampShorterThanAMicroBeatChangesTheTempoAtOnce() {
        for (double quarters : new double[] {Double.MIN_VALUE, 1e-300, 1e-12, 0.99e-6}) {
            assertEquals(
                    TempoProfile.of(new Tempo(20)),
                    TempoProfile.of(new Tempo(300)).rampingTo(new Tempo(20), quarters));
        }
    }

    @Test
    void everyRampKeepsTimeMovingForward() {
        for (double quarters : new double[] {1e-6, 1.5e-6, 1e-5, 1e-3, 1, 1e9}) {
            var ramp = TempoProfile.of(new Tempo(300)).rampingTo(new Tempo(20), quarters);
            var line = new Timeline(ramp, Beats.ZERO, START);

            for (int beat = 1; beat <= 10; beat++) {
                long micros =
                        line.momentOf(Beats.of(beat)).since(line.momentOf(Beats.of(beat - 1)));
                assertTrue(micros >= 199_999 && micros <= 3_000_001, quarters + ": " + micros);
            }
        }
    }

    @Test
    void invalidProfilesAreRefused() {
        var tempoProfile = TempoProfile.of(new Tempo(99));

        assertThrows(
                IllegalArgumentException.class, () -> tempoProfile.rampingTo(new Tempo(50), -1));
        assertThrows(
                IllegalArgumentException.class,
                () -> tempoProfile.rampingTo(new Tempo(5), Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> tempoProfile.bentBy(-1));
    }

    private Timeline ramping() {
        var from = new Tempo(20 + dice.nextDouble() * 280);
        var to = new Tempo(20 + dice.nextDouble() * 280);
        double bend = (dice.nextDouble() - 0.5) / 5;
        TempoProfile tempoProfile =
                TempoProfile.of(from).rampingTo(to, 0.01 + dice.nextDouble() * 32).bentBy(bend);
        return new Timeline(tempoProfile, Beats.ZERO, START);
    }
}
