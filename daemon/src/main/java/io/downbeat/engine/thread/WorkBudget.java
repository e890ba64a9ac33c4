package io.downbeat.engine.thread;

/**
 * Decides how much work may begin before a deadline. It estimates what work costs from what earlier
 * work has cost. A higher cost counts at once, a lower one only slowly.
 *
 * <p>Pure arithmetic: the caller measures.
 */
final class WorkBudget {

    /** The most batches that are handled before the clock is read again. */
    static final int MOST = 64;

    /** A higher cost, in microseconds, has another cause: the scheduler, or a page from disk. */
    static final double DEAREST_MICROS = 1_000;

    /**
     * The longest slice of batches, in microseconds. Others wait until its end, so it is short also
     * when nothing has to be sent. Half of it would be mostly what each turn costs by itself.
     */
    static final double SHARE_MICROS = 400;

    /** An estimate counts this many times. */
    private static final long SAFETY = 2;

    /** The share of a lower cost that is learnt each time. */
    private static final double FORGOTTEN = 1 / 16.0;

    private static final double FORGOTTEN_OF_SWEEPS = 1 / 64.0;
    private static final double LEARNT_OF_SHARE = 1 / 5.0;

    /** The estimate of everything before it was measured. */
    private static final double COLD_MICROS = 50;

    private double arrival = COLD_MICROS;
    private double turn = COLD_MICROS;
    private double step = COLD_MICROS;
    private double sweep = DEAREST_MICROS;
    private double ordinary = COLD_MICROS;

    /** How many batches can be read and handled within this many microseconds, 0 to 64. */
    int arrivals(long micros) {
        return (int) Math.clamp(micros / (SAFETY * arrival), 0.0, MOST);
    }

    /**
     * How many batches are handled within about {@value #SHARE_MICROS} microseconds, 1 to 64,
     * before other work.
     */
    int share() {
        return (int) Math.clamp(SHARE_MICROS / ordinary, 1.0, MOST);
    }

    /** Whether a turn of what is due fits into this many microseconds. */
    boolean fitsTurn(long micros) {
        return SAFETY * turn <= micros;
    }

    /** Whether a step of work without a deadline fits into this many microseconds. */
    boolean fitsStep(long micros) {
        return SAFETY * step <= micros;
    }

    /** Whether a bulk command, whose size is unknown, fits into this many microseconds. */
    boolean fitsBulk(long micros) {
        return SAFETY * sweep <= micros;
    }

    void onArrivalsHandled(int arrivals, long micros) {
        arrival = smoothed(arrival, micros / (double) Math.max(1, arrivals));
    }

    /**
     * Reports what a slice has cost, with bulk commands or not. One outlier changes little here.
     */
    void onSliceHandled(int arrivals, long micros) {
        double each = Math.clamp(micros / (double) Math.max(1, arrivals), 1.0, SHARE_MICROS);
        ordinary += (each - ordinary) * LEARNT_OF_SHARE;
    }

    void onTurnTaken(long micros) {
        turn = smoothed(turn, (double) micros);
    }

    void onStepDone(long micros) {
        step = smoothed(step, (double) micros);
    }

    /** What a slice with a bulk command has cost. */
    void onBulkHandled(long micros) {
        sweep = smoothed(sweep, (double) micros, FORGOTTEN_OF_SWEEPS);
    }

    private static double smoothed(double before, double micros) {
        return smoothed(before, micros, FORGOTTEN);
    }

    private static double smoothed(double before, double micros, double forgotten) {
        double fallen = before + (micros - before) * forgotten;
        return Math.clamp(Math.max(micros, fallen), 1.0, DEAREST_MICROS);
    }
}
