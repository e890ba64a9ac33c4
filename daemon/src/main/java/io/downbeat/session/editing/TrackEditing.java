package io.downbeat.session.editing;

import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            case Edit.RenameTrack(var id, var name) ->
                    changed(document, id, track -> track.withName(name));
            case Edit.ColorTrack(var id, var color) ->
                    changed(document, id, track -> track.withColor(color));
            case Edit.AssignNodes(var id, var nodes) ->
                    changed(document, id, track -> assigned(document, track, nodes));
            case Edit.UnassignNodes(var id, var nodes) ->
                    changed(document, id, track -> unassigned(document, track, nodes));
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
            case Edit.RenameTrack(var id, var name) ->
                    "rename track " + name(session, id) + " to " + name;
            case Edit.ColorTrack set -> name(session, set.track()) + " color";
            case Edit.AssignNodes(var id, var nodes) ->
                    "assign " + String.join(", ", nodes) + " to " + name(session, id);
            case Edit.UnassignNodes(var id, var nodes) ->
                    "unassign " + String.join(", ", nodes) + " from " + name(session, id);
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
        return session.track(id).orElseThrow(() -> Refusal.gone("track", id.text()));
    }

    /** The document with a changed track; the same document if the change leaves it equal. */
    static Document changed(Document document, TrackId id, UnaryOperator<Track> change) {
        return ObjectLists.changed(
                document,
                track(document.session(), id),
                change,
                (session, after) -> session.withTrack(session.positionOf(id), after));
    }

    private static Track assigned(Document document, Track track, List<String> nodes) {
        Set<String> owned = new LinkedHashSet<>(track.nodes());
        for (String node : nodes) {
            requireNode(document, node);
            Optional<Track> owner = owner(document.session(), node);
            if (owner.filter(other -> !other.id().equals(track.id())).isPresent()) {
                throw new Refusal(
                        Refusal.Code.OWNED,
                        "node "
                                + node
                                + " belongs to "
                                + inWords(document.session(), owner.get())
                                + ": unassign it there first");
            }
            owned.add(node);
        }
        return track.withNodes(List.copyOf(owned));
    }

    private static Track unassigned(Document document, Track track, List<String> nodes) {
        for (String node : nodes) {
            requireNode(document, node);
            if (!track.nodes().contains(node)) {
                throw new Refusal(
                        Refusal.Code.NO_SUCH,
                        inWords(document.session(), track)
                                + " does not own node "
                                + node
                                + owner(document.session(), node)
                                        .map(owner ->
                                                ", which belongs to "
                                                        + inWords(document.session(), owner))
                                        .orElse(", and no other track does"));
            }
        }
        return track.withNodes(
                track.nodes().stream().filter(owned -> !nodes.contains(owned)).toList());
    }

    private static void requireNode(Document document, String node) {
        if (document.graph().node(node).isEmpty()) {
            throw Refusal.gone("node", node);
        }
    }

    private static Optional<Track> owner(Session session, String node) {
        return session.tracks().stream().filter(track -> track.nodes().contains(node)).findFirst();
    }

    /** For a person who reads an error. */
    private static String inWords(Session session, Track track) {
        return "track %d (%s)".formatted(session.positionOf(TrackId.of(track)), track.name());
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
