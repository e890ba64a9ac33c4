package io.downbeat.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One daemon with its outputs heard: {@code beat}, which is measured, {@code tags}, and those that
 * a load goes to.
 */
final class DispatchStage implements AutoCloseable {
    /** Sent early by less than half a period, so that it is never on its way at a boundary. */
    private static final int LOOKAHEAD_MILLIS = 15;

    private final Ear beats;
    private final Ear tags;
    private final Ear flooded;
    private final Ear wide;
    private final Path graph;
    private final DaemonUnderTest daemon;

    private DispatchStage(Workshop workshop, List<String> jvm) {
        beats = Ear.on(workshop, 1);
        tags = Ear.on(workshop, 1);
        flooded = Ear.on(workshop, 1);
        wide = Ear.on(workshop, BenchGraph.OUTPUTS);
        List<String> options = new ArrayList<>();
        options.add(output("beat", beats.port(1), ",nodes=beat"));
        options.add(
                output(
                        "tags",
                        tags.port(1),
                        ",nodes=beat,timetag=boundary,enabled=off,lookahead_ms="
                                + LOOKAHEAD_MILLIS));
        options.add(output("flood", flooded.port(1), ",nodes=flood"));
        IntStream.rangeClosed(1, BenchGraph.OUTPUTS)
                .mapToObj(i -> output("wide" + i, wide.port(i), ",nodes=wide" + i))
                .forEach(options::add);
        graph = workshop.write("stage.json", BenchGraph.stage());
        daemon =
                DaemonUnderTest.start(
                        workshop,
                        DaemonUnderTest.Setting.of(workshop, graph, options)
                                .jvm(jvm.toArray(String[]::new)));
    }

    /**
     * @param jvm further flags for the daemon's JVM
     */
    static DispatchStage open(Workshop workshop, List<String> jvm) {
        return new DispatchStage(workshop, jvm);
    }

    static String output(String name, int port, String keys) {
        return "--output=%s=127.0.0.1:%d%s".formatted(name, port, keys);
    }

    /** Hears what is measured. */
    Ear beats() {
        return beats;
    }

    /** Hears what the flood of writes becomes. */
    Ear flooded() {
        return flooded;
    }

    /** Hears the eight outputs of what fades. */
    Ear wide() {
        return wide;
    }

    Path graph() {
        return graph;
    }

    DaemonUnderTest daemon() {
        return daemon;
    }

    Beatkeeper beatkeeper() {
        return new Beatkeeper(daemon.client(), tags);
    }

    Optional<Running> begin(Load load, Workshop workshop) {
        return load.begin(workshop, daemon.port());
    }

    @Override
    public void close() {
        daemon.close();
        wide.close();
        flooded.close();
        tags.close();
        beats.close();
    }
}
