package io.downbeat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.LongStream;

/** What a row of arrivals says about the grid it was meant to lie on. */
class ArrivalGridFitTest {
    private static final long PERIOD = 50_000;
    private static final long WALL = 1_795_232_487_220_539_262L;

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 24_999, 25_000, 49_999, WALL})
    void aConstantDelayIsForgivenWhereverTheGridLies(long delay) {
        ArrivalGridFit line = ArrivalGridFit.fitted(onTheGrid(100, delay), PERIOD);

        assertEquals(0, line.deviations().most());
        assertEquals(0, line.missed());
    }

    @Test
    void aLateArrivalDeviatesByHowLateItIs() {
        long[] arrivals = onTheGrid(101, WALL);
        arrivals[40] += 900;

        ArrivalGridFit line = ArrivalGridFit.fitted(arrivals, PERIOD);

        assertEquals(900, line.deviations().most());
        assertEquals(0, line.deviations().percentile(99));
    }

    @Test
    void anEarlyArrivalDeviatesAsALateOneDoes() {
        long[] arrivals = onTheGrid(101, WALL);
        arrivals[40] -= 900;

        assertEquals(900, ArrivalGridFit.fitted(arrivals, PERIOD).deviations().most());
    }

    @Test
    void aBadFirstArrivalDoesNotMoveTheGrid() {
        long[] arrivals = onTheGrid(101, WALL);
        arrivals[0] += 20_000;

        ArrivalGridFit line = ArrivalGridFit.fitted(arrivals, PERIOD);

        assertEquals(20_000, line.deviations().most());
        assertEquals(0, line.deviations().percentile(99));
        assertEquals(0, line.missed());
    }

    @Test
    void aDriftOfThePeriodIsNotForgiven() {
        long[] arrivals = LongStream.range(0, 101).map(k -> k * (PERIOD + 10)).toArray();

        assertEquals(500, ArrivalGridFit.fitted(arrivals, PERIOD).deviations().most());
    }

    @Test
    void pointsAtWhichNothingCameAreCounted() {
        long[] arrivals = {0, PERIOD, 4 * PERIOD, 5 * PERIOD};

        assertEquals(2, ArrivalGridFit.fitted(arrivals, PERIOD).missed());
    }

    @Test
    void aKnownGridForgivesNothing() {
        ArrivalGridFit line = ArrivalGridFit.around(onTheGrid(10, WALL + 60), WALL, PERIOD);

        assertEquals(60, line.deviations().median());
    }

    @Test
    void aKnownGridMayLieAheadOfTheArrivals() {
        ArrivalGridFit line =
                ArrivalGridFit.around(onTheGrid(10, WALL + 60), WALL + 1_000 * PERIOD, PERIOD);

        assertEquals(60, line.deviations().median());
    }

    private static long[] onTheGrid(int count, long offset) {
        return LongStream.range(0, count).map(k -> offset + k * PERIOD).toArray();
    }
}
