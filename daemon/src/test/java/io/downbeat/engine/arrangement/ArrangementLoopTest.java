package io.downbeat.engine.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.Beats;

import org.junit.jupiter.api.Test;

class ArrangementLoopTest {

    private static final Beats LENGTH = Beats.of(64);

    @Test
    void aLoopWithoutALengthIsTheWholeArrangement() {
        ArrangementLoop whole = ArrangementLoop.OFF.with(true);

        assertEquals(Beats.ZERO, whole.begin());
        assertEquals(LENGTH, whole.end(LENGTH));
        assertTrue(whole.repeats(Beats.of(63), LENGTH));
        assertFalse(whole.repeats(LENGTH, LENGTH));
    }

    @Test
    void aLoopBehindWhichItPlaysIsNotRepeated() {
        var loop = new ArrangementLoop(true, Beats.of(8), Beats.of(16));

        assertTrue(loop.repeats(Beats.ZERO, LENGTH));
        assertTrue(loop.repeats(Beats.of(15), LENGTH));
        assertFalse(loop.repeats(Beats.of(16), LENGTH));
        assertFalse(loop.with(false).repeats(Beats.of(15), LENGTH));
    }

    @Test
    void aLoopThatIsTooShortIsNotRepeated() {
        Beats tooShort = ArrangementLoop.SHORTEST.minus(Beats.micro(1));

        assertFalse(ArrangementLoop.OFF.with(true).repeats(Beats.ZERO, tooShort));
        assertTrue(ArrangementLoop.OFF.with(true).repeats(Beats.ZERO, ArrangementLoop.SHORTEST));
    }

    @Test
    void onlyALoopOfTheWholeArrangementChangesWithItsLength() {
        ArrangementLoop whole = ArrangementLoop.OFF.with(true);
        Beats longer = Beats.of(80);

        assertFalse(whole.isSame(LENGTH, longer));
        assertTrue(whole.with(false).isSame(LENGTH, longer));
        assertTrue(whole.withRange(Beats.of(8), Beats.of(16)).isSame(LENGTH, longer));
    }
}
