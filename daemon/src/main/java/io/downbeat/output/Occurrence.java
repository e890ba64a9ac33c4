package io.downbeat.output;

import io.downbeat.osc.OscAddress;
import io.downbeat.rig.EventSpec;
import io.downbeat.rig.Selector;
import io.downbeat.session.Named;
import io.downbeat.session.SessionView;
import io.downbeat.time.Beats;

import java.util.Optional;

/**
 * Something that a receiver may be told of, in the words of a rig file. Positions count from 1; 0
 * where none is concerned.
 *
 * @param countdown quarters to the boundary it speaks of, -1 none
 */
record Occurrence(What what, int scene, int track, int clip, Beats at, double countdown) {

    /** The kinds of a rig file's events. */
    sealed interface What {}

    /** A launch or a stop, in one of its phases. */
    record Launch(Kind kind, EventSpec.Phase phase) implements What {}

    /** A scene that is no longer active. */
    record Left() implements What {}

    static final Left LEFT = new Left();

    /** What concerns everybody. */
    record Common(EventSpec.Plain event) implements What {}

    /** What is launched or stopped. */
    enum Kind {
        SCENE,
        CLIP,
        STOP
    }

    /** Whether {@code spec} asks for it. */
    boolean isMeantBy(EventSpec spec, SessionView view) {
        return switch (spec) {
            case EventSpec.Plain plain -> what.equals(new Common(plain));
            case EventSpec.OfScene(var phase, var wanted) ->
                    is(Kind.SCENE, phase) && fits(wanted, scene, view.session().scene(scene));
            case EventSpec.OfLeftScene(var wanted) ->
                    what.equals(LEFT) && fits(wanted, scene, view.session().scene(scene));
            case EventSpec.OfStop(var phase, var wanted) ->
                    is(Kind.STOP, phase) && fits(wanted, track, view.session().track(track));
            case EventSpec.OfClip(var phase, var wantedTrack, var wanted) ->
                    is(Kind.CLIP, phase)
                            && fits(wantedTrack, track, view.session().track(track))
                            && fits(
                                    wanted,
                                    clip,
                                    view.session().track(track).flatMap(of -> of.clip(clip)));
            case EventSpec.OfCue(var phase, var path, var step) -> false;
        };
    }

    private boolean is(Kind kind, EventSpec.Phase phase) {
        return what.equals(new Launch(kind, phase));
    }

    private static boolean fits(Selector wanted, int position, Optional<? extends Named> object) {
        return wanted.isAll()
                || object.filter(named ->
                                wanted.selects(
                                        Integer.toString(position),
                                        named.name(),
                                        named.id(),
                                        OscAddress.part(named.name())))
                        .isPresent();
    }
}
