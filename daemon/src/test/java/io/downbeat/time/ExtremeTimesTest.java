package io.downbeat.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Beats and moments at the ends of their range: nothing throws, and the order of time is kept. */
@Tag("EXTREME-1")
class ExtremeTimesTest {

    /** In their order. */
    private static final List<Long> MICROS =
            List.of(
                    Long.MIN_VALUE,
                    Long.MIN_VALUE + 1,
                    -9_000_000_000_000_000_000L,
                    Long.MIN_VALUE / 2,
                    -576_460_752_303_423_489L,
                    -1L,
                    0L,
                    1L,
                    576_460_752_303_423_489L,
                    Long.MAX_VALUE / 2,
                    9_000_000_000_000_000_000L,
                    Long.MAX_VALUE - 1,
                    Long.MAX_VALUE);

    private static final List<Grid> GRIDS =
            List.of(
                    new Grid(1, 1),
                    new Grid(1, 3),
                    new Grid(5, 11),
                    new Grid(1, 1_000_000),
                    new Grid(1_000_000, 1_000_000),
                    new Grid(1_000_000, 1),
                    new Meter(7, 8).bars(8),
                    new Meter(5, 16).units());

    @Test
    void sumsAreLimitedToTheRange() {
        assertEquals(Long.MAX_VALUE, Beats.micro(Long.MAX_VALUE).plus(Beats.of(1)).micro());
        assertEquals(Long.MIN_VALUE, Beats.micro(Long.MIN_VALUE).minus(Beats.of(1)).micro());
        assertEquals(Long.MAX_VALUE, Beats.of(1).minus(Beats.micro(Long.MIN_VALUE)).micro());
        assertEquals(Beats.ZERO, Beats.of(Double.NaN));
        assertEquals(Long.MAX_VALUE, Beats.of(Double.POSITIVE_INFINITY).micro());
        assertEquals(HostMicros.NEVER, HostMicros.NEVER.plus(1));
        assertEquals(HostMicros.NEVER, new HostMicros(5).plus(Long.MAX_VALUE));
        assertEquals(Long.MAX_VALUE, HostMicros.NEVER.since(new HostMicros(-1)));
        for (long one : MICROS) {
            for (long other : MICROS) {
                BigInteger exact = BigInteger.valueOf(one).add(BigInteger.valueOf(other));
                BigInteger lowest = BigInteger.valueOf(Long.MIN_VALUE);
                BigInteger highest = BigInteger.valueOf(Long.MAX_VALUE);
                long expected = exact.max(lowest).min(highest).longValueExact();
                assertEquals(expected, Beats.micro(one).plus(Beats.micro(other)).micro());
            }
        }
    }

    @Test
    void gridsHavePointsInTheWholeRange() {
        for (Grid grid : GRIDS) {
            for (long micro : MICROS) {
                Beats at = Beats.micro(micro);
                assertFalse(grid.next(at).isBefore(at), () -> grid + " next " + micro);
                assertFalse(
                        grid.previous(at).isAfter(at) && micro > Long.MIN_VALUE / 2,
                        () -> grid + " previous " + micro);
                boolean last = grid.after(at).micro() == Long.MAX_VALUE;
                assertTrue(grid.after(at).isAfter(at) || last, () -> grid + " after " + micro);
                grid.index(grid.point(micro));
            }
        }
    }

    @Test
    void barsAreCountedInTheWholeRange() {
        for (Meter meter : List.of(Meter.COMMON, new Meter(1, 2), new Meter(16, 16))) {
            for (long micro : MICROS) {
                BarBeat place = meter.at(Beats.micro(micro));
                assertTrue(place.beat() >= 1 && place.beat() <= meter.beats());
                meter.startOf(new BarBeat(micro, 1));
                meter.startOf(place);
            }
        }
    }

    @Test
    void timelinesKeepTheOrderOfTime() {
        List<TempoProfile> paces =
                List.of(
                        TempoProfile.of(new Tempo(Double.MIN_VALUE)),
                        TempoProfile.of(new Tempo(Double.MAX_VALUE)),
                        TempoProfile.of(new Tempo(120)).bentBy(-0.999_999),
                        new TempoProfile(new Tempo(120), new Tempo(20), Double.MAX_VALUE, 0),
                        new TempoProfile(new Tempo(20), new Tempo(300), Double.MIN_VALUE, 0.1),
                        new TempoProfile(new Tempo(20), new Tempo(300), 9e12, 0.1));
        for (TempoProfile tempoProfile : paces) {
            for (long origin : MICROS) {
                for (long start : MICROS) {
                    ordered(new Timeline(tempoProfile, Beats.micro(origin), new HostMicros(start)));
                }
            }
        }
    }

    private static void ordered(Timeline line) {
        Timeline waiting = line.haltingBefore(Beats.micro(Long.MIN_VALUE));
        Optional<HostMicros> moment = Optional.empty();
        Optional<Beats> beat = Optional.empty();
        for (long micro : MICROS) {
            HostMicros next = line.momentOf(Beats.micro(micro));
            Beats there = line.beatsAt(new HostMicros(micro));
            assertFalse(moment.filter(next::isBefore).isPresent(), () -> line + " at " + micro);
            assertFalse(beat.filter(there::isBefore).isPresent(), () -> line + " at " + micro);
            moment = Optional.of(next);
            beat = Optional.of(there);
            line.tempoAt(Beats.micro(micro));
            line.later(micro).ahead(Beats.micro(micro));
            line.with(Beats.micro(micro), new HostMicros(micro)).momentOf(Beats.ZERO);
            waiting.beatsAt(new HostMicros(micro));
            waiting.ahead(Beats.micro(micro)).momentOf(Beats.micro(micro));
        }
    }
}
