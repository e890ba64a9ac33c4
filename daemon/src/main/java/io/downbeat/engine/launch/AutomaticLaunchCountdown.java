package io.downbeat.engine.launch;

import io.downbeat.session.model.Quantize;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

/**
 * Counts the time until something is launched by itself, a follow action or the next step of a cue
 * list: from which beat it is counted, and whether the launch comes at all.
 */
final class AutomaticLaunchCountdown {

    private Beats since = Beats.ZERO;
    private boolean armed;

    /** Counts from a beat on. */
    void start(Beats at) {
        since = at;
        armed = true;
    }

    /** Something is active from a beat on, after which nothing is launched by itself. */
    void startDisarmed(Beats at) {
        since = at;
        armed = false;
    }

    void restore(Beats from, boolean isArmedAgain) {
        since = from;
        armed = isArmedAgain;
    }

    /** The beat from which the time is counted. */
    Beats since() {
        return since;
    }

    /** Whether something is launched by itself when the time is over. */
    boolean isArmed() {
        return armed;
    }

    /** Nothing is launched by itself before the next start. */
    void disarm() {
        armed = false;
    }

    /**
     * The position has jumped. What is left of the time stays, rounded to whole bars, so that what
     * was to come on a bar line still does.
     */
    void shift(Beats jump, Meter meter) {
        long bar = meter.bar().micro();
        since = since.plus(Beats.micro(Math.round((double) jump.micro() / bar) * bar));
    }

    /**
     * A time in bars goes on under a new signature. The bars that have passed stay passed, and the
     * present bar ends with the first bar line of the new signature.
     */
    void onMeterChanged(Beats now, Meter before, Meter after) {
        long elapsed = now.minus(since).micro();
        long begun = Math.ceilDiv(elapsed, before.bar().micro());
        Beats line = Quantize.BAR.grid(after).orElseThrow().next(now);
        since = line.minus(Beats.micro(begun * after.bar().micro()));
    }

    /**
     * If the time is over, it is counted from a later beat, so that it ends now or within a period.
     *
     * @param length the time
     * @param period by multiples of this it is postponed
     * @return whether it was postponed
     */
    boolean catchUp(Beats length, Beats period, Beats now) {
        long late = now.minus(since.plus(length)).micro();
        if (late <= 0) {
            return false;
        }
        since = since.plus(Beats.micro(Math.ceilDiv(late, period.micro()) * period.micro()));
        return true;
    }
}
