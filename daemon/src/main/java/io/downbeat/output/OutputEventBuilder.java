package io.downbeat.output;

import io.downbeat.output.OutputEvent.Common;
import io.downbeat.output.OutputEvent.Kind;
import io.downbeat.output.OutputEvent.Launch;
import io.downbeat.rig.EventTrigger.Phase;
import io.downbeat.rig.EventTrigger.SimpleTrigger;
import io.downbeat.session.command.Event;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes output events, which rig files name, from the events of the session. */
final class OutputEventBuilder {

    private static final double NO_COUNTDOWN = -1;

    private OutputEventBuilder() {}

    /**
     * The output events for an event; empty if rig files have no name for it. A bar is also a beat.
     */
    static List<OutputEvent> of(Event event, SessionView view) {
        Beats at = event.at();
        return switch (event) {
            case Event.ClipQueued(var b, ClipId clip, Beats due) ->
                    List.of(clip(Phase.QUEUED, clip, at, due.minus(at).quarters(), view));
            case Event.ClipCancelled(var b, ClipId clip) ->
                    List.of(clip(Phase.CANCELLED, clip, at, NO_COUNTDOWN, view));
            case Event.ClipActivated e -> List.of(clip(Phase.PERFORMED, e.clip(), at, 0, view));
            case Event.SceneQueued(var b, SceneId scene, Beats due) ->
                    List.of(scene(Phase.QUEUED, scene, at, due.minus(at).quarters(), view));
            case Event.SceneCancelled(var b, SceneId scene) ->
                    List.of(scene(Phase.CANCELLED, scene, at, NO_COUNTDOWN, view));
            case Event.SceneLaunched(var b, SceneId scene, var byArrangement) ->
                    List.of(scene(Phase.PERFORMED, scene, at, 0, view));
            case Event.CueQueued(var b, CueStepId step, Beats due) ->
                    List.of(cue(Phase.QUEUED, step, at, due.minus(at).quarters(), view));
            case Event.CueCancelled(var b, CueStepId step) ->
                    List.of(cue(Phase.CANCELLED, step, at, NO_COUNTDOWN, view));
            case Event.CueLaunched(var b, CueStepId step) ->
                    List.of(cue(Phase.PERFORMED, step, at, 0, view));
            case Event.StopQueued(var b, TrackId track, Beats due) ->
                    List.of(stopOfActive(Phase.QUEUED, track, at, due, view));
            case Event.StopCancelled(var b, TrackId track) ->
                    List.of(stopOfActive(Phase.CANCELLED, track, at, at, view));
            case Event.TrackStopped(var b, ClipId clip) -> {
                int track = view.session().positionOf(clip.track());
                yield List.of(stop(Phase.PERFORMED, track, position(clip, view), at, at));
            }
            default ->
                    simpleTriggers(event).stream()
                            .map(trigger -> simpleEvent(trigger, at, view))
                            .toList();
        };
    }

    /** The event of a scene that was active before and is no longer; empty if there is none. */
    static List<OutputEvent> sceneLeft(SessionView before, SessionView after, Beats at) {
        int left = before.scenes().active();
        boolean isLeft = left != 0 && left != after.scenes().active();
        return isLeft
                ? List.of(new OutputEvent(OutputEvent.LEFT, left, 0, 0, at, NO_COUNTDOWN))
                : List.of();
    }

    /** The output events of a boundary that is still to come. */
    static List<OutputEvent> of(UpcomingBoundary upcomingBoundary, SessionView view) {
        Beats at = upcomingBoundary.at();
        var all = new ArrayList<OutputEvent>();
        for (TrackId track : upcomingBoundary.stops()) {
            all.add(stopOfActive(Phase.PERFORMED, track, at, at, view));
        }
        for (UpcomingBoundary.Launch launch : upcomingBoundary.launches()) {
            all.add(clip(Phase.PERFORMED, launch.clip(), at, 0, view));
        }
        for (SceneId scene : upcomingBoundary.scenes()) {
            all.add(scene(Phase.PERFORMED, scene, at, 0, view));
        }
        for (CueStepId step : upcomingBoundary.cues()) {
            all.add(cue(Phase.PERFORMED, step, at, 0, view));
        }
        return all;
    }

    /**
     * The view in which the objects of an event have their positions and names: the one after the
     * turn, or the one before it if an object was deleted since. Empty for an object that the turn
     * has both added and deleted: no view has it, and no receiver knows it.
     */
    static Optional<SessionView> viewThatNames(Event event, SessionView before, SessionView now) {
        return Stream.of(now, before)
                .filter(view -> isIn(view, event))
                .findFirst()
                .or(() -> Optional.of(now).filter(view -> isTrackIn(view, event)));
    }

    /** A stop may be queued on a track whose clip began to play in the same turn. */
    private static boolean isTrackIn(SessionView view, Event event) {
        return switch (event) {
            case Event.StopQueued e -> view.session().track(e.track()).isPresent();
            case Event.StopCancelled e -> view.session().track(e.track()).isPresent();
            default -> false;
        };
    }

