package io.downbeat.session.editing;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Applies edits to documents. Pure: reads nothing but its arguments and changes nothing. */
public final class Editing {

    private Editing() {}

    /**
     * The document after an edit; the same object if the edit changes nothing. Throws {@link
     * Refusal} if the edit cannot be done.
     */
    public static Document apply(Document document, Edit edit) {
        Session session = document.session();
        return switch (edit) {
            case Edit.SetTrackSafe(var id, var safe) ->
                    changed(document, id, track -> track.withSafe(safe));
            case Edit.SetTrackTransition(var id, var transition) ->
                    changed(document, id, track -> track.withTransition(transition));
            case Edit.AddTrack add -> document.with(session.withTracks(added(session, add)));
            case Edit.DeleteTrack(var id) -> withoutTrack(document, track(session, id));
            case Edit.MoveTrack(var id, var position) -> {
                Track moved = track(session, id);
                yield session.positionOf(id) == position
                        ? document
                        : document.with(
                                session.withTracks(
                                        moved("track", session.tracks(), moved, position)));
            }
            case Edit.SetClipQuantize(var id, var quantize) ->
                    changed(document, id, clip -> clip.withQuantize(quantize));
            case Edit.SetClipMode(var id, var mode) ->
                    changed(document, id, clip -> clip.withMode(mode));
            case Edit.SetClipTransition(var id, var transition) ->
                    changed(document, id, clip -> clip.withTransition(transition));
            case Edit.AddClip add ->
                    changed(
                            document,
                            add.clip().track(),
                            track -> track.withClips(added(document.graph(), track, add)));
            case Edit.DeleteClip(var id) -> withoutClip(document, id);
            case Edit.MoveClip(var id, var position) -> {
                Track owner = track(session, id.track());
                Clip moved = clip(session, id);
                yield owner.positionOf(id.text()) == position
                        ? document
                        : changed(
                                document,
                                id.track(),
                                track ->
                                        track.withClips(
                                                moved("clip", track.clips(), moved, position)));
            }
            case Edit.SetRange(var path, var range) -> {
                Parameter parameter = parameter(document.graph(), path);
                yield parameter.range().equals(range)
                        ? document
                        : document.with(document.graph().with(parameter.with(range)));
            }
            case Edit.AddNode add -> withNode(document, add);
            case Edit.DeleteNode(var id) -> withoutNode(document, id);
        };
    }

    /** What an edit of a document is called, for a label on an undo button. */
    public static String words(Document document, Edit edit) {
        Session session = document.session();
        return switch (edit) {
            case Edit.SetTrackSafe(var id, var safe) ->
                    name(session, id) + " safe " + (safe ? "on" : "off");
            case Edit.SetTrackTransition set -> name(session, set.track()) + " fade";
            case Edit.AddTrack add -> "add track " + add.name();
            case Edit.DeleteTrack(var id) -> "delete track " + name(session, id);
            case Edit.MoveTrack move -> "move track " + name(session, move.track());
            case Edit.SetClipQuantize(var id, var quantize) ->
                    name(session, id)
                            + " quantize "
                            + quantize.map(Quantize::word).orElse("global");
            case Edit.SetClipMode(var id, var mode) -> name(session, id) + " mode " + mode.word();
            case Edit.SetClipTransition set -> name(session, set.clip()) + " fade";
            case Edit.AddClip add ->
                    "add clip " + name(session, add.clip().track()) + "/" + add.name();
            case Edit.DeleteClip(var id) -> "delete clip " + name(session, id);
            case Edit.MoveClip move -> "move clip " + name(session, move.clip());
            case Edit.SetRange set -> set.parameter() + " range";
            case Edit.AddNode add -> "add node " + add.id();
            case Edit.DeleteNode(var id) -> "delete node " + id;
        };
    }

    private static String name(Session session, TrackId id) {
        return session.track(id).map(Track::name).orElse(id.text());
    }

    private static String name(Session session, ClipId id) {
        String clip = session.clip(id).map(Clip::name).orElse(id.text());
        return name(session, id.track()) + "/" + clip;
    }

