package io.downbeat.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The guess of the contract's {@code /range}, at its edges. */
class GuessedRangeTest {

    private static void guesses(double min, double max, double... known) {
        assertEquals(new Range(min, max, true), Range.guess(known));
    }

    @Test
    void zeroToOneIfAllFit() {
        guesses(0, 1);
        guesses(0, 1, 0);
        guesses(0, 1, 0.3, 1);
    }

    @Test
    void zeroToTwiceASingleValue() {
        guesses(0, 220, 110);
        guesses(0, 220, 110, 110);
        guesses(-8, 0, -4);
    }

    @Test
    void aQuarterOfTheSpanOnBothSides() {
        guesses(-2.5, 12.5, 0, 10, 4);
        guesses(-1.5, 1.5, -1, 1);
    }

    @Test
    void hugeValuesStillHaveARange() {
        for (double[] known :
                new double[][] {{1e308}, {-1e308, 1e308}, {-1.7e308}, {1e300, 1e308}}) {
            Range range = Range.guess(known);
            assertTrue(range.min() < range.max());
        }
    }
}
