package io.downbeat.link;

import io.downbeat.link.LinkHut.Display;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far LinkHut's beat is behind ours, from what it displays. A displayed beat is rounded to a
 * hundredth and read a little after it was true. Of many lines those that were read soonest and
 * rounded up most are half a hundredth of a beat ahead of the truth, which at 999 quarters a minute
 * is 0.3 ms; a few that were read very late have gone around the bar and are left out.
 */
final class PhaseMeter {

    private static final int LINES = 300;
    private static final int LEFT_OUT = 10;
    private static final double HALF_A_HUNDREDTH = 0.005;
    private static final double QUANTUM = 4;

    private final List<Double> behind = new ArrayList<>();
    private Optional<Timeline> ours = Optional.empty();
    private boolean measuring;

    synchronized void ours(Timeline beats) {
        ours = Optional.of(beats);
    }

    synchronized void begin() {
        behind.clear();
        measuring = true;
    }

    /** A line of the display; with the last that is needed comes the result in microseconds. */
    synchronized OptionalLong theirs(Display shown) {
        if (!measuring || ours.isEmpty()) {
            return OptionalLong.empty();
        }
        Timeline timeline = ours.get();
        double late = timeline.beatsAt(shown.at()).quarters() - shown.beats();
        behind.add(Math.IEEEremainder(late, QUANTUM));
        if (behind.size() < LINES) {
            return OptionalLong.empty();
        }
        measuring = false;
        Collections.sort(behind);
        double least = behind.get(LEFT_OUT) + HALF_A_HUNDREDTH;
        return OptionalLong.of(Math.round(least * timeline.tempo().microsPerBeat()));
    }
}
