package io.downbeat.engine.launch;

import io.downbeat.fade.Transition;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.FollowAction;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A clip that is launched on a deck, or a stop without one.
 *
 * @param fade the launch's own length of transition
 * @param scene the scene launch that it belongs to
 * @param follow the follow action of the active clip that causes it
 * @param arranged the recorded transition if the arrangement causes it; of a stop, a cut
 */
public record ClipOrStop(
        Deck deck,
        Optional<ClipId> clip,
        OptionalDouble fade,
        Optional<SceneLaunch> scene,
        Optional<FollowAction> follow,
        Optional<Transition> arranged) {

    public static ClipOrStop clip(Deck deck, ClipId clip, OptionalDouble fade) {
        return new ClipOrStop(
                deck,
                Optional.of(clip),
                fade,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ClipOrStop stop(Deck deck) {
        return new ClipOrStop(
                deck,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What the arrangement causes: a clip with the recorded transition, or a stop. */
    public static ClipOrStop arranged(
            Deck deck, Optional<ClipId> clip, Transition transition, Optional<SceneLaunch> scene) {
        return new ClipOrStop(
                deck,
                clip,
                OptionalDouble.empty(),
                scene,
                Optional.empty(),
                Optional.of(transition));
    }

    /** The same, as part of a scene launch. */
    ClipOrStop inScene(SceneLaunch launch) {
        return new ClipOrStop(deck, clip, fade, Optional.of(launch), follow, arranged);
    }

    /** The same, caused by a follow action. */
    ClipOrStop by(FollowAction action) {
        return new ClipOrStop(deck, clip, fade, scene, Optional.of(action), arranged);
    }

    boolean isStop() {
        return clip.isEmpty();
    }
}
