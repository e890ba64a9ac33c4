package io.downbeat.session.editing;

import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Edits of tracks. */
final class TrackEditing {

    private TrackEditing() {}

    static Document apply(Document document, Edit.TrackEdit edit) {
        Session session = document.session();
        return switch (edit) {
            case Edit.SetTrackSafe(var id, var safe) ->
                    changed(document, id, track -> track.withSafe(safe));
            case Edit.SetTrackTransition(var id, var transition) ->
                    changed(document, id, track -> track.withTransition(transition));
            case Edit.AddTrack add -> document.with(session.withTracks(added(session, add)));
            case Edit.DeleteTrack(var id) -> withoutTrack(document, id);
            case Edit.MoveTrack(var id, var position) -> {
                Track moved = track(session, id);
                yield session.positionOf(id) == position
                        ? document
                        : document.with(
                                session.withTracks(
                                        ObjectLists.moved(
                                                "track", session.tracks(), moved, position)));
            }
        };
    }

    static String words(Session session, Edit.TrackEdit edit) {
        return switch (edit) {
            case Edit.SetTrackSafe(var id, var safe) ->
                    name(session, id) + " safe " + (safe ? "on" : "off");
            case Edit.SetTrackTransition set -> name(session, set.track()) + " fade";
            case Edit.AddTrack add -> "add track " + add.name();
            case Edit.DeleteTrack(var id) -> "delete track " + name(session, id);
            case Edit.MoveTrack move -> "move track " + name(session, move.track());
        };
    }

    /** The track's name for the name of an edit; its id if it is not there. */
    static String name(Session session, TrackId id) {
        return session.track(id).map(Track::name).orElse(id.text());
    }

    /** Throws {@link Refusal} if the track is not there. */
    static Track track(Session session, TrackId id) {
        return session.track(id).orElseThrow(() -> ObjectLists.gone("track", id.text()));
    }

    /** The document with a changed track; the same document if the change leaves it equal. */
    static Document changed(Document document, TrackId id, UnaryOperator<Track> change) {
        Session session = document.session();
        Track before = track(session, id);
        Track after = change.apply(before);
        return after.equals(before)
                ? document
                : document.with(session.withTrack(session.positionOf(id), after));
    }

    private static List<Track> added(Session session, Edit.AddTrack add) {
        var track =
                new Track(
                        add.track().text(),
                        add.name(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        false,
                        "");
        return ObjectLists.inserted("track", session.tracks(), track, add.position());
    }

    private static Document withoutTrack(Document document, TrackId id) {
        Session session = document.session();
        Track deleted = track(session, id);
        List<Track> left = ObjectLists.without(session.tracks(), deleted.id());
        return document.with(
                SceneEditing.withoutAssignments(
                        session.withTracks(left),
                        assignment -> assignment.trackId().equals(deleted.id())));
    }
}
