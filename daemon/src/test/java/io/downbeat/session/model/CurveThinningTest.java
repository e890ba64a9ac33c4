package io.downbeat.session.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;

/** Thinned curves: within the error everywhere, ends and jumps exact, in linear work. */
class CurveThinningTest {

    private static final double ERROR = 0.001;
    private static final double JUMP = 0.125;

    /** A sixteenth of a beat. */
    private static final long GAP = 62_500;

    /** 100 moves a second at 120 BPM. */
    private static final long STEP = 20_000;

    private static final int HOUR = 360_000;

    @Test
    void anEmptyCurveAndOneMoveStay() {
        assertArrayEquals(new int[0], kept(new long[0], new double[0]));
        assertArrayEquals(new int[] {0}, kept(new long[] {5}, new double[] {0.5}));
    }

    @Test
    @Tag("THIN-1")
    void aStraightFaderMoveIsItsTwoEnds() {
        assertArrayEquals(new int[] {0, 100}, kept(evenly(101), curve(101, at -> at / 100.0)));
    }

    @Test
    @Tag("THIN-1")
    void aCornerIsKept() {
        double[] roof = curve(101, at -> (50 - Math.abs(at - 50)) / 50.0);

        assertArrayEquals(new int[] {0, 50, 100}, kept(evenly(101), roof));
    }

    @Test
    @Tag("THIN-2")
    void bothMovesOfAJumpAreKept() {
        double[] values = curve(100, at -> at < 60 ? 0.25 : 0.75);

        assertArrayEquals(new int[] {0, 59, 60, 99}, kept(evenly(100), values));
    }

    @Test
    @Tag("THIN-2")
    void movesOnOneBeatAreAJump() {
        long[] beats = {0, STEP, 2 * STEP, 2 * STEP, 3 * STEP, 4 * STEP};
        double[] values = {0, 0, 0, 0.1, 0.1, 0.1};

        assertArrayEquals(new int[] {0, 2, 3, 5}, kept(beats, values));
    }

    @Test
    @Tag("THIN-2")
    void aSlowStaircaseStaysAStaircase() {
        long[] beats = new long[20];
        Arrays.setAll(beats, at -> at * (GAP + 1));

        assertEquals(20, kept(beats, curve(20, at -> at / 100.0)).length);
    }

    @Test
    @Tag("THIN-2")
    void aRestInAGestureKeepsTheMovesBesideIt() {
        long[] beats = evenly(100);
        Arrays.setAll(beats, at -> at < 50 ? beats[at] : beats[at] + GAP);

        assertArrayEquals(new int[] {0, 49, 50, 99}, kept(beats, curve(100, at -> at / 100.0)));
    }

    @Test
    @Tag("THIN-1")
    void noiseWithinTheErrorNeedsFewMoves() {
        Random random = new Random(7);
        double[] values = curve(1_000, at -> at / 1_000.0 + (random.nextDouble() - 0.5) * ERROR);

        int[] kept = kept(evenly(1_000), values);

        assertWithinError(evenly(1_000), values, kept);
        assertTrue(kept.length < 50, () -> kept.length + " moves are kept");
    }