    private static boolean isIn(SessionView view, Event event) {
        return switch (event) {
            case Event.ClipQueued e -> view.session().clip(e.clip()).isPresent();
            case Event.ClipCancelled e -> view.session().clip(e.clip()).isPresent();
            case Event.ClipActivated e -> view.session().clip(e.clip()).isPresent();
            case Event.TrackStopped e -> view.session().clip(e.clip()).isPresent();
            case Event.SceneQueued e -> view.session().scene(e.scene()).isPresent();
            case Event.SceneCancelled e -> view.session().scene(e.scene()).isPresent();
            case Event.SceneLaunched e -> view.session().scene(e.scene()).isPresent();
            case Event.CueQueued e -> step(e.step(), view).isPresent();
            case Event.CueCancelled e -> step(e.step(), view).isPresent();
            case Event.CueLaunched e -> step(e.step(), view).isPresent();
            case Event.StopQueued e -> hasActiveClip(view, e.track());
            case Event.StopCancelled e -> hasActiveClip(view, e.track());
            default -> true;
        };
    }

    /** A queued stop is one of the clip that plays. */
    private static boolean hasActiveClip(SessionView view, TrackId track) {
        return view.track(view.session().positionOf(track)).active() > 0;
    }

    /** The output events of a beat that is still to come. */
    static List<OutputEvent> ofBeat(Beats at, BarBeat count, SessionView view) {
        double countdown = countdown(view, at, due -> due.isAfter(at));
        return beatTriggers(count).stream()
                .map(trigger -> new OutputEvent(new Common(trigger), 0, 0, 0, at, countdown))
                .toList();
    }

    private static List<SimpleTrigger> beatTriggers(BarBeat count) {
        return count.isDownbeat()
                ? List.of(SimpleTrigger.BEAT, SimpleTrigger.BAR)
                : List.of(SimpleTrigger.BEAT);
    }

    private static List<SimpleTrigger> simpleTriggers(Event event) {
        return switch (event) {
            case Event.BeatPassed(var at, BarBeat count) -> beatTriggers(count);
            case Event.TransportChanged(var at, boolean playing) ->
                    List.of(playing ? SimpleTrigger.PLAY : SimpleTrigger.STOP);
            case Event.TempoChanged tempo -> List.of(SimpleTrigger.TEMPO);
            case Event.MeterChanged meter -> List.of(SimpleTrigger.SIGNATURE);
            case Event.Panicked panicked -> List.of(SimpleTrigger.PANIC);
            default -> List.of();
        };
    }

    private static OutputEvent simpleEvent(SimpleTrigger trigger, Beats at, SessionView view) {
        return new OutputEvent(new Common(trigger), 0, 0, 0, at, countdown(view, at, due -> true));
    }

    private static OutputEvent scene(
            Phase phase, SceneId scene, Beats at, double countdown, SessionView view) {
        int position = view.session().positionOf(scene);
        return new OutputEvent(new Launch(Kind.SCENE, phase), position, 0, 0, at, countdown);
    }

    private static OutputEvent cue(
            Phase phase, CueStepId id, Beats at, double countdown, SessionView view) {
        int list = view.session().positionOf(id.list());
        int step = view.session().cueList(id.list()).map(of -> of.positionOf(id.text())).orElse(0);
        int scene =
                step(id, view)
                        .map(of -> view.session().positionOf(new SceneId(of.sceneId())))
                        .orElse(0);
        return new OutputEvent(new Launch(Kind.CUE, phase), scene, 0, 0, list, step, at, countdown);
    }

    private static Optional<CueList.Step> step(CueStepId id, SessionView view) {
        return view.session()
                .cueList(id.list())
                .flatMap(list -> list.step(list.positionOf(id.text())));
    }

    private static OutputEvent clip(
            Phase phase, ClipId clip, Beats at, double countdown, SessionView view) {
        int track = view.session().positionOf(clip.track());
        return new OutputEvent(
                new Launch(Kind.CLIP, phase), 0, track, position(clip, view), at, countdown);
    }

    /** The position of a clip in its track; 0 if it is not there any more. */
    private static int position(ClipId clip, SessionView view) {
        return view.session()
                .track(clip.track())
                .map(track -> track.positionOf(clip.text()))
                .orElse(0);
    }

    private static OutputEvent stopOfActive(
            Phase phase, TrackId id, Beats at, Beats due, SessionView view) {
        int track = view.session().positionOf(id);
        return stop(phase, track, view.track(track).active(), at, due);
    }

    private static OutputEvent stop(Phase phase, int track, int clip, Beats at, Beats due) {
        double countdown = phase == Phase.CANCELLED ? NO_COUNTDOWN : due.minus(at).quarters();
        return new OutputEvent(new Launch(Kind.STOP, phase), 0, track, clip, at, countdown);
    }

    /** Quarters to the next queued boundary that fulfils a condition. */
    private static double countdown(SessionView view, Beats at, Predicate<Beats> condition) {
        return view.tracks().stream()
                .flatMap(track -> track.queuedClip().stream())
                .map(TrackState.QueuedClip::due)
                .filter(condition)
                .min(Beats::compareTo)
                .map(due -> Math.max(0, due.minus(at).quarters()))
                .orElse(NO_COUNTDOWN);
    }
}
