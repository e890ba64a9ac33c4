package io.downbeat.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Laws of signatures: every one that the contract allows. */
class MeterTest {

    static Stream<Meter> meters() {
        return Stream.of(2, 4, 8, 16)
                .flatMap(unit ->
                        IntStream.rangeClosed(1, 16).mapToObj(beats -> new Meter(beats, unit)));
    }

    @ParameterizedTest
    @MethodSource("meters")
    void thePositionOfABarBeatIsThatBarBeat(Meter meter) {
        for (long bar = -20; bar < 20; bar++) {
            for (int beat = 1; beat <= meter.beats(); beat++) {
                var place = new BarBeat(bar, beat);
                assertEquals(place, meter.at(meter.startOf(place)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("meters")
    void justBeforeAUnitIsStillTheUnitBefore(Meter meter) {
        for (long unit = -50; unit < 50; unit++) {
            Beats begins = meter.units().point(unit);
            assertEquals(
                    meter.at(meter.units().point(unit - 1)),
                    meter.at(begins.minus(Beats.micro(1))));
        }
    }

    @ParameterizedTest
    @MethodSource("meters")
    void aBarHasBeatsTimesFourByUnitQuarters(Meter meter) {
        assertEquals(
                Beats.of(meter.beats() * 4.0 / meter.unit()), meter.startOf(new BarBeat(2, 1)));
        assertEquals(meter.startOf(new BarBeat(5, 1)), meter.bars(4).point(1));
    }

    @Test
    void beatZeroIsTheDownbeatOfBarOne() {
        assertEquals(new BarBeat(1, 1), new Meter(7, 8).at(Beats.ZERO));
        assertEquals("0.7", new Meter(7, 8).at(Beats.micro(-1)).toString());
    }

    @Test
    void otherSignaturesAreRefused() {
        for (int beats : new int[] {0, -1, 17}) {
            assertThrows(IllegalArgumentException.class, () -> new Meter(beats, 4));
        }
        for (int unit : new int[] {0, 1, 3, 32}) {
            assertThrows(IllegalArgumentException.class, () -> new Meter(4, unit));
        }
    }
}