    @Test
    @Tag("THIN-1")
    void withoutAnErrorOnlyWhatIsOnALineIsDropped() {
        double[] values = curve(100, at -> at < 50 ? at / 128.0 : 0.375 + Math.sin(at) / 10);
        var thinning = new CurveThinning(at -> at * STEP, at -> values[at], 0, JUMP, GAP);

        int[] kept = thinning.kept(100);

        assertEquals(49, kept[1]);
        assertEquals(52, kept.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    @Tag("THIN-1")
    void randomCurvesStayWithinTheError(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int size = random.nextInt(1, 400);
            long[] beats = randomBeats(random, size);
            double[] values = randomValues(random, size);

            assertWithinError(beats, values, kept(beats, values));
        }
    }

    /** Curves that are bad for other methods: each of them alone, an hour long. */
    @Test
    @Tag("THIN-3")
    void theWorkForAnHourIsLinearForEveryCurve() {
        Random random = new Random(3);
        assertLinearWork("straight", at -> at / (double) HOUR);
        assertLinearWork("still", at -> 0.5);
        assertLinearWork("sine", at -> 0.5 + Math.sin(at / 500.0) / 2);
        assertLinearWork("noise", at -> random.nextDouble() / 10);
        assertLinearWork("noise like the error", at -> random.nextDouble() * 2 * ERROR);
        assertLinearWork("zigzag of the error", at -> at % 2 * ERROR);
        assertLinearWork("zigzag of just less than twice the error", at -> at % 2 * 1.99 * ERROR);
        assertLinearWork("a parabola", at -> Math.pow(at / (double) HOUR, 2));
        assertLinearWork("a line that leaves late", at -> at % 1_000 == 999 ? 0.1 : 0);
        assertLinearWork("half-way off", at -> at == 0 ? 0.0009 : at % 2 * 0.0019);
    }

    private static void assertLinearWork(String name, IntToDoubleFunction shape) {
        double[] values = curve(HOUR, shape);
        AtomicLong read = new AtomicLong();
        var thinning =
                new CurveThinning(
                        at -> at * STEP,
                        at -> {
                            read.incrementAndGet();
                            return values[at];
                        },
                        ERROR,
                        JUMP,
                        GAP);

        int[] kept = thinning.kept(HOUR);

        long most = HOUR + (CurveThinning.LOOKAHEAD + 3L) * kept.length;
        assertTrue(read.get() <= most, () -> name + ": " + read.get() + " values were read");
        assertWithinError(evenly(HOUR), values, kept);
    }

    private static long[] randomBeats(Random random, int size) {
        long[] beats = new long[size];
        long beat = random.nextLong(1_000_000_000_000L);
        for (int at = 0; at < size; at++) {
            beats[at] = beat;
            beat +=
                    switch (random.nextInt(20)) {
                        case 0 -> 0;
                        case 1 -> GAP + 1 + random.nextInt(1_000_000);
                        case 2 -> 1;
                        default -> STEP / 2 + random.nextLong(STEP);
                    };
        }
        return beats;
    }

    private static double[] randomValues(Random random, int size) {
        double[] values = new double[size];
        double value = random.nextDouble();
        double slope = 0;
        for (int at = 0; at < size; at++) {
            values[at] = value;
            switch (random.nextInt(12)) {
                case 0 -> value = random.nextDouble();
                case 1 -> slope = random.nextGaussian() / 50;
                case 2 -> value += random.nextGaussian() * ERROR;
                default -> value += slope;
            }
        }
        return values;
    }

    private static void assertWithinError(long[] beats, double[] values, int[] kept) {
        assertEquals(0, kept[0]);
        assertEquals(values.length - 1, kept[kept.length - 1]);
        for (int line = 1; line < kept.length; line++) {
            int from = kept[line - 1];
            int to = kept[line];
            for (int at = from + 1; at < to; at++) {
                double share = (beats[at] - beats[from]) / (double) (beats[to] - beats[from]);
                double shown = values[from] + share * (values[to] - values[from]);
                assertEquals(values[at], shown, ERROR + 1e-12, "move " + at);
            }
            for (int at = from + 1; at <= to && to > from + 1; at++) {
                assertTrue(beats[at] - beats[at - 1] <= GAP, "a rest at move " + at);
                assertTrue(beats[at] > beats[at - 1], "moves on one beat at move " + at);
                assertTrue(Math.abs(values[at] - values[at - 1]) <= JUMP, "a jump at move " + at);
            }
        }
    }

    private static int[] kept(long[] beats, double[] values) {
        return new CurveThinning(at -> beats[at], at -> values[at], ERROR, JUMP, GAP)
                .kept(beats.length);
    }

    private static long[] evenly(int size) {
        long[] beats = new long[size];
        Arrays.setAll(beats, at -> at * STEP);
        return beats;
    }

    private static double[] curve(int size, IntToDoubleFunction shape) {
        double[] values = new double[size];
        Arrays.setAll(values, shape);
        return values;
    }
}
