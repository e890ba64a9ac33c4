package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.output.SentValuesOfOneParameter.EchoVerdict;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;

class SentValuesOfOneParameterTest {

    private static final RequestSender HAND = new RequestSender("udp:10.0.0.7:9000");
    private static final RequestSender OTHER = new RequestSender("udp:10.0.0.8:40000");

    private final SentValuesOfOneParameter values = new SentValuesOfOneParameter();
    private HostMicros now = new HostMicros(0);

    @Test
    void returnsAreMatchedInOrderEvenIfOneEqualsTheLatest() {
        for (int value : new int[] {0, 1, 0, 1, 0}) {
            tell(value);
        }
        for (int value : new int[] {0, 1, 0, 1, 0}) {
            assertEquals(EchoVerdict.RETURNED, come(value));
        }
    }

    @Test
    void eachValueIsAcceptedAsAReturnOnce() {
        tell(1);
        tell(2);
        tell(3);

        assertEquals(EchoVerdict.RETURNED, come(1));
        assertEquals(EchoVerdict.SET, come(1));
    }

    @Test
    void severalSendersOfOneHostMayEachReturnIt() {
        tell(1);
        tell(2);

        assertEquals(EchoVerdict.RETURNED, come(1));
        assertEquals(
                EchoVerdict.RETURNED,
                values.verdict(
                        Integer.valueOf(1)::equals,
                        new RequestSender("udp:10.0.0.8:5"),
                        false,
                        now));
    }

    @Test
    void afterASecondNothingCountsAsAReturn() {
        tell(1);
        now = now.plus(SentValuesOfOneParameter.WINDOW_MICROS);
        assertEquals(EchoVerdict.RETURNED, come(1));
        now = now.plus(1);
        assertEquals(EchoVerdict.SET, come(1));
    }

    @Test
    void twoProgramsWhoseValuesCrossedEndWithTheSameValue() {
        var here = new SentValuesOfOneParameter();
        var there = new SentValuesOfOneParameter();
        Deque<Integer> toThere = new ArrayDeque<>();
        Deque<Integer> toHere = new ArrayDeque<>();
        int valueHere = 2;
        int valueThere = 8;
        here.add(2, now, true, HAND);
        toThere.add(2);
        there.add(8, now, true, HAND);
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
            assertTrue(here.isWithheld() || there.isWithheld());
        }
    }

    private int step(SentValuesOfOneParameter at, int come, int value, Deque<Integer> out) {
        EchoVerdict echoVerdict = at.verdict(Integer.valueOf(come)::equals, OTHER, false, now);
        if (echoVerdict == EchoVerdict.RETURNED) {
            return value;
        }
        boolean told = echoVerdict == EchoVerdict.SET;
        at.add(come, now, told, OTHER);
        if (told) {
            out.add(come);
        }
        return come;
    }

    @Test
    void anOwedValueIsReplacedByTheNextSentValue() {
        for (int step = 0; step <= SentValuesOfOneParameter.MOST_SWAPS + 2; step++) {
            EchoVerdict echoVerdict = come(step % 2);
            values.add(step % 2, now, echoVerdict == EchoVerdict.SET, OTHER);
        }
        assertTrue(values.isWithheld());

        tell(5);
        assertFalse(values.isWithheld());
    }

    private void tell(int value) {
        values.add(value, now, true, HAND);
    }

    private EchoVerdict come(int value) {
        return values.verdict(Integer.valueOf(value)::equals, OTHER, false, now);
    }
}