    private static Track track(Session session, TrackId id) {
        return session.track(id).orElseThrow(() -> gone("track", id.text()));
    }

    private static Clip clip(Session session, ClipId id) {
        return session.clip(id).orElseThrow(() -> gone("clip", id.toString()));
    }

    private static Parameter parameter(Graph graph, ParamPath path) {
        return graph.parameter(path).orElseThrow(() -> gone("parameter", path.toString()));
    }

    private static Refusal gone(String kind, String id) {
        return new Refusal(Refusal.Code.NO_SUCH, "there is no " + kind + " " + id + " any more");
    }

    private static Document changed(Document document, TrackId id, UnaryOperator<Track> change) {
        Session session = document.session();
        Track before = track(session, id);
        Track after = change.apply(before);
        return after.equals(before)
                ? document
                : document.with(session.withTrack(session.positionOf(id), after));
    }

    private static Document changed(Document document, ClipId id, UnaryOperator<Clip> change) {
        Clip before = clip(document.session(), id);
        Clip after = change.apply(before);
        return after.equals(before)
                ? document
                : changed(
                        document,
                        id.track(),
                        track -> track.withClip(track.positionOf(id.text()), after));
    }

    private static List<Track> added(Session session, Edit.AddTrack add) {
        String id = add.track().text();
        if (session.track(add.track()).isPresent()) {
            throw taken("track", id);
        }
        var track = new Track(id, add.name(), List.of(), List.of(), Optional.empty(), false, "");
        return inserted("track", session.tracks(), track, add.position());
    }

    private static List<Clip> added(Graph graph, Track track, Edit.AddClip add) {
        String id = add.clip().text();
        if (track.positionOf(id) > 0) {
            throw taken("clip", id);
        }
        for (int index = 0; index < add.values().size(); index++) {
            int number = add.values().parameter(index);
            if (!graph.isThere(number)) {
                throw gone("parameter", "number " + number);
            }
        }
        var clip =
                new Clip(
                        id,
                        add.name(),
                        add.values(),
                        List.of(),
                        Optional.empty(),
                        LaunchMode.TRIGGER,
                        Optional.empty(),
                        FollowAction.NONE,
                        "");
        return inserted("clip", track.clips(), clip, add.position());
    }

    private static Refusal taken(String kind, String id) {
        return new Refusal(
                Refusal.Code.NOT_ALLOWED, "there is a " + kind + " with the id " + id + " already");
    }

