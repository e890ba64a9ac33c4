package io.downbeat.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A daemon with receivers for its outputs: {@code beat}, which is measured, {@code tags}, and those
 * that receive the load.
 */
final class BeatAccuracyTestDaemon implements AutoCloseable {
    /** Less than half a period ahead, so that nothing is sent at a boundary. */
    private static final int LOOKAHEAD_MILLIS = 15;

    private final TimestampingReceiver beats;
    private final TimestampingReceiver tags;
    private final TimestampingReceiver flooded;
    private final TimestampingReceiver wide;
    private final Path graph;
    private final DaemonUnderTest daemon;

    private BeatAccuracyTestDaemon(BenchmarkFolders benchmarkFolders, List<String> jvm) {
        beats = TimestampingReceiver.on(benchmarkFolders, 1);
        tags = TimestampingReceiver.on(benchmarkFolders, 1);
        flooded = TimestampingReceiver.on(benchmarkFolders, 1);
        wide = TimestampingReceiver.on(benchmarkFolders, BenchGraph.OUTPUTS);
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
        graph = benchmarkFolders.write("stage.json", BenchGraph.stage());
        daemon =
                DaemonUnderTest.start(
                        benchmarkFolders,
                        DaemonUnderTest.Setting.of(benchmarkFolders, graph, options)
                                .jvm(jvm.toArray(String[]::new)));
    }

    /**
     * @param jvm further flags for the daemon's JVM
     */
    static BeatAccuracyTestDaemon open(BenchmarkFolders benchmarkFolders, List<String> jvm) {
        return new BeatAccuracyTestDaemon(benchmarkFolders, jvm);
    }

    static String output(String name, int port, String keys) {
        return "--output=%s=127.0.0.1:%d%s".formatted(name, port, keys);
    }

    /** Receives the measured output. */
    TimestampingReceiver beats() {
        return beats;
    }

    /** Receives the output of the parameter writes. */
    TimestampingReceiver flooded() {
        return flooded;
    }

    /** Receives the eight outputs of the fades. */
    TimestampingReceiver wide() {
        return wide;
    }

    Path graph() {
        return graph;
    }

    DaemonUnderTest daemon() {
        return daemon;
    }

    PeriodicLaunchClient periodicLaunchClient() {
        return new PeriodicLaunchClient(daemon.client(), tags);
    }

    Optional<ExternalProgram> begin(
            BackgroundLoad backgroundLoad, BenchmarkFolders benchmarkFolders) {
        return backgroundLoad.begin(benchmarkFolders, daemon.port());
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
