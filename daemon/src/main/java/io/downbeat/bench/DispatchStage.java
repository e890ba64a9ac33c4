package io.downbeat.bench;

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
    private final Ear others;
    private final DaemonUnderTest daemon;

    private DispatchStage(Workshop workshop, List<String> jvm) {
        beats = Ear.on(workshop, 1);
        tags = Ear.on(workshop, 1);
        others = Ear.on(workshop, 1 + BenchGraph.OUTPUTS);
        List<String> options = new ArrayList<>();
        options.add(output("beat", beats.port(1), ",nodes=beat"));
        options.add(
                output(
                        "tags",
                        tags.port(1),
                        ",nodes=beat,timetag=boundary,enabled=off,lookahead_ms="
                                + LOOKAHEAD_MILLIS));
        options.add(output("flood", others.port(1), ",nodes=flood"));
        IntStream.rangeClosed(1, BenchGraph.OUTPUTS)
                .mapToObj(i -> output("wide" + i, others.port(1 + i), ",nodes=wide" + i))
                .forEach(options::add);
        var graph = workshop.write("stage.json", BenchGraph.stage());
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

    /** Hears what the loads write. */
    Ear others() {
        return others;
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
        others.close();
        tags.close();
        beats.close();
    }
}
