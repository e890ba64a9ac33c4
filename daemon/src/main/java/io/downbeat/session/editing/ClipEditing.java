package io.downbeat.session.editing;

import io.downbeat.graph.Graph;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            case Edit.AddClip add ->
                    TrackEditing.changed(
                            document,
                            add.clip().track(),
                            track -> track.withClips(added(document.graph(), track, add)));
            case Edit.DeleteClip(var id) -> withoutClip(document, id);
            case Edit.MoveClip(var id, var position) -> {
                Clip moved = clip(document.session(), id);
                yield TrackEditing.changed(
                        document,
                        id.track(),
                        track ->
                                track.withClips(
                                        ObjectLists.moved("clip", track.clips(), moved, position)));
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
    /** Throws {@link Refusal} if the clip is not there. */
    static Clip clip(Session session, ClipId id) {
        return session.clip(id).orElseThrow(() -> ObjectLists.gone("clip", id.toString()));
    }

    private static Document changed(Document document, ClipId id, UnaryOperator<Clip> change) {
        Clip before = clip(document.session(), id);
        Clip after = change.apply(before);
        return after.equals(before)
                ? document
                : TrackEditing.changed(
                        document,
                        id.track(),
                        track -> track.withClip(track.positionOf(id.text()), after));
    }

    private static List<Clip> added(Graph graph, Track track, Edit.AddClip add) {
        for (int index = 0; index < add.values().size(); index++) {
            int number = add.values().parameter(index);
            if (!graph.isThere(number)) {
                throw ObjectLists.gone("parameter", "number " + number);
            }
        }
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

    private static Document withoutClip(Document document, ClipId id) {
        clip(document.session(), id);
        Document without =
                TrackEditing.changed(
                        document,
                        id.track(),
                        track -> track.withClips(ObjectLists.without(track.clips(), id.text())));
        return without.with(
                SceneEditing.withoutAssignments(
                        without.session(),
                        assignment ->
                                assignment.trackId().equals(id.track().text())
                                        && assignment.clipId().equals(Optional.of(id.text()))));
    }
}
