package io.downbeat.engine;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.Beats;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random edits of the settings of tracks, clips, scenes and parameters. */
final class RandomSettingEdits {

    private final Random random;

    RandomSettingEdits(Random random) {
        this.random = random;
    }

    /** An edit; empty if the session has nothing that the random choice could set. */
    Optional<Edit> next(SessionView view) {
        Session session = view.session();
        List<Parameter> parameters = view.graph().parameters();
        return switch (random.nextInt(6)) {
            case 0 -> session.tracks().isEmpty() ? Optional.empty() : track(any(session.tracks()));
            case 1 ->
                    session.scenes().isEmpty()
                            ? Optional.empty()
                            : scene(SceneId.of(any(session.scenes())));
            case 2 -> parameters.isEmpty() ? Optional.empty() : range(any(parameters));
            default ->
                    session.tracks().stream()
                            .filter(track -> !track.clips().isEmpty())
                            .skip(random.nextInt(Math.max(1, session.tracks().size())))
                            .findFirst()
                            .map(track -> clip(track, any(track.clips())));
        };
    }

    private Optional<Edit> track(Track track) {
        TrackId id = TrackId.of(track);
        return Optional.of(
                random.nextBoolean()
                        ? new Edit.SetTrackTransition(id, transition())
                        : new Edit.ColorTrack(id, color()));
    }

    private Optional<Edit> scene(SceneId scene) {
        return Optional.of(
                random.nextBoolean()
                        ? new Edit.ColorScene(scene, color())
                        : new Edit.SetSceneFollow(scene, follow()));
    }

    private Optional<Edit> range(Parameter parameter) {
        return parameter.text()
                ? Optional.of(new Edit.SetLock(parameter.path(), random.nextBoolean()))
                : Optional.of(
                        new Edit.SetRange(parameter.path(), Range.stated(-random.nextInt(9), 500)));
    }

    private Edit clip(Track track, Clip clip) {
        ClipId id = ClipId.of(track, clip);
        return switch (random.nextInt(6)) {
            case 0 ->
                    new Edit.SetClipQuantize(
                            id,
                            random.nextBoolean()
                                    ? Optional.empty()
                                    : Optional.of(any(List.of(Quantize.values()))));
            case 1 -> new Edit.SetClipMode(id, any(List.of(LaunchMode.values())));
            case 2, 3 -> new Edit.SetClipTransition(id, transition());
            case 4 -> new Edit.SetClipFollow(id, follow());
            default -> new Edit.ColorClip(id, color());
        };
    }

    private Optional<Transition> transition() {
        return random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(
                        new Transition(
                                random.nextInt(5) / 2.0,
                                any(List.of(Transition.Unit.values())),
                                any(List.of(Curve.values()))));
    }

    private FollowAction follow() {
        return new FollowAction(
                random.nextBoolean(),
                new FollowAction.Choice(FollowAction.Kind.NEXT, 0),
                new FollowAction.Choice(FollowAction.Kind.JUMP, 1 + random.nextInt(4)),
                random.nextInt(5) / 4.0,
                random.nextBoolean() ? Optional.empty() : Optional.of(Beats.of(1 / 3.0)),
                1 + random.nextInt(3));
    }

    private String color() {
        return "rgb(1,%d,3)".formatted(random.nextInt(256));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
