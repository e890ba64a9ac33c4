package io.downbeat.export;

import io.downbeat.fade.Curve;
import io.downbeat.fade.FadeTiming;
import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;

import java.util.List;
import java.util.Optional;

/** An arrangement of the band that has everything once. */
final class SampleArrangement {

    static final ParamPath DECAY = new ParamPath("kick", "decay");
    static final ParamPath PITCH = new ParamPath("kick", "pitch");
    static final ParamPath MODE = new ParamPath("noise", "mode");

    private SampleArrangement() {}

    /** The band with the arrangement. */
    static Document document() {
        return document(arrangement());
    }

    /** The band with another arrangement. */
    static Document document(Arrangement arrangement) {
        GraphFileContents band = SampleSessions.band(arrangement);
        return new Document(band.graph(), band.session());
    }

    /**
     * 16 beats at 120 BPM in 4/4; 140 from beat 4 on, a ramp of two beats back to 120 at beat 8,
     * 3/4 from beat 8 on; a scene at beat 4, a clip between ticks, a stop, and another take at beat
     * 14.
     */
    static Arrangement arrangement() {
        return new Arrangement(
                Beats.of(16),
                start(120, Optional.of(clip("drums", 1))),
                List.of(
                        new ArrangementEvent.TempoSet(Beats.of(4), new Tempo(140), 0),
                        new ArrangementEvent.SceneLaunched(Beats.of(4), new SceneId("sc_verse")),
                        launch(4, clip("drums", 2), true),
                        launch(4, clip("synth", 2), true),
                        new ArrangementEvent.TempoSet(Beats.of(8), new Tempo(120), 2),
                        new ArrangementEvent.MeterSet(Beats.of(8), new Meter(3, 4)),
                        launch(8.333333, clip("drums", 4), false),
                        launch(9, clip("drums", 9), false),
                        new ArrangementEvent.TrackStopped(Beats.of(11), track("synth")),
                        new ArrangementEvent.FadesFrozen(Beats.of(12.5)),
                        new ArrangementEvent.FadesCut(Beats.of(13)),
                        new ArrangementEvent.StateSet(Beats.of(14), start(100, Optional.empty()))),
                List.of(
                        new ParameterLane.Builder(DECAY)
                                .add(Beats.of(1), 0.25)
                                .add(Beats.of(1.0001), 0.123456789)
                                .add(Beats.of(4), 1)
                                .add(Beats.of(5), 0)
                                .addGlide(Beats.of(5.05), 0.5)
                                .build(),
                        new ParameterLane.Builder(MODE)
                                .add(Beats.of(2), ParamValue.of("wild \"\u00e9\""))
                                .build(),
                        new ParameterLane.Builder(PITCH).add(Beats.of(4), 58).build()));
    }

    private static ArrangementState start(double bpm, Optional<ClipId> drums) {
        var fade =
                new ArrangementState.RunningFade(
                        clip("visual", 3),
                        new FadeTiming(Beats.of(-1), Beats.of(8), Curve.SMOOTH),
                        List.of(
                                new ArrangementState.FadedNumber(
                                        new ParamPath("bloom", "intensity"), 0.1, 0.7)));
        return new ArrangementState(
                TempoProfile.of(new Tempo(bpm)),
                Meter.COMMON,
                List.of(
                        new ArrangementState.ActiveTrack(track("drums"), drums),
                        new ArrangementState.ActiveTrack(track("synth"), Optional.empty())),
                List.of(
                        new ArrangementState.StoredValue(DECAY, ParamValue.of(0.5)),
                        new ArrangementState.StoredValue(MODE, ParamValue.of("calm"))),
                List.of(fade));
    }

    static ArrangementEvent launch(double beat, ClipId clip, boolean byScene) {
        var transition = new Transition(2, Transition.Unit.BEATS, Curve.EXP);
        return new ArrangementEvent.ClipLaunched(Beats.of(beat), clip, transition, byScene);
    }

    static TrackId track(String name) {
        return new TrackId("tr_" + name);
    }

    static ClipId clip(String track, int number) {
        return new ClipId(track(track), "c_tr_" + track + "_" + number);
    }
}
