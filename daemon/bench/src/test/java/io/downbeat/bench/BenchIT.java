package io.downbeat.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.RealProgram;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * Benchmarks end to end in rounds too short for their numbers to mean anything: that the programs
 * beside the daemon compile, and that all of them still understand each other.
 */
@Timeout(120)
@RealProgram(command = "cc", debian = "gcc")
class BenchIT {
    private static final List<String> DAEMON =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.downbeat.app.Main");

    @Test
    void boundaryPacketsOfTheDaemonAndOfTheCProgramAreReceived() {
        String tables = printed(new BeatAccuracyBenchmark(List.of()));

        assertTrue(tables.contains("dispatch, idle: deviation from the beat in us"), tables);
        assertTrue(tables.contains("aim: p99 to C's at most 1.5x: "), tables);
    }

    @Test
    void launchAnswersOfTheDaemonAndOfTheEchoAreReceived() {
        String tables = printed(new LatencyBenchmark());

        assertTrue(tables.contains("aim: p50 to the C echo's at most 2.0x: "), tables);
    }

    @Test
    void aWholeSceneOfTheDaemonAndOfTheCProgramIsReceived() {
        String tables = printed(new SceneToManyOutputsBenchmark());

        assertTrue(tables.contains("512 parameters to each output"), tables);
    }

    @Test
    void boundariesAndSavesOfALargeSessionAreMeasured() {
        String tables = printed(new SaveBenchmark());

        assertTrue(tables.contains("aim: p50 of a save to a second at most 1.0x: "), tables);
    }

    @Test
    void aRecordedTakeIsSavedReadAndPlayed() {
        String tables = printed(new TakeBenchmark());

        assertTrue(tables.contains("take: 20 s of 100 moves a second, recorded by"), tables);
        assertTrue(tables.contains("aim: p99 of boundaries while the take plays to idle"), tables);
    }

    @Test
    void boundariesWithTenPagesAreMeasured() {
        String tables = printed(new PagesBenchmark());

        assertTrue(tables.contains("aim: p99 of boundaries with ten pages to none"), tables);
    }

    private static String printed(Benchmark bench) {
        var tables = new StringWriter();
        var out = new PrintWriter(tables, true);
        try (BenchmarkFolders benchmarkFolders =
                BenchmarkFolders.with(Path.of("").toAbsolutePath(), DAEMON)) {
            bench.run(new BenchmarkContext(benchmarkFolders, BenchmarkDuration.TINY, out, out));
        }
        return tables.toString();
    }
}
