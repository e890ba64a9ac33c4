package io.downbeat.engine;

import io.downbeat.session.command.Event;
import io.downbeat.session.command.LinkRequest;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the events of an {@link EngineScenario} as lines: {@code bar.beat subject verb object},
 * with the names of a view.
 *
 * @param beats whether beats of the signature are written
 * @param values whether values are
 */
record EventNotation(SessionView view, boolean beats, boolean values) {

    /** The line of an event; empty if it is left out. */
    String line(Event event) {
        return switch (event) {
            case Event.ClipQueued e -> queued(e);
            case Event.StopQueued e -> name(e.track()) + " queues stop for " + place(e.due());
            case Event.ClipCancelled e -> name(e.clip().track()) + " drops " + name(e.clip());
            case Event.StopCancelled e -> name(e.track()) + " drops stop";
            case Event.Retimed e -> name(e.track()) + " waits for " + place(e.due());
            case Event.SceneQueued e ->
                    "scene " + scene(e.scene()) + " queued for " + place(e.due());
            case Event.SceneCancelled e -> "scene " + scene(e.scene()) + " dropped";
            case Event.SceneLaunched e -> "scene " + scene(e.scene());
            case Event.CueQueued e -> "cue " + cue(e.step()) + " queued for " + place(e.due());
            case Event.CueCancelled e -> "cue " + cue(e.step()) + " dropped";
            case Event.CueLaunched e -> "cue " + cue(e.step());
            case Event.ClipActivated e -> name(e.clip().track()) + " plays " + name(e.clip());
            case Event.TrackStopped e -> name(e.clip().track()) + " stops " + name(e.clip());
            case Event.ParamsWritten e -> values && isTold(e) ? word(e) + written(e) : "";
            case Event.BeatPassed e -> beats ? "beat" : "";
            case Event.TransportChanged e -> e.playing() ? "runs" : "halts";
            case Event.TempoChanged e -> "tempo " + e.tempo().bpm();
            case Event.TempoNudged e -> "bend " + e.bend();
            case Event.ClockSourceChanged e -> clock(e.clock());
            case Event.LinkRequested e -> "asks Link: " + wish(e.request());
            case Event.MeterChanged e -> "signature " + e.meter().beats() + "/" + e.meter().unit();
            case Event.CountMoved e -> "count";
            case Event.Panicked e -> "panic";
            case Event.FadesCut e -> "";
            case Event.ArrangementSkipped e -> "skipped: " + e.what();
            case Event.ValueSet e -> "";
            case Event.Edited e -> edited(e);
            case Event.ParamsUnset e -> values ? "unset" + named(e.parameters()) : "";
            case Event.Touched e -> "";
            case Event.OutputResent e -> "resend " + e.output();
            case Event.OutputChanged e -> "output " + e.output();
            case Event.PacketReceived e -> "";
            case Event.ClientRequested e -> "";
            case Event.Refused e -> "refused " + e.code().word();
            case Event.SaveRequested e -> "save";
            case Event.ExportRequested e -> "export";
            case Event.Exported e -> "exported " + e.name();
            case Event.Added e -> "added " + e.kind() + " " + e.place().text();
            case Event.Saved e -> "saved";
            case Event.LoadRequested e -> "load";
            case Event.SessionLoaded e -> "loaded " + e.name();
            case Event.QuitRequested e -> "quit";
            case Event.Failed e -> "failed: " + e.why();
        };
    }

    private static String edited(Event.Edited event) {
        return switch (event.change()) {
            case MADE -> "";
            case UNDONE -> "undo " + event.name();
            case REDONE -> "redo " + event.name();
        };
    }

    private String named(List<Integer> parameters) {
        return parameters.stream()
                .map(number -> " " + view.graph().parameter(number).path())
                .collect(Collectors.joining());
    }

    private String queued(Event.ClipQueued event) {
        String clip = name(event.clip());
        return name(event.clip().track()) + " queues " + clip + " for " + place(event.due());
    }

    private static String clock(ClockState clock) {
        return "clock " + clock.source().word() + " " + clock.status().word();
    }

    /** Only values on beats of the signature: a fade writes sixty times a second. */
    private boolean isTold(Event.ParamsWritten event) {
        return event.cause() != Event.Cause.FADE || !place(event.at()).contains("+");
    }

    private static String word(Event.ParamsWritten event) {
        return switch (event.cause()) {
            case HAND -> "hand";
            case ARRANGEMENT -> "arrangement";
            case LAUNCH, REVERT -> "launch";
            case FADE, ARRIVAL -> "fade";
        };
    }

    private static String wish(LinkRequest wish) {
        return switch (wish) {
            case LinkRequest.Join join -> "join";
            case LinkRequest.Leave leave -> "leave";
            case LinkRequest.SetBeat setBeat -> "place";
            case LinkRequest.ShareStartStop share -> "share " + share.shared();
            case LinkRequest.Tempo tempo -> "tempo " + tempo.tempo().bpm();
            case LinkRequest.Playing playing -> playing.playing() ? "start" : "stop";
        };
    }

    private String written(Event.ParamsWritten event) {
        var line = new StringBuilder();
        for (int index = 0; index < event.values().size(); index++) {
            line.append(' ')
                    .append(view.graph().parameter(event.values().parameter(index)).path())
                    .append('=')
                    .append(event.values().value(index).text());
        }
        return line.toString();
    }

    /** The name of a track; its id if it is not there any more. */
    private String name(TrackId track) {
        return view.session().track(track).map(Track::name).orElse(track.text());
    }

    private String name(ClipId clip) {
        return view.session().clip(clip).map(Clip::name).orElse(clip.text());
    }

    /** A step by its list and its position; its id if it is not there any more. */
    private String cue(CueStepId step) {
        return view.session()
                .cueList(step.list())
                .filter(list -> list.positionOf(step.text()) > 0)
                .map(list -> list.name() + "/" + list.positionOf(step.text()))
                .orElse(step.toString());
    }

    private String scene(SceneId scene) {
        return view.session().scene(scene).map(Scene::name).orElse(scene.text());
    }

    String place(Beats at) {
        Meter meter = view.transport().meter();
        BarBeat place = meter.at(at);
        long past = at.minus(meter.startOf(place)).micro();
        return past < 10 ? place.toString() : place + "+" + past / 1e6;
    }
}
