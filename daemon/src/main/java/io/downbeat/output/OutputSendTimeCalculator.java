package io.downbeat.output;

import io.downbeat.rig.OutputSpec;
import io.downbeat.time.HostMicros;

/**
 * Computes when the packets of one output leave, relative to their boundary. A negative offset and
 * a lookahead let prepared packets leave before it; a positive offset delays everything that the
 * output gets.
 *
 * @param tagged whether prepared bundles have their boundary's time tag
 * @param lookaheadMicros how long before that time a tagged bundle leaves
 * @param offsetMicros the latency of the receiver; negative is earlier
 */
record OutputSendTimeCalculator(boolean tagged, long lookaheadMicros, long offsetMicros) {

    static OutputSendTimeCalculator of(OutputSpec spec, double offsetMillis) {
        return new OutputSendTimeCalculator(
                spec.bundle() && spec.sendTiming().timetag() == OutputSpec.Timetag.BOUNDARY,
                micros(spec.sendTiming().lookaheadMillis()),
                micros(offsetMillis));
    }

    /** The same timing without time tags. */
    OutputSendTimeCalculator untagged() {
        return new OutputSendTimeCalculator(false, 0, offsetMicros);
    }

    /**
     * When a prepared packet is sent or queued; after this, cancelling the launch does not hold it
     * back.
     */
    HostMicros sendOrQueueAt(HostMicros boundary) {
        return boundary.plus(Math.min(0, shiftMicros()));
    }

    /** When a prepared packet leaves. */
    HostMicros sendAt(HostMicros boundary) {
        return boundary.plus(shiftMicros());
    }

    /** The time tag of a prepared bundle, if it is tagged. */
    HostMicros timetagAt(HostMicros boundary) {
        return boundary.plus(offsetMicros);
    }

    /** How long values that leave at once are delayed. */
    long delayMicros() {
        return Math.max(0, offsetMicros);
    }

    private long shiftMicros() {
        return offsetMicros - (tagged ? lookaheadMicros : 0);
    }

    private static long micros(double millis) {
        return Math.round(millis * 1000);
    }
}