    private static <T> List<T> inserted(String kind, List<T> objects, T object, int position) {
        if (position < 1 || position > objects.size() + 1) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a new %s goes to a position from 1 to %d, not %d"
                            .formatted(kind, objects.size() + 1, position));
        }
        var all = new ArrayList<>(objects);
        all.add(position - 1, object);
        return all;
    }

    private static <T> List<T> moved(String kind, List<T> objects, T object, int position) {
        if (position < 1 || position > objects.size()) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a %s moves to a position from 1 to %d, not %d"
                            .formatted(kind, objects.size(), position));
        }
        var all = new ArrayList<>(objects);
        all.remove(object);
        all.add(position - 1, object);
        return all;
    }

    private static Document withoutTrack(Document document, Track deleted) {
        Session session = document.session();
        List<Track> left =
                session.tracks().stream()
                        .filter(track -> !track.id().equals(deleted.id()))
                        .toList();
        return document.with(
                unassigned(
                        session.withTracks(left),
                        assignment -> assignment.trackId().equals(deleted.id())));
    }

    private static Document withoutClip(Document document, ClipId id) {
        clip(document.session(), id);
        Document without =
                changed(
                        document,
                        id.track(),
                        track ->
                                track.withClips(
                                        track.clips().stream()
                                                .filter(clip -> !clip.id().equals(id.text()))
                                                .toList()));
        return without.with(
                unassigned(
                        without.session(),
                        assignment ->
                                assignment.trackId().equals(id.track().text())
                                        && assignment.clipId().equals(Optional.of(id.text()))));
    }

    /** The session without those assignments of scenes; scenes that have none stay the same. */
    private static Session unassigned(Session session, Predicate<Scene.Assignment> dropped) {
        if (session.scenes().stream()
                .noneMatch(scene -> scene.assignments().stream().anyMatch(dropped))) {
            return session;
        }
        return session.withScenes(
                session.scenes().stream()
                        .map(scene ->
                                scene.assignments().stream().anyMatch(dropped)
                                        ? scene.withAssignments(
                                                scene.assignments().stream()
                                                        .filter(Predicate.not(dropped))
                                                        .toList())
                                        : scene)
                        .toList());
    }

    private static Document withNode(Document document, Edit.AddNode add) {
        if (document.graph().node(add.id()).isPresent()) {
            throw taken("node", add.id());
        }
        for (Parameter parameter : add.parameters()) {
            if (!parameter.path().node().equals(add.id())) {
                throw new IllegalArgumentException(
                        parameter.path() + " is not a parameter of node " + add.id());
            }
        }
        Graph graph = document.graph().withNode(add.id(), add.type(), add.parameters());
        return new Document(graph, eachClip(document.session(), clip -> found(graph, clip)));
    }

    private static Document withoutNode(Document document, String id) {
        Node node = document.graph().node(id).orElseThrow(() -> gone("node", id));
        Graph graph = document.graph().withoutNode(node.id());
        Session session = eachClip(document.session(), clip -> lost(graph, clip));
        return new Document(
                graph,
                session.withTracks(
                        session.tracks().stream()
                                .map(track ->
                                        track.nodes().contains(id) ? without(track, id) : track)
                                .toList()));
    }

    private static Track without(Track track, String node) {
        return track.withNodes(
                track.nodes().stream().filter(owned -> !owned.equals(node)).toList());
    }

    /** Changes every clip; tracks and clips that the change leaves equal stay the same objects. */
    private static Session eachClip(Session session, UnaryOperator<Clip> change) {
        var tracks = new ArrayList<Track>();
        for (Track track : session.tracks()) {
            List<Clip> clips = track.clips().stream().map(change).toList();
            tracks.add(clips.equals(track.clips()) ? track : track.withClips(clips));
        }
        return session.withTracks(tracks);
    }

    /** The clip with what it stored for a node that has come, as values again. */
    private static Clip found(Graph graph, Clip clip) {
        var values = new Snapshot.Builder().addAll(clip.values());
        var gone = new ArrayList<Clip.Stored>();
        for (Clip.Stored stored : clip.gone()) {
            Optional<Parameter> parameter = graph.parameter(stored.path());
            Optional<ParamValue> fitting = parameter.flatMap(one -> inType(one, stored.value()));
            if (fitting.isPresent()) {
                values.add(parameter.orElseThrow().number(), fitting.get());
            } else {
                gone.add(stored);
            }
        }
        return gone.size() == clip.gone().size() ? clip : clip.withValues(values.build(), gone);
    }

    /** The clip with what it stored for a node that has gone, as values of a node that is gone. */
    private static Clip lost(Graph graph, Clip clip) {
        var values = new Snapshot.Builder();
        var gone = new ArrayList<>(clip.gone());
        for (int index = 0; index < clip.values().size(); index++) {
            int number = clip.values().parameter(index);
            if (graph.isThere(number)) {
                values.add(clip.values(), index);
            } else {
                gone.add(
                        new Clip.Stored(
                                graph.parameter(number).path(), clip.values().value(index)));
            }
        }
        return gone.size() == clip.gone().size() ? clip : clip.withValues(values.build(), gone);
    }

    private static Optional<ParamValue> inType(Parameter parameter, ParamValue value) {
        return switch (value) {
            case ParamValue.Numeric number when parameter.text() ->
                    Optional.of(ParamValue.of(number.text()));
            case ParamValue.Text text when !parameter.text() -> Optional.empty();
            default -> Optional.of(value);
        };
    }
}
