package io.downbeat.bench;

import io.downbeat.client.DownbeatClient;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Measures an hour-long take of 100 parameter moves a second and a launch on each beat: what
 * recording, saving and reading it cost, how long a seek takes, and how late boundaries are while
 * it plays and while more is recorded onto it, beside none of both.
 */
final class TakeBenchmark implements Benchmark {
    private static final int SEEKS = 20;

    /** At the 300 BPM of the graph. */
    private static final int BEATS_A_SECOND = 5;

    /** Until the values that a start restores have left. */
    private static final int BEGIN_MILLIS = 500;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final BenchmarkGoal PLAYING =
            BenchmarkGoal.atMost("p99 of boundaries while the take plays to idle", 2.0);
    private static final BenchmarkGoal RECORDING =
            BenchmarkGoal.atMost("p99 of boundaries while it is recorded to idle", 2.0);
    private static final BenchmarkGoal SAVING =
            BenchmarkGoal.atMost("p99 of boundaries while it is saved to idle", 2.0);

    @Override
    public String name() {
        return "take";
    }

    @Override
    public String summary() {
        return "an hour-long take of 100 moves a second: record, save, load, seek, play";
    }

    @Override
    public void run(BenchmarkContext context) {
        int seconds = context.benchmarkDuration().takeSeconds();
        Path graph = context.benchmarkFolders().write("take.json", BenchGraph.take());
        context.say("take, recording %d s by the engine's own time".formatted(seconds));
        SimulatedTake.Costs costs = SimulatedTake.recordInto(graph, seconds);
        context.print(report(seconds, costs));
        play(context, graph, seconds);
    }

    private static Table report(int seconds, SimulatedTake.Costs costs) {
        return new Table(
                        "take: %d s of %d moves a second, recorded by the engine, in ms"
                                .formatted(seconds, SimulatedTake.MOVES_A_SECOND),
                        "what",
                        "p50",
                        "p99",
                        "worst")
                .row(
                        "a turn with a move",
                        Table.millis(costs.turns().median()),
                        Table.millis(costs.turns().percentile(99)),
                        Table.millis(costs.turns().most()))
                .row("the turn that ends the take", "", "", Table.millis(costs.end()))
                .row("the save", "", "", Table.millis(costs.save()))
                .row("reading the file", "", "", Table.millis(costs.load()))
                .note(
                        "the file has %s kB; the running take occupies %s kB of the heap"
                                .formatted(
                                        Table.whole(costs.fileBytes() / 1000),
                                        Table.whole(costs.heapBytes() / 1000)));
    }

    private static void play(BenchmarkContext context, Path graph, int seconds) {
        long began = System.nanoTime();
        try (BoundaryTestDaemon daemon =
                BoundaryTestDaemon.start(context.benchmarkFolders(), graph)) {
            long ready = System.nanoTime() - began;
            context.settle();
            context.print(measure(context, daemon, seconds, ready));
        }
    }

    @SuppressWarnings("try") // The sender of moves runs until the end of its block.
    private static Table measure(
            BenchmarkContext context,
            BoundaryTestDaemon boundaryTestDaemon,
            int seconds,
            long ready) {
        DaemonUnderTest daemon = boundaryTestDaemon.daemon();
        DownbeatClient client = daemon.client();
        var random = new Random(1);
        int boundaries = context.benchmarkDuration().boundaries();
        long playMillis = boundaries * BenchGraph.SIXTEENTH_NANOS / NANOS_PER_MILLI;
        List<Samples> idle = new ArrayList<>();
        List<Samples> playing = new ArrayList<>();
        List<Samples> recording = new ArrayList<>();
        List<Samples> saving = new ArrayList<>();
        List<Long> questions = new ArrayList<>();
        List<Long> seeks = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        for (int round = 1; round <= context.benchmarkDuration().rounds(); round++) {
            context.say("take, round " + round);
            long beat = boundaryTestDaemon.beat();
            idle.add(boundaryTestDaemon.played(boundaries, beat));
            for (int seek = 0; seek < SEEKS; seek++) {
                questions.add(timed(client, () -> {}));
                int position = random.nextInt(seconds * BEATS_A_SECOND);
                seeks.add(timed(client, () -> client.send("/arrangement/position", position)));
            }
            client.send("/arrangement/return");
            client.send("/arrangement/position", random.nextInt(seconds * BEATS_A_SECOND / 2));
            client.send("/arrangement/play", "1/16");
            BenchmarkClock.millis(BEGIN_MILLIS);
            playing.add(boundaryTestDaemon.heard(playMillis, beat));
            client.send("/arrangement/stop");
            client.send("/record/mode", "overdub");
            client.send("/record", 1);
            try (ExternalProgram moves =
                    context.benchmarkFolders()
                            .run(
                                    context.benchmarkFolders().compiled("flood"),
                                    daemon.port(),
                                    SimulatedTake.MOVES_A_SECOND,
                                    BenchGraph.FLOODED)) {
                recording.add(boundaryTestDaemon.played(boundaries, beat));
            }
            ends.add(timed(client, () -> client.send("/record", 0)));
            client.send("/session/save");
            saving.add(boundaryTestDaemon.played(boundaries, beat));
        }
        return report(
                context,
                new ContestantSamples(idle),
                new ContestantSamples(playing),
                new ContestantSamples(recording),
                new ContestantSamples(saving),
                questions,
                seeks,
                ends,
                "the daemon was ready after %s ms, and has %s MB of memory at the end"
                        .formatted(
                                Table.millis(ready),
                                Table.whole(StartBenchmark.resident(daemon.handle()) / 1024)));
    }

    /** The time until the daemon has handled what was sent. */
    private static long timed(DownbeatClient client, Runnable sending) {
        long began = System.nanoTime();
        sending.run();
        client.ask("/arrangement/position");
        return System.nanoTime() - began;
    }

    private static Table report(
            BenchmarkContext context,
            ContestantSamples idle,
            ContestantSamples playing,
            ContestantSamples recording,
            ContestantSamples saving,
            List<Long> questions,
            List<Long> seeks,
            List<Long> ends,
            String memory) {
        Table table =
                new Table(
                        "take: boundaries behind the daemon's grid, in us, %d rounds of %d sixteenths"
                                .formatted(
                                        context.benchmarkDuration().rounds(),
                                        context.benchmarkDuration().boundaries()),
                        "what",
                        "p50",
                        "p99",
                        "worst");
        idle.addTo(table, "idle");
        playing.addTo(table, "the take plays");
        recording.addTo(table, "more is recorded onto it");
        saving.addTo(table, "it is saved once");
        row(table, "a question, answered", questions);
        row(table, "a seek and a question, answered", seeks);
        row(table, "the end of such a take and a question, answered", ends);
        return table.aim(PLAYING, playing.times(idle, 99))
                .aim(RECORDING, recording.times(idle, 99))
                .aim(SAVING, saving.times(idle, 99))
                .note(memory);
    }

    private static void row(Table table, String what, List<Long> measured) {
        Samples samples = Samples.of(measured.stream().mapToLong(Long::longValue).toArray());
        table.row(
                what,
                Table.micros(samples.median()),
                Table.micros(samples.percentile(99)),
                Table.micros(samples.most()));
    }
}
