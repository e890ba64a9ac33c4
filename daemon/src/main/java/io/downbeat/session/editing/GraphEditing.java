package io.downbeat.session.editing;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Edits of nodes and of what their parameters are. */
final class GraphEditing {

    /** The most parameters that edits make of a graph, with those that were removed again. */
    private static final int MOST_PARAMETERS = 65_536;

    private GraphEditing() {}

    static Document apply(Document document, Edit.GraphEdit edit) {
        return switch (edit) {
            case Edit.SetRange(var path, var range) ->
                    changed(document, path, parameter -> parameter.with(range));
            case Edit.SetLock(var path, var locked) ->
                    changed(document, path, parameter -> parameter.withLock(locked));
            case Edit.AddParameter(var path, var value) -> withParameter(document, path, value);
            case Edit.AddNode add -> withNode(document, add);
            case Edit.DeleteNode(var id) -> withoutNode(document, id);
        };
    }

    static String words(Edit.GraphEdit edit) {
        return switch (edit) {
            case Edit.SetRange set -> set.parameter() + " range";
            case Edit.SetLock(var path, var locked) -> (locked ? "lock " : "unlock ") + path;
            case Edit.AddParameter add -> "add parameter " + add.parameter();
            case Edit.AddNode add -> "add node " + add.id();
            case Edit.DeleteNode(var id) -> "delete node " + id;
        };
    }

    private static Document changed(
            Document document, ParamPath path, UnaryOperator<Parameter> change) {
        Parameter before =
                document.graph()
                        .parameter(path)
                        .orElseThrow(() -> Refusal.gone("parameter", path.toString()));
        Parameter after = change.apply(before);
        return after.equals(before) ? document : document.with(document.graph().with(after));
    }

    private static Document withParameter(Document document, ParamPath path, ParamValue value) {
        if (document.graph().node(path.node()).isEmpty()) {
            throw Refusal.gone("node", path.node());
        }
        if (document.graph().parameter(path).isPresent()) {
            throw ObjectLists.taken("parameter", path.toString());
        }
        requireRoom(document.graph(), 1);
        return withClipValues(
                document.session(), document.graph().withParameter(Parameter.added(path, value)));
    }

    /** Numbers of removed parameters count too: they stay reserved while the program runs. */
    private static void requireRoom(Graph graph, int more) {
        if (graph.numbers() + more > MOST_PARAMETERS) {
            throw new Refusal(
                    Refusal.Code.NOT_ALLOWED,
                    "%d parameters have been added, and no more are until the program starts again"
                            .formatted(MOST_PARAMETERS));
        }
    }

    /** The document with another graph; what clips stored for what has come is theirs again. */
    private static Document withClipValues(Session session, Graph graph) {
        return new Document(
                graph, ClipEditing.eachClip(session, clip -> withFoundValues(graph, clip)));
    }

    private static Document withNode(Document document, Edit.AddNode add) {
        if (document.graph().node(add.id()).isPresent()) {
            throw ObjectLists.taken("node", add.id());
        }
        for (Parameter parameter : add.parameters()) {
            if (!parameter.path().node().equals(add.id())) {
                throw new IllegalArgumentException(
                        parameter.path() + " is not a parameter of node " + add.id());
            }
        }
        ObjectLists.requireRoom("node", document.graph().nodes());
        requireRoom(document.graph(), add.parameters().size());
        return withClipValues(
                document.session(),
                document.graph().withNode(add.id(), add.type(), add.parameters()));
    }

    private static Document withoutNode(Document document, String id) {
        Node node = document.graph().node(id).orElseThrow(() -> Refusal.gone("node", id));
        Graph graph = document.graph().withoutNode(node.id());
        Session session =
                ClipEditing.eachClip(document.session(), clip -> withGoneValues(graph, clip));
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

    /** The clip with what it stored for a node that has come, as values again. */
    private static Clip withFoundValues(Graph graph, Clip clip) {
        if (clip.gone().isEmpty()) {
            return clip;
        }
        var values = new ParameterValueList.Builder().addAll(clip.values());
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
    private static Clip withGoneValues(Graph graph, Clip clip) {
        var values = new ParameterValueList.Builder();
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
