package io.downbeat.session.editing;

import io.downbeat.graph.Graph;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** Edits of clips. */
final class ClipEditing {

    private ClipEditing() {}

    static Document apply(Document document, Edit.ClipEdit edit) {
        return switch (edit) {
            case Edit.SetClipQuantize(var id, var quantize) ->
                    changed(document, id, clip -> clip.withQuantize(quantize));
            case Edit.SetClipMode(var id, var mode) ->
                    changed(document, id, clip -> clip.withMode(mode));
            case Edit.SetClipTransition(var id, var transition) ->
                    changed(document, id, clip -> clip.withTransition(transition));
            case Edit.SetClipFollow(var id, var follow) ->
                    changed(document, id, clip -> clip.with(follow));
            case Edit.RenameClip(var id, var name) ->
                    changed(document, id, clip -> clip.withName(name));
            case Edit.ColorClip(var id, var color) ->
                    changed(document, id, clip -> clip.withColor(color));
            case Edit.UpdateClip(var id, var values) ->
                    changed(
                            document,
                            id,
                            clip -> {
                                requireAll(document.graph(), values);
                                return clip.withValues(
                                        StoredClipValueEditing.updated(clip.values(), values),
                                        clip.gone());
                            });
            case Edit.SetClipValue(var id, var path, var value) ->
                    changed(
                            document,
                            id,
                            clip ->
                                    StoredClipValueEditing.with(
                                            document.graph(), clip, path, value));
            case Edit.AddClip add ->
                    withClips(
                            document,
                            add.clip().track(),
                            track -> added(document.graph(), track, add));
            case Edit.DuplicateClip duplicate ->
                    withClips(
                            document,
                            duplicate.clip().track(),
                            track -> duplicated(document.session(), track, duplicate));
            case Edit.DeleteClip(var id) -> withoutClip(document, id);
            case Edit.MoveClip(var id, var position) -> {
                Clip moved = clip(document.session(), id);
                yield withClips(
                        document,
                        id.track(),
                        track -> ObjectLists.moved("clip", track.clips(), moved, position));
            }
        };
    }

    static String words(Session session, Edit.ClipEdit edit) {
        return switch (edit) {
            case Edit.SetClipQuantize(var id, var quantize) ->
                    name(session, id)
                            + " quantize "
                            + quantize.map(Quantize::word).orElse("global");
            case Edit.SetClipMode(var id, var mode) -> name(session, id) + " mode " + mode.word();
            case Edit.SetClipTransition set -> name(session, set.clip()) + " fade";
            case Edit.SetClipFollow set -> name(session, set.clip()) + " follow";
            case Edit.RenameClip(var id, var name) ->
                    "rename clip " + name(session, id) + " to " + name;
            case Edit.ColorClip set -> name(session, set.clip()) + " color";
            case Edit.UpdateClip update -> "update clip " + name(session, update.clip());
            case Edit.SetClipValue set -> name(session, set.clip()) + " " + set.parameter();
            case Edit.DuplicateClip duplicate ->
                    "duplicate clip " + name(session, duplicate.clip());
            case Edit.AddClip add ->
                    "add clip " + TrackEditing.name(session, add.clip().track()) + "/" + add.name();
            case Edit.DeleteClip(var id) -> "delete clip " + name(session, id);
            case Edit.MoveClip move -> "move clip " + name(session, move.clip());
        };
    }

    /** Changes every clip; tracks and clips that the change leaves equal stay the same objects. */
    static Session eachClip(Session session, UnaryOperator<Clip> change) {
        var tracks = new ArrayList<Track>();
        for (Track track : session.tracks()) {
            List<Clip> clips = track.clips().stream().map(change).toList();
            tracks.add(clips.equals(track.clips()) ? track : track.withClips(clips));
        }
        return tracks.equals(session.tracks()) ? session : session.withTracks(tracks);
    }

    /** The track's and the clip's names for the name of an edit; ids where they are not there. */
    static String name(Session session, ClipId id) {
        String clip = session.clip(id).map(Clip::name).orElse(id.text());
        return TrackEditing.name(session, id.track()) + "/" + clip;
    }

    /** Throws {@link Refusal} if the clip is not there. */
    static Clip clip(Session session, ClipId id) {
        return session.clip(id).orElseThrow(() -> Refusal.gone("clip", id.toString()));
    }

    private static Document changed(Document document, ClipId id, UnaryOperator<Clip> change) {
        return TrackEditing.changed(
                document,
                id.track(),
                track ->
                        track.withClip(
                                track.positionOf(id.text()),
                                change.apply(clip(document.session(), id))));
    }

    private static List<Clip> added(Graph graph, Track track, Edit.AddClip add) {
        requireAll(graph, add.values());
        var clip =
                new Clip(
                        add.clip().text(),
                        add.name(),
                        add.values(),
                        List.of(),
                        Optional.empty(),
                        LaunchMode.TRIGGER,
                        Optional.empty(),
                        FollowAction.NONE,
                        "");
        return ObjectLists.inserted("clip", track.clips(), clip, add.position());
    }

    private static List<Clip> duplicated(
            Session session, Track track, Edit.DuplicateClip duplicate) {
        Clip copied = clip(session, duplicate.clip());
        return ObjectLists.inserted(
                "clip",
                track.clips(),
                copied.copiedAs(duplicate.copyId(), duplicate.copyName()),
                track.positionOf(copied.id()) + 1);
    }

    private static void requireAll(Graph graph, ParameterValueList values) {
        for (int index = 0; index < values.size(); index++) {
            int number = values.parameter(index);
            if (!graph.isThere(number)) {
                throw Refusal.gone("parameter", "number " + number);
            }
        }
    }

    /**
     * The document with other clips on a track. Follow actions that jump to a position jump to the
     * same clip as before, or nowhere if it is gone.
     */
    private static Document withClips(
            Document document, TrackId id, Function<Track, List<Clip>> change) {
        return TrackEditing.changed(
                document,
                id,
                track -> {
                    List<Clip> before = track.clips();
                    List<Clip> after = change.apply(track);
                    IntUnaryOperator moves = ObjectLists.moves(before, after);
                    return track.withClips(
                            after.stream().map(clip -> withJumps(clip, moves)).toList());
                });
    }

    @SuppressWarnings("ReferenceEquality") // An unchanged follow action is the same object.
    private static Clip withJumps(Clip clip, IntUnaryOperator moves) {
        FollowAction follow = clip.follow().withJumps(moves);
        return follow == clip.follow() ? clip : clip.with(follow);
    }

    private static Document withoutClip(Document document, ClipId id) {
        clip(document.session(), id);
        Document without =
                withClips(
                        document,
                        id.track(),
                        track -> ObjectLists.without(track.clips(), id.text()));
        return without.with(
                SceneEditing.withoutAssignments(
                        without.session(),
                        assignment ->
                                assignment.trackId().equals(id.track().text())
                                        && assignment.clipId().equals(Optional.of(id.text()))));
    }
}
