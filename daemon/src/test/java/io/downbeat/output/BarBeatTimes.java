package io.downbeat.output;

import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;

/**
 * Converts the moments that tests write: bars and beats at 120 in 4/4; {@code 2.1-20ms} is 20 ms
 * before 2.1.
 */
final class BarBeatTimes {

    static final long MICROS_PER_BEAT = 500_000;

    private BarBeatTimes() {}

    static Beats beats(String barBeat) {
        String[] parts = barBeat.split("\\.", 2);
        return Meter.COMMON.startOf(
                new BarBeat(Long.parseLong(parts[0]), Integer.parseInt(parts[1])));
    }

    static HostMicros moment(String text) {
        int sign = Math.max(text.indexOf('+'), text.indexOf('-'));
        String barBeat = sign < 0 ? text : text.substring(0, sign);
        long millis = sign < 0 ? 0 : Long.parseLong(text.substring(sign).replace("ms", ""));
        return new HostMicros(
                beats(barBeat).micro() / Beats.MICROS_PER_BEAT * MICROS_PER_BEAT + millis * 1000);
    }

    static String text(HostMicros moment) {
        long beat = Math.floorDiv(moment.micros() + MICROS_PER_BEAT / 2, MICROS_PER_BEAT);
        // A moment that went through beats and back may lie a microsecond off.
        double millis = Math.round((moment.micros() - beat * MICROS_PER_BEAT) / 10.0) / 100.0;
        String count = Meter.COMMON.at(Beats.micro(beat * Beats.MICROS_PER_BEAT)).toString();
        if (millis == 0) {
            return count;
        }
        String rest = millis == Math.rint(millis) ? Long.toString((long) millis) : "" + millis;
        return count + (millis > 0 ? "+" : "") + rest + "ms";
    }
}
