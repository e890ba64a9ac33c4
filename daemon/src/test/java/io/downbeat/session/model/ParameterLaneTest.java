package io.downbeat.session.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.Test;

class ParameterLaneTest {

    private static final ParamPath PATH = new ParamPath("kick", "decay");

    private static ParameterLane lane(int moves) {
        var builder = new ParameterLane.Builder(PATH);
        for (int move = 0; move < moves; move++) {
            int beat = move / 2;
            builder.add(Beats.of(beat), move);
        }
        return builder.build();
    }

    @Test
    void movesKeepTheirBeatsAndValues() {
        ParameterLane lane = lane(1000);

        assertEquals(1000, lane.size());
        assertEquals(Beats.of(499), lane.at(999));
        assertEquals(999, lane.number(999));
        assertFalse(lane.isText(999));
    }

    @Test
    void theFirstMoveAtOrAfterABeatIsFound() {
        ParameterLane lane = lane(10);

        assertEquals(0, lane.firstAtOrAfter(Beats.of(-1)));
        assertEquals(4, lane.firstAtOrAfter(Beats.of(2)));
        assertEquals(6, lane.firstAtOrAfter(Beats.of(2.5)));
        assertEquals(10, lane.firstAtOrAfter(Beats.of(4.5)));
    }

    @Test
    void textAndNumbersCanStandSideBySide() {
        ParameterLane lane =
                new ParameterLane.Builder(PATH)
                        .add(Beats.of(1), 0.5)
                        .add(Beats.of(2), ParamValue.of("calm"))
                        .add(Beats.of(2), 0.75)
                        .build();

        assertEquals(ParamValue.of(0.5), lane.value(0));
        assertEquals(ParamValue.of("calm"), lane.value(1));
        assertEquals(ParamValue.of(0.75), lane.value(2));
    }

    @Test
    void anEarlierMoveCannotFollow() {
        var builder = new ParameterLane.Builder(PATH).add(Beats.of(2), 1);

        var refused =
                assertThrows(IllegalArgumentException.class, () -> builder.add(Beats.of(1), 2));
        assertTrue(String.valueOf(refused.getMessage()).contains("kick/decay"));
    }

    @Test
    void equalMovesMakeEqualLanes() {
        ParameterLane copied =
                new ParameterLane.Builder(PATH)
                        .addAll(lane(20), 0, 7, false)
                        .addAll(lane(20), 7, 20, true)
                        .build();

        assertEquals(lane(20), copied);
        assertEquals(lane(20).hashCode(), copied.hashCode());
        assertFalse(lane(20).equals(lane(18)));
    }

    @Test
    void aGlideIsALineFromTheMoveBefore() {
        ParameterLane lane =
                new ParameterLane.Builder(PATH)
                        .add(Beats.of(1), 10)
                        .addGlide(Beats.of(3), 20)
                        .build();

        assertFalse(lane.glidesTo(0));
        assertTrue(lane.glidesTo(1));
        assertFalse(lane.glidesTo(2));
        assertEquals(12.5, lane.valueOnLine(1, Beats.of(1.5)));
    }

    @Test
    void aGlideWithoutTheMoveBeforeItIsAStep() {
        ParameterLane lane =
                new ParameterLane.Builder(PATH)
                        .add(Beats.of(1), 10)
                        .addGlide(Beats.of(3), 20)
                        .build();

        assertFalse(new ParameterLane.Builder(PATH).addAll(lane, 1, 2, true).build().glidesTo(0));
    }
}
