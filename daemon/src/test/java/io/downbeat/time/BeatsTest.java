package io.downbeat.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

/** Laws of lengths and points in quarters, and of tempos. */
class BeatsTest {

    private final Random dice = new Random(8);

    @Test
    void subtractionUndoesAddition() {
        for (int n = 0; n < 1_000; n++) {
            Beats one = any();
            Beats other = any();

            assertEquals(one, one.plus(other).minus(other));
            assertEquals(one.plus(other), other.plus(one));
        }
    }

    @Test
    void quartersAreRestoredFromBeats() {
        for (int n = 0; n < 1_000; n++) {
            Beats one = any();

            assertEquals(one, Beats.of(one.quarters()));
        }
    }

    @Test
    void comparisonsAgreeAndTheLaterIsOneOfTheTwo() {
        for (int n = 0; n < 1_000; n++) {
            Beats one = Beats.micro(dice.nextInt(5));
            Beats other = Beats.micro(dice.nextInt(5));

            assertEquals(one.isAfter(other), one.compareTo(other) > 0);
            assertEquals(one.isBefore(other), other.isAfter(one));
            assertTrue(!one.orLater(other).isBefore(one) && !one.orLater(other).isBefore(other));
        }
    }

    @Test
    void aTempoStepStaysInItsRange() {
        assertEquals(new Tempo(20), Tempo.clamped(-5));
        assertEquals(new Tempo(300), Tempo.clamped(1e9));
        assertEquals(new Tempo(97.5), Tempo.clamped(97.5));
        assertEquals(500_000, new Tempo(120).microsPerBeat());
    }

    @Test
    void aTempoThatIsNotPositiveAndFiniteIsRefused() {
        for (double bpm : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new Tempo(bpm));
        }
    }

    private Beats any() {
        return Beats.micro(dice.nextLong(-1_000_000_000_000L, 1_000_000_000_000L));
    }
}
