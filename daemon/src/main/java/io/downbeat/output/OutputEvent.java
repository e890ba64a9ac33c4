package io.downbeat.output;

import io.downbeat.osc.OscAddressParts;
import io.downbeat.rig.EventObjectSelector;
import io.downbeat.rig.EventTrigger;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.Beats;

import java.util.Optional;

/**
 * Something that an {@code [[output.on]]} table can name. Positions count from 1; 0 where there is
 * none.
 *
 * @param countdown quarters to its boundary, -1 if there is none
 */
record OutputEvent(
        EventKind eventKind,
        int scene,
        int track,
        int clip,
        int cueList,
        int step,
        Beats at,
        double countdown) {

    /** An event that is not about a cue list. */
    OutputEvent(EventKind eventKind, int scene, int track, int clip, Beats at, double countdown) {
        this(eventKind, scene, track, clip, 0, 0, at, countdown);
    }

    /** The kinds of a rig file's events. */
    sealed interface EventKind {}

    /** A launch or a stop, in one of its phases. */
    record Launch(Kind kind, EventTrigger.Phase phase) implements EventKind {}

    /** A scene that is no longer active. */
    record SceneLeft() implements EventKind {}

    static final SceneLeft LEFT = new SceneLeft();

    /** An event of the whole session, such as a beat or a stop. */
    record Common(EventTrigger.SimpleTrigger event) implements EventKind {}

    /** What is launched or stopped. */
    enum Kind {
        SCENE,
        CLIP,
        STOP,
        CUE
    }

    /** Whether {@code spec} names it. */
    boolean matches(EventTrigger spec, SessionView view) {
        return switch (spec) {
            case EventTrigger.SimpleTrigger plain -> eventKind.equals(new Common(plain));
            case EventTrigger.SceneTrigger(var phase, var wanted) ->
                    is(Kind.SCENE, phase) && selects(wanted, scene, view.session().scene(scene));
            case EventTrigger.LeftSceneTrigger(var wanted) ->
                    eventKind.equals(LEFT) && selects(wanted, scene, view.session().scene(scene));
            case EventTrigger.StopTrigger(var phase, var wanted) ->
                    is(Kind.STOP, phase) && selects(wanted, track, view.session().track(track));
            case EventTrigger.ClipTrigger(var phase, var wantedTrack, var wanted) ->
                    is(Kind.CLIP, phase)
                            && selects(wantedTrack, track, view.session().track(track))
                            && selects(
                                    wanted,
                                    clip,
                                    view.session().track(track).flatMap(of -> of.clip(clip)));
            case EventTrigger.CueTrigger(var phase, var wantedList, var wanted) ->
                    is(Kind.CUE, phase)
                            && selects(wantedList, cueList, view.session().cueList(cueList))
                            && wanted.selects(Integer.toString(step));
        };
    }

    private boolean is(Kind kind, EventTrigger.Phase phase) {
        return eventKind.equals(new Launch(kind, phase));
    }

    private static boolean selects(
            EventObjectSelector selector,
            int position,
            Optional<? extends AddressableObject> object) {
        return selector.isAll()
                || object.filter(named ->
                                selector.selects(
                                        Integer.toString(position),
                                        named.name(),
                                        named.id(),
                                        OscAddressParts.part(named.name())))
                        .isPresent();
    }
}
