package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Time tags as 64 bits of fixed point, exact both ways, through 2036. */
class OscTimetagTest {
    private static final int MANY = 200_000;
    private static final long FIRST = Instant.parse("1968-01-20T03:14:08Z").getEpochSecond();
    private static final long LAST = Instant.parse("2104-02-26T09:42:23Z").getEpochSecond();

    @Test
    void theEpochIs1900() {
        assertEquals(2_208_988_800L << 32, OscTimetag.ofEpoch(0, 0).ntp());
        assertEquals((2_208_988_800L << 32) + (1L << 31), OscTimetag.ofEpochMicros(500_000).ntp());
    }

    @Test
    void theFractionOverflowsIntoTheSeconds() {
        OscTimetag almost = new OscTimetag((2_208_988_800L << 32) | 0xffff_ffffL);

        assertEquals(1_000_000, almost.epochMicros());
        assertEquals(0, almost.epochSeconds());
        assertEquals(999_999_999, almost.nanos());
    }

    @Test
    void theEraRollsOverIn2036() {
        long rollOver = Instant.parse("2036-02-07T06:28:16Z").getEpochSecond();

        assertEquals(0, OscTimetag.ofEpoch(rollOver, 0).ntp());
        assertEquals(-1L << 32, OscTimetag.ofEpoch(rollOver - 1, 0).ntp());
        assertEquals(rollOver + 1, new OscTimetag(1L << 32).epochSeconds());
        assertTrue(
                OscTimetag.ofEpoch(rollOver - 1, 0).compareTo(OscTimetag.ofEpoch(rollOver + 1, 0))
                        < 0);
    }

    @Test
    void nanosecondsAreRestored() {
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            long seconds = random.nextLong(FIRST, LAST + 1);
            int nanos = i < 2000 ? i / 2 + (i % 2) * 999_999_000 : random.nextInt(1_000_000_000);
            OscTimetag tag = OscTimetag.ofEpoch(seconds, nanos);
            assertEquals(seconds, tag.epochSeconds());
            assertEquals(nanos, tag.nanos());
        }
    }

    @Test
    void everyMicrosecondOfASecondIsRestored() {
        long start = 1_795_000_000L * 1_000_000;
        for (int i = 0; i < 1_000_000; i++) {
            assertEquals(start + i, OscTimetag.ofEpochMicros(start + i).epochMicros());
        }
    }

    @Test
    void timesBefore1970AreRestored() {
        assertEquals(-1, OscTimetag.ofEpochMicros(-1).epochMicros());
        assertEquals(FIRST * 1_000_000, OscTimetag.ofEpochMicros(FIRST * 1_000_000).epochMicros());
    }

    @Test
    void timesOutsideTheRangeOfATagAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> OscTimetag.ofEpoch(FIRST - 1, 0));
        assertThrows(IllegalArgumentException.class, () -> OscTimetag.ofEpoch(LAST + 1, 0));
        assertThrows(IllegalArgumentException.class, () -> OscTimetag.ofEpoch(0, 1_000_000_000));
        assertThrows(IllegalArgumentException.class, () -> OscTimetag.ofEpoch(0, -1));
    }

    @Test
    void tagsAreOrderedByTime() {
        Random random = new Random(2);
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            micros.add(random.nextLong(FIRST, LAST) * 1_000_000 + random.nextInt(1_000_000));
        }
        List<OscTimetag> tags =
                new ArrayList<>(micros.stream().map(OscTimetag::ofEpochMicros).toList());
        Collections.sort(micros);
        Collections.sort(tags);

        assertEquals(micros, tags.stream().map(OscTimetag::epochMicros).toList());
    }

    @Test
    void immediateComesFirst() {
        OscTimetag earliest = OscTimetag.ofEpoch(FIRST, 0);

        assertTrue(OscTimetag.IMMEDIATE.isImmediate());
        assertTrue(new OscTimetag(0).isImmediate());
        assertFalse(earliest.isImmediate());
        assertTrue(OscTimetag.IMMEDIATE.compareTo(earliest) < 0);
        assertTrue(earliest.compareTo(OscTimetag.IMMEDIATE) > 0);
    }
}
