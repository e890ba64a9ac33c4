package io.downbeat.export;

import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementTimeline;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.TempoProfile;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * The tempos of an arrangement as steps of constant tempo, which is all that a MIDI file can say. A
 * ramp becomes short steps, each as long in time as its part of the ramp, so every step begins at
 * its right time.
 */
final class TempoRampsToMidiFileSteps {

    /** The shortest step of a ramp, in beats. */
    private static final double SHORTEST_STEP = 0.125;

    /** The most steps of one ramp. */
    private static final int MOST_STEPS = 256;

    /** From a beat on, this many microseconds to a quarter. */
    record TempoStep(Beats at, double microsPerQuarter) {}

    private final List<TempoStep> steps = new ArrayList<>();

    private TempoRampsToMidiFileSteps() {}

    /** The steps in the order of their beats, the first one at beat 0; one for each beat. */
    static List<TempoStep> of(Arrangement arrangement) {
        var map = new TempoRampsToMidiFileSteps();
        List<ArrangementTimeline.TempoChange> changes =
                ArrangementTimeline.of(arrangement).tempos();
        for (int index = 0; index < changes.size(); index++) {
            Beats end =
                    index + 1 < changes.size() ? changes.get(index + 1).at() : arrangement.length();
            map.add(changes.get(index).tempo(), changes.get(index).at(), end);
        }
        return map.steps;
    }

    /** Adds a profile from its first beat to before another. */
    private void add(TempoProfile profile, Beats from, Beats end) {
        var line = new Timeline(profile, from, new HostMicros(0));
        Beats rampEnd = from.plus(Beats.of(profile.quarters()));
        Beats lastOfRamp = rampEnd.orEarlier(end);
        double step = Math.max(SHORTEST_STEP, profile.quarters() / MOST_STEPS);
        for (int index = 0; profile.isRamping(); index++) {
            Beats at = from.plus(Beats.of(index * step));
            if (!at.isBefore(lastOfRamp)) {
                break;
            }
            Beats next = at.plus(Beats.of(step)).orEarlier(lastOfRamp);
            long micros = line.momentOf(next).since(line.momentOf(at));
            add(at, micros / next.minus(at).quarters());
        }
        if (!rampEnd.isAfter(end)) {
            add(rampEnd, profile.to().microsPerBeat());
        }
    }

    private void add(Beats at, double microsPerQuarter) {
        if (!steps.isEmpty() && !steps.getLast().at().isBefore(at)) {
            steps.removeLast();
        }
        steps.add(new TempoStep(at, microsPerQuarter));
    }
}
