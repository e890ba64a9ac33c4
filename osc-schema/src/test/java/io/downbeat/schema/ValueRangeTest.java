package io.downbeat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class ValueRangeTest {
    private static final ValueRange FADE =
            new ValueRange(0, Double.POSITIVE_INFINITY, List.of(), List.of(-1.0), true);
    private static final ValueRange UNIT =
            new ValueRange(
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    List.of(2.0, 4.0, 8.0, 16.0),
                    List.of(),
                    false);

    @Test
    void theBoundsBelongToIt() {
        ValueRange tempo = ValueRange.between(20, 300);
        assertTrue(tempo.contains(20));
        assertTrue(tempo.contains(300));
        assertFalse(tempo.contains(300.5));
        assertEquals(300, tempo.nearest(1000));
        assertEquals(20, tempo.nearest(-1));
    }

    @Test
    void aNumberBesideTheBoundsIsAllowedAsItIs() {
        assertTrue(FADE.contains(-1));
        assertFalse(FADE.contains(-0.5));
        assertEquals(-1, FADE.nearest(-7));
        assertEquals(0, FADE.nearest(-0.25));
    }

    @Test
    void aListAllowsOnlyWhatIsInIt() {
        assertTrue(UNIT.contains(8));
        assertFalse(UNIT.contains(3));
    }

    @Test
    void noRangeHoldsWhatIsNoNumber() {
        assertFalse(FADE.contains(Double.NaN));
        assertFalse(ValueRange.OPEN.contains(Double.NaN));
    }

    @Test
    void noRangeHoldsWhatA32BitFloatCanNotBe() {
        double beyond = Math.nextUp((double) Float.MAX_VALUE);
        for (ValueRange range : List.of(FADE, ValueRange.OPEN)) {
            assertTrue(range.contains(Float.MAX_VALUE));
            assertFalse(range.contains(beyond));
            assertFalse(range.contains(Double.POSITIVE_INFINITY));
            assertEquals(Float.MAX_VALUE, range.nearest(beyond));
        }
        assertEquals(-Float.MAX_VALUE, ValueRange.OPEN.nearest(-1e300));
        assertFalse(ValueRange.OPEN.bounded());
    }

    @Test
    void itReadsAsTheDocumentationHasIt() {
        assertEquals("-1 or 0..", FADE.toString());
        assertEquals("2, 4, 8, 16", UNIT.toString());
        assertEquals("0..0.5", ValueRange.between(0, 0.5).toString());
    }

    @Test
    void itGoesUpwards() {
        assertThrows(IllegalArgumentException.class, () -> ValueRange.between(1, 0));
    }
}
