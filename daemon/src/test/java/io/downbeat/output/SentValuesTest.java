package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.output.SentValues.Verdict;
import io.downbeat.session.Origin;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;

class SentValuesTest {

    private static final Origin HAND = new Origin("udp:10.0.0.7:9000");
    private static final Origin OTHER = new Origin("udp:10.0.0.8:40000");

    private final SentValues values = new SentValues();
    private HostMicros now = new HostMicros(0);

    @Test
    void returnsComeInTheirOrderEvenWhereOneEqualsTheLatest() {
        for (int value : new int[] {0, 1, 0, 1, 0}) {
            tell(value);
        }
        for (int value : new int[] {0, 1, 0, 1, 0}) {
            assertEquals(Verdict.RETURNED, come(value));
        }
    }

    @Test
    void eachValueComesBackOnce() {
        tell(1);
        tell(2);
        tell(3);

        assertEquals(Verdict.RETURNED, come(1));
        assertEquals(Verdict.SET, come(1));
    }

    @Test
    void severalSendersOfOneHostMayEachReturnIt() {
        tell(1);
        tell(2);

        assertEquals(Verdict.RETURNED, come(1));
        assertEquals(
                Verdict.RETURNED,
                values.take(Integer.valueOf(1)::equals, new Origin("udp:10.0.0.8:5"), false, now));
    }

    @Test
    void afterASecondNothingComesBack() {
        tell(1);
        now = now.plus(SentValues.WINDOW_MICROS);
        assertEquals(Verdict.RETURNED, come(1));
        now = now.plus(1);
        assertEquals(Verdict.SET, come(1));
    }

    @Test
    void twoProgramsThatCrossedEndWithTheSameValue() {
        var here = new SentValues();
        var there = new SentValues();
        Deque<Integer> toThere = new ArrayDeque<>();
        Deque<Integer> toHere = new ArrayDeque<>();
        int valueHere = 2;
        int valueThere = 8;
        here.has(2, now, true, HAND);
        toThere.add(2);
        there.has(8, now, true, HAND);
        toHere.add(8);
        int steps = 0;
        while (!(toThere.isEmpty() && toHere.isEmpty())) {
            steps++;
            assertTrue(steps < 100, "for ever");
            now = now.plus(200);
            if (!toHere.isEmpty()) {
                valueHere = step(here, toHere.remove(), valueHere, toThere);
            }
            if (!toThere.isEmpty()) {
                valueThere = step(there, toThere.remove(), valueThere, toHere);
            }
        }
        // Whoever is told to, and is the first to find all quiet, tells the other once more.
        if (valueHere != valueThere) {
            assertTrue(here.isOwed() || there.isOwed());
        }
    }

    private int step(SentValues at, int come, int value, Deque<Integer> out) {
        Verdict verdict = at.take(Integer.valueOf(come)::equals, OTHER, false, now);
        if (verdict == Verdict.RETURNED) {
            return value;
        }
        boolean told = verdict == Verdict.SET;
        at.has(come, now, told, OTHER);
        if (told) {
            out.add(come);
        }
        return come;
    }

    @Test
    void whatIsOwedIsPaidByTheNextThatIsSent() {
        for (int step = 0; step <= SentValues.MOST_SWAPS + 2; step++) {
            Verdict verdict = come(step % 2);
            values.has(step % 2, now, verdict == Verdict.SET, OTHER);
        }
        assertTrue(values.isOwed());

        tell(5);
        assertFalse(values.isOwed());
    }

    private void tell(int value) {
        values.has(value, now, true, HAND);
    }

    private Verdict come(int value) {
        return values.take(Integer.valueOf(value)::equals, OTHER, false, now);
    }
}
