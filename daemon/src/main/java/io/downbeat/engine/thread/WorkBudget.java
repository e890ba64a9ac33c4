package io.downbeat.engine.thread;

/**
 * How much may be begun before a moment that must not be missed, learnt from what things have cost:
 * a cost that rises is believed at once, one that falls only slowly. Owned by the conductor's
 * thread. Not thread safe.
 *
 * <p>Pure arithmetic: whoever uses it measures.
 */
final class WorkBudget {

    /** So many arrivals are taken before the clock is looked at again. */
    static final int MOST = 64;

    /** What costs more was somebody else's: the scheduler's, or a page that came from disk. */
    static final double DEAREST_MICROS = 1_000;

    /**
     * What came in from one sender while a slice is obeyed waits for its end, so it is short, also
     * where nothing has to leave at a moment.
     */
    static final double SHARE_MICROS = 1_000;

    private static final long SAFETY = 2;
    private static final double FORGOTTEN = 1 / 16.0;
    private static final double FORGOTTEN_OF_SWEEPS = 1 / 64.0;
    private static final double LEARNT_OF_SHARE = 1 / 8.0;
    private static final double COLD_MICROS = 50;

    private double arrival = COLD_MICROS;
    private double turn = COLD_MICROS;
    private double step = COLD_MICROS;
    private double sweep = DEAREST_MICROS;
    private double ordinary = COLD_MICROS;

    /** How many arrivals can be taken and obeyed within so many microseconds, 0 to 64. */
    int arrivals(long micros) {
        return (int) Math.clamp(micros / (SAFETY * arrival), 0.0, MOST);
    }

    /**
     * How many arrivals are obeyed within {@value #SHARE_MICROS} microseconds on the whole, 1 to
     * 64: then it is others' turn.
     */
    int share() {
        return (int) Math.clamp(SHARE_MICROS / ordinary, 1.0, MOST);
    }

    /** Whether a turn of what has fallen due ends within so many microseconds. */
    boolean fitsTurn(long micros) {
        return SAFETY * turn <= micros;
    }

    /** Whether a step of what is in no hurry ends within so many microseconds. */
    boolean fitsStep(long micros) {
        return SAFETY * step <= micros;
    }

    /** Whether a launch, whose size is not known before, ends within so many microseconds. */
    boolean fitsBulk(long micros) {
        return SAFETY * sweep <= micros;
    }

    void onArrivalsHandled(int arrivals, long micros) {
        arrival = learnt(arrival, micros / (double) Math.max(1, arrivals));
    }

    /** What arrivals have cost, launches among them or not: here one outlier proves nothing. */
    void onSliceHandled(int arrivals, long micros) {
        double each = Math.clamp(micros / (double) Math.max(1, arrivals), 1.0, DEAREST_MICROS);
        ordinary += (each - ordinary) * LEARNT_OF_SHARE;
    }

    void onTurnTaken(long micros) {
        turn = learnt(turn, (double) micros);
    }

    void onStepDone(long micros) {
        step = learnt(step, (double) micros);
    }

    /** What a slice with a launch among it has cost. */
    void onBulkHandled(long micros) {
        sweep = learnt(sweep, (double) micros, FORGOTTEN_OF_SWEEPS);
    }

    private static double learnt(double before, double micros) {
        return learnt(before, micros, FORGOTTEN);
    }

    private static double learnt(double before, double micros, double forgotten) {
        double fallen = before + (micros - before) * forgotten;
        return Math.clamp(Math.max(micros, fallen), 1.0, DEAREST_MICROS);
    }
}
