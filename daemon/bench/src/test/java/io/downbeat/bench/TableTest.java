package io.downbeat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What people read. */
class TableTest {
    @Test
    void numbersStandUnderEachOther() {
        String text =
                new Table("latency in us", "who", "p50", "p99")
                        .row("daemon", Table.micros(48_250), Table.micros(101_000))
                        .row("C echo", Table.micros(24_000), Table.micros(1_177_000))
                        .aim(BenchmarkGoal.atMost("p50 to C's", 2.0), 2.01)
                        .note("one at a time")
                        .text();

        assertEquals(
                """
                latency in us

                  who      p50     p99
                  daemon  48.3   101.0
                  C echo  24.0  1177.0

                  aim: p50 to C's at most 2.0x: 2.01x, MISSED
                  one at a time
                """,
                text);
    }

    @Test
    void aRowHasACellForEachColumn() {
        Table table = new Table("t", "who", "p50");

        assertThrows(IllegalArgumentException.class, () -> table.row("daemon"));
    }

    @Test
    void numbersLookTheSameInEveryCountry() {
        assertEquals("1.5", Table.micros(1_500));
        assertEquals("1.50", Table.millis(1_500_000));
        assertEquals("0.94x", Table.ratio(0.9413));
        assertEquals("1,000,000", Table.whole(1_000_000));
    }

    @Test
    void anAimIsReachedOnItsBound() {
        assertTrue(BenchmarkGoal.atMost("p50", 1.5).isReachedBy(1.5));
        assertFalse(BenchmarkGoal.atMost("p50", 1.5).isReachedBy(1.51));
        assertTrue(BenchmarkGoal.atLeast("rate", 1.0).isReachedBy(1.0));
        assertFalse(BenchmarkGoal.atLeast("rate", 1.0).isReachedBy(0.99));
    }

    @Test
    void anAimSaysWhatItIsAndWhatCameOfIt() {
        assertEquals(
                "aim: writes a second at least 1.0x: 1.20x, reached",
                BenchmarkGoal.atLeast("writes a second", 1.0).verdict(1.2));
    }
}
