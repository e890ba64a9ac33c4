package io.downbeat.clock.follow;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * Simulates the pulses of a clock as they arrive over a line with jitter, and measures on each beat
 * how far off a follower is. All times are in microseconds; the seed determines the jitter.
 */
final class JitteredPulses {

    private static final double BEGIN = 3e9;

    /** A kind of jitter, in microseconds. */
    enum Jitter {
        UNIFORM_5_MS,
        NORMAL_5_MS,
        NONE;

        double next(Random random) {
            return switch (this) {
                case UNIFORM_5_MS -> random.nextDouble(-5_000, 5_000);
                case NORMAL_5_MS -> Math.clamp(random.nextGaussian() * 5_000, -15_000, 15_000);
                case NONE -> 0;
            };
        }
    }

    private final DoubleUnaryOperator truth;
    private final double step;
    private final double[] arrivals;

    private JitteredPulses(DoubleUnaryOperator truth, double step, double[] arrivals) {
        this.truth = truth;
        this.step = step;
        this.arrivals = arrivals;
    }

    static JitteredPulses ticks(DoubleUnaryOperator truth, int quarters, Jitter jitter, long seed) {
        return pulses(truth, 1 / 24.0, quarters * 24, jitter, seed);
    }

    static JitteredPulses pulses(
            DoubleUnaryOperator truth, double step, int number, Jitter jitter, long seed) {
        Random random = new Random(seed);
        double[] arrivals = new double[number];
        for (int i = 0; i < number; i++) {
            double late = jitter.next(random);
            arrivals[i] = Math.rint(truth.applyAsDouble(i * step) + late);
        }
        Arrays.sort(arrivals);
        return new JitteredPulses(truth, step, arrivals);
    }

    /** A constant tempo. */
    static DoubleUnaryOperator steady(double bpm) {
        return beat -> BEGIN + beat * 60e6 / bpm;
    }

    /** A tempo that changes on a beat. */
    static DoubleUnaryOperator step(double bpm, double changed, double on) {
        return beat ->
                BEGIN + Math.min(beat, on) * 60e6 / bpm + Math.max(0, beat - on) * 60e6 / changed;
    }

    /** The same pulses without those from {@code from} on, so many. */
    JitteredPulses without(int from, int number) {
        double[] left = new double[arrivals.length - number];
        System.arraycopy(arrivals, 0, left, 0, from);
        System.arraycopy(arrivals, from + number, left, from, left.length - from);
        return new JitteredPulses(truth, step, left);
    }

    /** The same pulses, one of them once more, {@code later} microseconds after it. */
    JitteredPulses doubled(int pulse, double later) {
        double[] more = Arrays.copyOf(arrivals, arrivals.length + 1);
        more[arrivals.length] = arrivals[pulse] + later;
        Arrays.sort(more);
        return new JitteredPulses(truth, step, more);
    }

    /**
     * By how many milliseconds the train is off on each beat from {@code first} to before {@code
     * end}, as foretold {@code ahead} quarters before it.
     */
    double[] millisOff(int first, int end, double ahead) {
        PulseLineFit train = PulseLineFit.first(step, 0, arrivals[0], 500_000, 1);
        double[] off = new double[end - first];
        int beat = first;
        for (int i = 1; i < arrivals.length && beat < end; i++) {
            while (beat < end && truth.applyAsDouble(beat - ahead) < arrivals[i]) {
                off[beat - first] =
                        (train.line().expectedAt(beat) - truth.applyAsDouble(beat)) / 1_000;
                beat++;
            }
            train.onPulse(arrivals[i]);
        }
        return off;
    }
}
