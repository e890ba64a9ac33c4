package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much is begun before a moment that must not be missed. */
class SlicesTest {

    private final Slices slices = new Slices();

    @Test
    @Tag("EXACT-1")
    void withNothingToMissASliceIsWhole() {
        assertEquals(Slices.MOST, slices.arrivals(Long.MAX_VALUE));
        assertTrue(slices.fitsTurn(Long.MAX_VALUE));
    }

    @Test
    @Tag("EXACT-1")
    void nothingIsBegunAfterTheSpinHasBegun() {
        assertEquals(0, slices.arrivals(0));
        assertEquals(0, slices.arrivals(-100));
        assertFalse(slices.fitsTurn(0));
        assertFalse(slices.fitsStep(0));
    }

    @Test
    @Tag("EXACT-2")
    void aSliceTakesAtMostHalfOfWhatIsLeft() {
        for (int n = 0; n < 100; n++) {
            slices.obeyed(10, 100);
        }
        for (long left = 0; left < 2_000; left += 7) {
            int most = slices.arrivals(left);
            assertTrue(most * 20L <= left + 1, most + " in " + left);
            assertTrue(most == Slices.MOST || (most + 1) * 22L > left, most + " in " + left);
        }
    }

    @Test
    @Tag("EXACT-2")
    void aCostThatRisesIsBelievedAtOnceAndOneThatFallsSlowly() {
        slices.obeyed(1, 400);
        assertEquals(1, slices.arrivals(800));

        slices.obeyed(1, 4);
        assertEquals(1, slices.arrivals(800));

        for (int n = 0; n < 100; n++) {
            slices.obeyed(1, 4);
        }
        assertEquals(Slices.MOST, slices.arrivals(800));
    }

    @Test
    @Tag("EXACT-2")
    void noCostKeepsEverythingOutForLong() {
        slices.obeyed(1, 1_000_000);
        slices.turned(1_000_000);
        slices.stepped(1_000_000);

        assertEquals(1, slices.arrivals(2_000));
        assertTrue(slices.fitsTurn(2_000));
        assertTrue(slices.fitsStep(2_000));
    }
}
