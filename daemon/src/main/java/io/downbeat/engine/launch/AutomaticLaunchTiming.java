package io.downbeat.engine.launch;

import io.downbeat.session.model.Quantize;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import java.util.Optional;

/** On which beat a step or a follow action comes by itself, and on which it is queued. */
public final class AutomaticLaunchTiming {

    /** How long before its beat it is queued, so that its packets are prepared by then. */
    private static final Beats QUEUED_AHEAD = Beats.of(1);

    private AutomaticLaunchTiming() {}

    /** The beat on which a launch is queued that is due on this one. */
    public static Beats queuedAt(Beats due) {
        return due.minus(QUEUED_AHEAD);
    }

    /**
     * Postpones a time that has passed by whole periods, so that it ends now or later.
     *
     * @param from the beat from which the time is counted
     * @param end the beat on which it is over
     * @param period how long one of its repeats is
     * @return the beat from which it is counted now; the same if it has not passed
     */
    static Beats caughtUp(Beats from, Beats end, Beats period, Beats now) {
        long late = now.minus(end).micro();
        return late <= 0
                ? from
                : from.plus(Beats.micro(Math.ceilDiv(late, period.micro()) * period.micro()));
    }

    /**
     * The first point of a grid at or after a beat; the beat itself without one.
     *
     * @param own the quantization of what is launched; the global one is for launches by hand
     */
    static Beats onGrid(Optional<Quantize> own, Beats beat, Meter meter) {
        return own.flatMap(quantize -> quantize.grid(meter))
                .map(grid -> grid.next(beat))
                .orElse(beat);
    }
}
