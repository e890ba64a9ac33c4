package io.downbeat.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Random;
import java.util.stream.Stream;

/** Laws of grids, on every kind that the program counts with, before and after beat zero. */
class GridTest {

    static Stream<Grid> grids() {
        return Stream.of(
                new Grid(1, 1),
                new Grid(1, 2),
                new Grid(1, 4),
                new Grid(1, 3),
                new Grid(2, 3),
                new Grid(1, 7),
                new Grid(5, 11),
                new Grid(2, 1),
                Meter.COMMON.bars(1),
                Meter.COMMON.bars(8),
                new Meter(7, 8).bars(1),
                new Meter(15, 16).bars(4),
                new Meter(5, 16).units());
    }

    @ParameterizedTest
    @MethodSource("grids")
    void aPointOnTheGridIsItsOwnNextAndPreviousPoint(Grid grid) {
        for (long index = -5_000; index < 5_000; index++) {
            Beats point = grid.point(index);
            assertEquals(point, grid.next(point));
            assertEquals(point, grid.previous(point));
            assertEquals(index, grid.index(point));
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void nextIsTheFirstPointAtOrAfterAndPreviousTheLastAtOrBefore(Grid grid) {
        var dice = new Random(grid.hashCode());
        for (int n = 0; n < 5_000; n++) {
            Beats from = Beats.micro(dice.nextLong(-50_000_000, 50_000_000));
            Beats next = grid.next(from);
            Beats previous = grid.previous(from);

            assertTrue(!next.isBefore(from) && !previous.isAfter(from), () -> grid + " " + from);
            assertEquals(next.equals(from), previous.equals(from));
            long steps = grid.index(next) - grid.index(previous);
            assertEquals(next.equals(from) ? 0 : 1, steps);
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void afterIsAlwaysALaterPoint(Grid grid) {
        for (long index = -100; index < 100; index++) {
            assertEquals(grid.point(index + 1), grid.after(grid.point(index)));
        }
    }

    @Test
    void aTripletGridDoesNotDrift() {
        assertEquals(Beats.of(4_000), new Grid(1, 3).point(12_000));
    }

    @Test
    void aGridOfZeroIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Grid(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Grid(1, 0));
    }
}
