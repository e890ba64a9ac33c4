package io.downbeat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Generates the graph files of the benchmarks. */
final class BenchGraph {
    /** The tempo at which a sixteenth is {@link #SIXTEENTH_NANOS}. */
    private static final int TEMPO = 300;

    /** 20 boundaries a second, the most of any session. */
    static final long SIXTEENTH_NANOS = 50_000_000;

    /** Values of a clip of the track {@code beat}. */
    static final int HANDFUL = 5;

    static final int FLOODED = 64;
    static final int OUTPUTS = 8;
    static final int FADED = 512;

    /** The largest whole number up to which a float has all whole numbers. */
    private static final int WIDEST = 16_777_216;

    private final List<String> nodes = new ArrayList<>();
    private final List<String> tracks = new ArrayList<>();
    private final List<String> scenes = new ArrayList<>();

    /**
     * The graph of most benchmarks: a track {@code beat} of two clips with five values, a node
     * {@code flood} that no track owns, and a track {@code wide} with two clips and two scenes of
     * 4,096 values in eight nodes.
     */
    static String stage() {
        BenchGraph graph = new BenchGraph();
        graph.node("beat", HANDFUL);
        graph.node("flood", FLOODED);
        List<String> wide = IntStream.rangeClosed(1, OUTPUTS).mapToObj(i -> "wide" + i).toList();
        wide.forEach(node -> graph.node(node, FADED));
        graph.track("beat", List.of("beat"), HANDFUL, 2);
        graph.track("wide", wide, FADED, 2);
        for (int clip = 1; clip <= 2; clip++) {
            graph.scenes.add(
                    "{\"id\":\"s%d\",\"name\":\"S%d\",\"assignments\":{\"wide\":\"wide-%d\"}}"
                            .formatted(clip, clip, clip));
        }
        return graph.text();
    }

    /**
     * A square session: as many tracks as clips in a track, each clip with {@link #HANDFUL} values.
     */
    static String square(int side) {
        BenchGraph graph = new BenchGraph();
        for (int n = 1; n <= side; n++) {
            graph.node("n" + n, HANDFUL);
            graph.track("n" + n, List.of("n" + n), HANDFUL, side);
        }
        return graph.text();
    }

    /**
     * A large session beside the track {@code beat}: as many tracks as clips in a track.
     *
     * @param values of each clip
     */
    static String large(int side, int values) {
        BenchGraph graph = new BenchGraph();
        graph.node("beat", HANDFUL);
        graph.track("beat", List.of("beat"), HANDFUL, 2);
        for (int n = 1; n <= side; n++) {
            graph.node("n" + n, values);
            graph.track("n" + n, List.of("n" + n), values, side);
        }
        return graph.text();
    }

    /** The track {@code beat}, and a node {@code flood} that no track owns, with the range 0..1. */
    static String take() {
        BenchGraph graph = new BenchGraph();
        graph.node("beat", HANDFUL);
        graph.node("flood", FLOODED, 1);
        graph.track("beat", List.of("beat"), HANDFUL, 2);
        return graph.text();
    }

    private void node(String id, int values) {
        node(id, values, WIDEST);
    }

    private void node(String id, int values, int most) {
        String ranges =
                IntStream.rangeClosed(1, values)
                        .mapToObj(number -> "\"p%d\":[0,%d]".formatted(number, most))
                        .collect(Collectors.joining(",", "{", "}"));
        nodes.add(
                "\"%s\":{\"type\":\"Bench\",\"params\":%s,\"ranges\":%s}"
                        .formatted(id, values(values, 1), ranges));
    }

    private void track(String id, List<String> owned, int values, int clips) {
        List<String> all = new ArrayList<>();
        for (int clip = 1; clip <= clips; clip++) {
            int number = clip;
            String params =
                    owned.stream()
                            .map(node -> "\"%s\":%s".formatted(node, values(values, number)))
                            .collect(Collectors.joining(",", "{", "}"));
            all.add(
                    "{\"id\":\"%s-%d\",\"name\":\"C%d\",\"params\":%s}"
                            .formatted(id, clip, clip, params));
        }
        tracks.add(
                "{\"id\":\"%s\",\"name\":\"%s\",\"owned_nodes\":%s,\"clips\":[%s]}"
                        .formatted(
                                id,
                                id,
                                owned.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")),
                                String.join(",\n", all)));
    }

    /**
     * Values that do not look like a switch and differ between two clips, all with the same number
     * of digits.
     */
    private static String values(int count, int clip) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "\"p%d\":0.%d".formatted(i, 1 + (clip * 4 + i) % 9))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String text() {
        return """
        {"schema_version":3,
        "nodes":{%s},
        "connections":[],
        "metronome":{"bpm":%d,"beats_per_bar":4},
        "session":{"tracks":[%s],
        "scenes":[%s],
        "cue_paths":[],"active_clips":{}}}
        """
                .formatted(
                        String.join(",\n", nodes),
                        TEMPO,
                        String.join(",\n", tracks),
                        String.join(",\n", scenes));
    }
}
