package io.downbeat.output;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Sessions for tests of outputs: a small one with two tracks, and one with any number of
 * parameters.
 */
final class OutputTestSessions {

    /** An unset parameter. */
    private static final Optional<ParamValue> UNSET = Optional.empty();

    /** Two visual nodes and a drum whose names hold what OSC forbids. */
    static final Graph GRAPH =
            graph(
                    "noise/level", 0.5,
                    "bloom/intensity", 1.0,
                    "bloom/mode", "soft",
                    "drum 1/tone,a", 440.0,
                    "drum 1/pan", UNSET);

    private OutputTestSessions() {}

    /** Track 1 Visual (Calm, Wild), track 2 Drums (Four); scenes Intro (Four) and Drop (both). */
    static GraphFileContents little() {
        Track visual =
                track(
                        "Visual",
                        List.of("noise", "bloom"),
                        clip("Calm", GRAPH, "noise/level", 0.25, "bloom/intensity", 1.0),
                        clip("Wild", GRAPH, "noise/level", 1.0, "bloom/mode", "hard"));
        Track drums =
                track("Drums", List.of("drum 1"), clip("Four", GRAPH, "drum 1/tone,a", 220.0));
        return piece(
                GRAPH,
                List.of(visual, drums),
                List.of(
                        scene("Intro", drums, "Four"),
                        scene("Drop it", visual, "Calm", drums, "Four")));
    }

    /**
     * Nodes n0, n1, ... of 64 parameters p0, p1, ... each, all 0; one clip, All, sets them to 1.
     */
    static GraphFileContents large(int count) {
        var initial = new ArrayList<Object>();
        var stored = new ArrayList<Object>();
        for (int number = 0; number < count; number++) {
            String path = "n" + number / 64 + "/p" + number % 64;
            initial.addAll(List.of(path, 0.0));
            stored.addAll(List.of(path, 1.0));
        }
        Graph graph = graph(initial.toArray());
        Track track =
                track(
                        "All",
                        graph.nodes().stream().map(Node::id).toList(),
                        clip("All", graph, stored.toArray()));
        return piece(graph, List.of(track), List.of());
    }

    /** Scenes that launch a clip each, all on one track. */
    static GraphFileContents scenes(int count) {
        var clips = new Clip[count];
        for (int number = 1; number <= count; number++) {
            clips[number - 1] = clip("Clip " + number, GRAPH, "noise/level", number / 100.0);
        }
        Track track = track("Visual", List.of("noise"), clips);
        var scenes = new ArrayList<Scene>();
        for (int number = 1; number <= count; number++) {
            scenes.add(scene("Scene " + number, track, "Clip " + number));
        }
        return piece(GRAPH, List.of(track), scenes);
    }

    /** Paths and initial values in turn, nodes in the order of their first parameter. */
    static Graph graph(Object... pathsAndValues) {
        var parameters = new ArrayList<Parameter>();
        var numbers = new LinkedHashMap<String, List<Integer>>();
        for (int at = 0; at < pathsAndValues.length; at += 2) {
            ParamPath path = path((String) pathsAndValues[at]);
            numbers.computeIfAbsent(path.node(), id -> new ArrayList<>()).add(parameters.size());
            parameters.add(parameter(parameters.size(), path, pathsAndValues[at + 1]));
        }
        return new Graph(
                numbers.entrySet().stream()
                        .map(node -> new Node(node.getKey(), "Test", node.getValue()))
                        .toList(),
                parameters);
    }

    static ParamPath path(String text) {
        int slash = text.indexOf('/');
        return new ParamPath(text.substring(0, slash), text.substring(slash + 1));
    }

    static ParamValue value(Object value) {
        return value instanceof String text
                ? ParamValue.of(text)
                : ParamValue.of(((Number) value).doubleValue());
    }

    private static GraphFileContents piece(Graph graph, List<Track> tracks, List<Scene> scenes) {
        return new GraphFileContents(
                "test",
                graph,
                new Session(tracks, scenes, List.of()),
                new Tempo(120),
                Meter.COMMON,
                GlobalLaunchSettings.USUAL,
                Optional.empty(),
                List.of());
    }

    private static Track track(String name, List<String> nodes, Clip... clips) {
        return new Track("tr_" + name, name, nodes, List.of(clips), Optional.empty(), false, "");
    }

    private static Clip clip(String name, Graph graph, Object... pathsAndValues) {
        var values = new ParameterValueList.Builder();
        for (int at = 0; at < pathsAndValues.length; at += 2) {
            ParamPath path = path((String) pathsAndValues[at]);
            values.add(graph.parameter(path).orElseThrow().number(), value(pathsAndValues[at + 1]));
        }
        return new Clip(
                "cl_" + name,
                name,
                values.build(),
                List.of(),
                Optional.empty(),
                LaunchMode.TRIGGER,
                Optional.empty(),
                FollowAction.NONE,
                "");
    }

    private static Scene scene(String name, Object... tracksAndClips) {
        var assignments = new ArrayList<Scene.Assignment>();
        for (int at = 0; at < tracksAndClips.length; at += 2) {
            assignments.add(
                    new Scene.Assignment(
                            ((Track) tracksAndClips[at]).id(),
                            Optional.of("cl_" + tracksAndClips[at + 1])));
        }
        return new Scene("sc_" + name, name, assignments, 0, FollowAction.NONE, "");
    }

    private static Parameter parameter(int number, ParamPath path, Object value) {
        return new Parameter(
                number,
                path,
                value instanceof String,
                value.equals(UNSET) ? Optional.empty() : Optional.of(value(value)),
                true,
                false,
                false,
                new Range(0, 1, true),
                "",
                false);
    }
}
