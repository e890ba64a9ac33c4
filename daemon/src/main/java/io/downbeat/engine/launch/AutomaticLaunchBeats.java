package io.downbeat.engine.launch;

import io.downbeat.session.model.Quantize;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import java.util.Optional;

/** On which beat a step or a follow action comes by itself, and on which it is queued. */
public final class AutomaticLaunchBeats {

    /** How long before its beat it is queued, so that its packets are prepared by then. */
    private static final Beats QUEUED_AHEAD = Beats.of(1);

    private AutomaticLaunchBeats() {}

    /** The beat on which a launch is queued that is due on this one. */
    public static Beats queuedAt(Beats due) {
        return due.minus(QUEUED_AHEAD);
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
