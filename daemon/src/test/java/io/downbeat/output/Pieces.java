package io.downbeat.output;

import io.downbeat.fade.Transition;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.Clip;
import io.downbeat.session.FollowAction;
import io.downbeat.session.LaunchMode;
import io.downbeat.session.Scene;
import io.downbeat.session.Session;
import io.downbeat.session.SessionView;
import io.downbeat.session.Snapshot;
import io.downbeat.session.Track;
import io.downbeat.session.TransportState;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pieces to play: a little one with two tracks, and one with as many parameters as wanted. */
final class Pieces {

    /** Two visual nodes and a drum; {@code drum 1/pan} is unset. */
    static final Graph GRAPH =
            graph(
                    "noise/level", 0.5,
                    "bloom/intensity", 1.0,
                    "bloom/mode", "soft",
                    "drum 1/tone,a", 440.0,
                    "drum 1/pan", Optional.empty());

    /** Track 1 Visual (Calm, Wild), track 2 Drums (Four); scenes Intro and Drop. */
    static final Session SESSION =
            new Session(
                    List.of(
                            track(
                                    "Visual",
                                    List.of("noise", "bloom"),
                                    clip("Calm", "noise/level", 0.25, "bloom/intensity", 1.0),
                                    clip("Wild", "noise/level", 1.0, "bloom/mode", "hard")),
                            track(
                                    "Drums",
                                    List.of("drum 1"),
                                    clip("Four", "drum 1/tone,a", 220.0))),
                    List.of(scene("Intro"), scene("Drop")),
                    List.of(),
                    Transition.CUT);

    private Pieces() {}

    /** Paths and initial values in turn, nodes in the order of their first parameter. */
    static Graph graph(Object... pathsAndValues) {
        var parameters = new ArrayList<Parameter>();
        var numbers = new java.util.LinkedHashMap<String, List<Integer>>();
        for (int at = 0; at < pathsAndValues.length; at += 2) {
            ParamPath path = path((String) pathsAndValues[at]);
            Object value = pathsAndValues[at + 1];
            parameters.add(parameter(parameters.size(), path, value));
            numbers.computeIfAbsent(path.node(), id -> new ArrayList<>())
                    .add(parameters.size() - 1);
        }
        return new Graph(
                numbers.entrySet().stream()
                        .map(node -> new Node(node.getKey(), "test", node.getValue()))
                        .toList(),
                parameters);
    }

    /** Nodes n0, n1, ... of 64 parameters p0, p1, ... each, {@code count} in all, all 0. */
    static Graph large(int count) {
        return graph(
                IntStream.range(0, count)
                        .boxed()
                        .flatMap(n ->
                                java.util.stream.Stream.of(
                                        "n" + n / 64 + "/p" + n % 64, (Object) 0.0))
                        .toArray());
    }

    static Track track(String name, List<String> nodes, Clip... clips) {
        return new Track("tr_" + name, name, nodes, List.of(clips), Optional.empty(), false, "");
    }

    static Clip clip(String name, Snapshot values) {
        return new Clip(
                "cl_" + name,
                name,
                values,
                List.of(),
                Optional.empty(),
                LaunchMode.TRIGGER,
                Optional.empty(),
                FollowAction.NONE,
                "");
    }

    static Scene scene(String name) {
        return new Scene("sc_" + name, name, List.of(), 0, FollowAction.NONE, "");
    }

    static Snapshot values(Graph graph, Object... pathsAndValues) {
        var writing = new Snapshot.Writing();
        for (int at = 0; at < pathsAndValues.length; at += 2) {
            ParamPath path = path((String) pathsAndValues[at]);
            writing.add(
                    graph.parameter(path).orElseThrow().number(), value(pathsAndValues[at + 1]));
        }
        return writing.done();
    }

    static SessionView with(SessionView view, List<SessionView.OutputState> outputs) {
        return copy(view, view.session(), view.transport(), outputs);
    }

    static SessionView with(SessionView view, TransportState transport) {
        return copy(view, view.session(), transport, view.outputs());
    }

    static SessionView with(SessionView view, Session session) {
        return copy(view, session, view.transport(), view.outputs());
    }

    private static SessionView copy(
            SessionView view,
            Session session,
            TransportState transport,
            List<SessionView.OutputState> outputs) {
        return new SessionView(
                view.name(),
                view.graph(),
                session,
                transport,
                view.settings(),
                view.tracks(),
                view.scenes(),
                view.skipped(),
                view.values(),
                outputs,
                view.clients(),
                view.edited(),
                view.folder());
    }

    private static Clip clip(String name, Object... pathsAndValues) {
        return clip(name, values(GRAPH, pathsAndValues));
    }

    private static Parameter parameter(int number, ParamPath path, Object value) {
        Optional<ParamValue> initial =
                value instanceof Optional<?> ? Optional.empty() : Optional.of(value(value));
        return new Parameter(
                number,
                path,
                value instanceof String,
                initial,
                true,
                false,
                false,
                new Range(0, 1, true),
                "");
    }

    private static ParamPath path(String text) {
        int slash = text.indexOf('/');
        return new ParamPath(text.substring(0, slash), text.substring(slash + 1));
    }

    private static ParamValue value(Object value) {
        return value instanceof String text
                ? ParamValue.of(text)
                : ParamValue.of(((Number) value).doubleValue());
    }
}
