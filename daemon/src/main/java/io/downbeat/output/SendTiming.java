package io.downbeat.output;

import io.downbeat.rig.OutputSpec;
import io.downbeat.time.HostMicros;

/**
 * When one output's packets leave, seen from the boundary they are for. A negative offset and a
 * lookahead let prepared packets leave before it; a positive offset keeps all that the output gets
 * back.
 *
 * @param tagged true if prepared bundles carry their boundary's time
 * @param lookaheadMicros how long before that time a tagged bundle leaves
 * @param offsetMicros the receiver's latency, negative is earlier
 */
record SendTiming(boolean tagged, long lookaheadMicros, long offsetMicros) {

    static SendTiming of(OutputSpec spec, double offsetMillis) {
        return new SendTiming(
                spec.bundle() && spec.sendTiming().timetag() == OutputSpec.Timetag.BOUNDARY,
                micros(spec.sendTiming().lookaheadMillis()),
                micros(offsetMillis));
    }

    /** The same for what is never tagged. */
    SendTiming untagged() {
        return new SendTiming(false, 0, offsetMicros);
    }

    /** From here on a prepared packet is on its way, and no cancel keeps it back. */
    HostMicros committed(HostMicros boundary) {
        return boundary.plus(Math.min(0, shift()));
    }

    /** When a prepared packet leaves. */
    HostMicros sendAt(HostMicros boundary) {
        return boundary.plus(shift());
    }

    /** The time that a prepared bundle's tag says, if it is tagged. */
    HostMicros meant(HostMicros boundary) {
        return boundary.plus(offsetMicros);
    }

    /** How long what is to go at once is kept back. */
    long delayMicros() {
        return Math.max(0, offsetMicros);
    }

    private long shift() {
        return offsetMicros - (tagged ? lookaheadMicros : 0);
    }

    private static long micros(double millis) {
        return Math.round(millis * 1000);
    }
}
