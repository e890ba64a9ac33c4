package io.downbeat.engine.thread;

/**
 * Decides how much work may begin before a deadline. It estimates what work costs from what earlier
 * work has cost. A higher cost counts at once, a lower one only slowly.
 *
 * <p>Pure arithmetic: the caller measures.
 */
final class WorkBeforeDeadlineLimiter {

    /** The most batches that are handled before the clock is read again. */
    static final int MOST_BATCHES = 64;

    /** A higher cost, in microseconds, has another cause: the scheduler, or a page from disk. */
    static final double HIGHEST_COST_MICROS = 1_000;

    /**
     * The longest slice of batches, in microseconds. Others wait until its end, so it is short also
     * when nothing has to be sent. Half of it would be mostly what each turn costs by itself.
     */
    static final double LONGEST_SLICE_MICROS = 400;

    /** An estimate counts this many times. */
    private static final long SAFETY = 2;

    /** The share of a lower cost that is learnt each time. */
    private static final double DECREASE_SHARE = 1 / 16.0;

    private static final double BULK_DECREASE_SHARE = 1 / 64.0;
    private static final double SLICE_CHANGE_SHARE = 1 / 5.0;

    /** The estimate of everything before it was measured. */
    private static final double INITIAL_MICROS = 50;

    private double arrivalMicros = INITIAL_MICROS;
    private double turnMicros = INITIAL_MICROS;
    private double stepMicros = INITIAL_MICROS;
    private double bulkMicros = HIGHEST_COST_MICROS;
    private double sliceArrivalMicros = INITIAL_MICROS;

    /** How many batches can be read and handled within this many microseconds, 0 to 64. */
    int arrivalsWithin(long micros) {
        return (int) Math.clamp(micros / (SAFETY * arrivalMicros), 0.0, MOST_BATCHES);
    }

    /**
     * How many batches are handled within about {@value #LONGEST_SLICE_MICROS} microseconds, 1 to
     * 64, before other work.
     */
    int arrivalsPerSlice() {
        return (int) Math.clamp(LONGEST_SLICE_MICROS / sliceArrivalMicros, 1.0, MOST_BATCHES);
    }

    /** Whether a turn of what is due fits into this many microseconds. */
    boolean fitsTurn(long micros) {
        return SAFETY * turnMicros <= micros;
    }

    /** Whether a step of work without a deadline fits into this many microseconds. */
    boolean fitsStep(long micros) {
        return SAFETY * stepMicros <= micros;
    }

    /** Whether a bulk command, whose size is unknown, fits into this many microseconds. */
    boolean fitsBulk(long micros) {
        return SAFETY * bulkMicros <= micros;
    }

    void onArrivalsHandled(int arrivals, long micros) {
        arrivalMicros = smoothed(arrivalMicros, micros / (double) Math.max(1, arrivals));
    }

    /**
     * Reports what a slice has cost, with bulk commands or not. One outlier changes little here.
     */
    void onSliceHandled(int arrivals, long micros) {
        double perArrival =
                Math.clamp(micros / (double) Math.max(1, arrivals), 1.0, LONGEST_SLICE_MICROS);
        sliceArrivalMicros += (perArrival - sliceArrivalMicros) * SLICE_CHANGE_SHARE;
    }

    void onTurnTaken(long micros) {
        turnMicros = smoothed(turnMicros, (double) micros);
    }

    void onStepDone(long micros) {
        stepMicros = smoothed(stepMicros, (double) micros);
    }

    /** What a slice with a bulk command has cost. */
    void onBulkHandled(long micros) {
        bulkMicros = smoothed(bulkMicros, (double) micros, BULK_DECREASE_SHARE);
    }

    private static double smoothed(double before, double micros) {
        return smoothed(before, micros, DECREASE_SHARE);
    }

    private static double smoothed(double before, double micros, double decreaseShare) {
        double decreased = before + (micros - before) * decreaseShare;
        return Math.clamp(Math.max(micros, decreased), 1.0, HIGHEST_COST_MICROS);
    }
}
