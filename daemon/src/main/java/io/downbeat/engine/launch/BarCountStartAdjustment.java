package io.downbeat.engine.launch;

import io.downbeat.session.model.Quantize;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

/** What becomes of a count of bars when the position jumps or the signature changes. */
final class BarCountStartAdjustment {

    private BarCountStartAdjustment() {}

    /**
     * By how much a start moves when the position jumps: by the jump, rounded to whole bars, so
     * that what was to come on a bar line still does.
     */
    static Beats shift(Beats jump, Meter meter) {
        long bar = meter.bar().micro();
        return Beats.micro(Math.round((double) jump.micro() / bar) * bar);
    }

    /**
     * The start under a new signature. The bars that have passed stay passed, and the present bar
     * ends with the first bar line of the new signature.
     */
    static Beats afterMeterChange(Beats since, Beats now, Meter before, Meter after) {
        long elapsed = now.minus(since).micro();
        long begun = Math.ceilDiv(elapsed, before.bar().micro());
        Beats line = Quantize.BAR.grid(after).orElseThrow().next(now);
        return line.minus(Beats.micro(begun * after.bar().micro()));
    }
}
