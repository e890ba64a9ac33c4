package io.downbeat.session.model;

import io.downbeat.fade.Transition;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

/** One event of an arrangement, at a beat counted from its beginning. Objects are named by id. */
public sealed interface ArrangementEvent {

    Beats at();

    /** The same event at another beat. */
    ArrangementEvent at(Beats other);

    /**
     * A clip was launched on its track. It writes the values that it stores when it is played.
     *
     * @param transition the transition that was in force
     * @param byScene whether the scene of the last {@link SceneLaunched} of the same beat launched
     *     it
     */
    record ClipLaunched(Beats at, ClipId clip, Transition transition, boolean byScene)
            implements ArrangementEvent {
        @Override
        public ClipLaunched at(Beats other) {
            return new ClipLaunched(other, clip, transition, byScene);
        }
    }

    /** A track was stopped; its values and fades stay where they are. */
    record TrackStopped(Beats at, TrackId track) implements ArrangementEvent {
        @Override
        public TrackStopped at(Beats other) {
            return new TrackStopped(other, track);
        }
    }

    /** A scene was launched. The clips that it launched follow as {@link ClipLaunched}. */
    record SceneLaunched(Beats at, SceneId scene) implements ArrangementEvent {
        @Override
        public SceneLaunched at(Beats other) {
            return new SceneLaunched(other, scene);
        }
    }

    /**
     * The tempo was set.
     *
     * @param quarters the length of the ramp to it, in quarters; 0 is at once
     */
    record TempoSet(Beats at, Tempo tempo, double quarters) implements ArrangementEvent {
        @Override
        public TempoSet at(Beats other) {
            return new TempoSet(other, tempo, quarters);
        }
    }

    /** The time signature was set. */
    record MeterSet(Beats at, Meter meter) implements ArrangementEvent {
        @Override
        public MeterSet at(Beats other) {
            return new MeterSet(other, meter);
        }
    }

    /** All fades were ended at their final values. */
    record FadesCut(Beats at) implements ArrangementEvent {
        @Override
        public FadesCut at(Beats other) {
            return new FadesCut(other);
        }
    }

    /** All fades were stopped where they were. */
    record FadesFrozen(Beats at) implements ArrangementEvent {
        @Override
        public FadesFrozen at(Beats other) {
            return new FadesFrozen(other);
        }
    }

    /**
     * Another take begins or ends here: from this beat on, this is what stands, whatever was
     * before.
     */
    record StateSet(Beats at, ArrangementState state) implements ArrangementEvent {
        @Override
        public StateSet at(Beats other) {
            return new StateSet(other, state);
        }
    }
}
