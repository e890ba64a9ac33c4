package io.downbeat.link;

import io.downbeat.link.LinkHut.Display;
import io.downbeat.time.Timeline;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far LinkHut's beat is behind ours, from what it displays. A displayed beat is rounded to a
 * hundredth and read a little after it was true; over many lines, the one that was read soonest and
 * rounded up most is half a hundredth of a beat ahead of the truth. At 999 quarters a minute that
 * is 0.3 ms.
 */
final class PhaseMeter {

    private static final int LINES = 300;
    private static final double HALF_A_HUNDREDTH = 0.005;
    private static final double QUANTUM = 4;

    private Optional<Timeline> ours = Optional.empty();
    private double least;
    private int lines = LINES;

    synchronized void ours(Timeline beats) {
        ours = Optional.of(beats);
    }

    synchronized void begin() {
        lines = 0;
        least = QUANTUM;
    }

    /** A line of the display; with the last that is needed comes the result in microseconds. */
    synchronized OptionalLong theirs(Display shown) {
        if (lines == LINES || ours.isEmpty()) {
            return OptionalLong.empty();
        }
        Timeline timeline = ours.get();
        double behind = timeline.beatsAt(shown.at()).quarters() - shown.beats();
        least = Math.min(least, Math.IEEEremainder(behind, QUANTUM));
        lines++;
        return lines < LINES
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Math.round((least + HALF_A_HUNDREDTH) * timeline.tempo().microsPerBeat()));
    }
}
