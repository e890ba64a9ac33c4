package io.downbeat.link.peer;

import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Measures how far another program's beat is behind this program's, from the beats that it prints.
 * A printed beat is rounded and is read a little later: those of many that were read soonest and
 * rounded up most are ahead by half of what they are rounded to. A few that were read very late
 * have gone around the bar and are left out.
 */
final class PhaseMeter {

    private static final int LINES = 300;
    private static final int LEFT_OUT = 10;
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

    /**
     * Their beat, rounded to so many, as it was read; with the last that is needed comes the result
     * in microseconds.
     */
    synchronized OptionalLong theirs(double beats, double rounding, HostMicros at) {
        if (!measuring || ours.isEmpty()) {
            return OptionalLong.empty();
        }
        Timeline timeline = ours.get();
        double late = timeline.beatsAt(at).quarters() - beats;
        behind.add(Math.IEEEremainder(late, QUANTUM));
        if (behind.size() < LINES) {
            return OptionalLong.empty();
        }
        measuring = false;
        Collections.sort(behind);
        double least = behind.get(LEFT_OUT) + rounding / 2;
        return OptionalLong.of(Math.round(least * timeline.tempo().microsPerBeat()));
    }
}
