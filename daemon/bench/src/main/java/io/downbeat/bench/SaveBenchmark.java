package io.downbeat.bench;

import io.downbeat.client.DownbeatClient;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long a save of a large session takes, and how late boundaries are while saves run
 * one after the other, beside none. Each save follows an edit of a clip.
 */
final class SaveBenchmark implements Benchmark {
    private static final int SIDE = 64;
    private static final int VALUES = 32;
    private static final int LONGEST_SAVE_SECONDS = 60;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final BenchmarkGoal QUICK =
            BenchmarkGoal.atMost("p50 of a save to a second", 1.0);
    private static final BenchmarkGoal PUNCTUAL =
            BenchmarkGoal.atMost("p99 of boundaries while saves run to idle", 2.0);

    @Override
    public String name() {
        return "save";
    }

    @Override
    public String summary() {
        return "save time of 64 x 64 clips with 32 values, and boundaries meanwhile";
    }

    @Override
    public void run(BenchmarkContext benchmarkContext) {
        BenchmarkFolders benchmarkFolders = benchmarkContext.benchmarkFolders();
        Path graph = benchmarkFolders.write("large.json", BenchGraph.large(SIDE, VALUES));
        try (BoundaryTestDaemon daemon = BoundaryTestDaemon.start(benchmarkFolders, graph)) {
            benchmarkContext.settle();
            benchmarkContext.print(measure(benchmarkContext, daemon));
        }
    }

    private static Table measure(BenchmarkContext benchmarkContext, BoundaryTestDaemon daemon) {
        int boundaries = benchmarkContext.benchmarkDuration().boundaries();
        List<Samples> idle = new ArrayList<>();
        List<Samples> saving = new ArrayList<>();
        List<Samples> saves = new ArrayList<>();
        for (int round = 1; round <= benchmarkContext.benchmarkDuration().rounds(); round++) {
            benchmarkContext.say("save, round " + round);
            idle.add(daemon.played(boundaries, daemon.beat()));
            long beat = daemon.beat();
            try (Saver saver = Saver.start(daemon.daemon().port())) {
                saving.add(daemon.played(boundaries, beat));
                saves.add(saver.ended());
            }
        }
        return report(
                benchmarkContext,
                new ContestantSamples(idle),
                new ContestantSamples(saving),
                new ContestantSamples(saves));
    }

    /** Edits a clip and saves, again and again, on a thread of its own. */
    private static final class Saver implements AutoCloseable {
        private final BlockingQueue<Long> answers = new LinkedBlockingQueue<>();
        private final List<Long> times = new ArrayList<>();
        private final DownbeatClient client;
        private final CountDownLatch done = new CountDownLatch(1);
        private final Thread thread = new Thread(this::run, "bench-save");
        private volatile boolean ending;

        private Saver(int port) {
            client = DownbeatClient.connect("127.0.0.1", port);
        }

        static Saver start(int port) {
            Saver saver = new Saver(port);
            saver.client.listen(message -> {
                if (message.address().equals("/session/saved")) {
                    saver.answers.add(System.nanoTime());
                }
            });
            saver.thread.start();
            return saver;
        }

        private void run() {
            try {
                for (int count = 1; !ending; count++) {
                    String mode = count % 2 == 0 ? "trigger" : "toggle";
                    client.send("/track/n%d/clip/1/mode".formatted(1 + count % SIDE), mode);
                    long begin = System.nanoTime();
                    client.send("/session/save");
                    Long end = answers.poll(LONGEST_SAVE_SECONDS, TimeUnit.SECONDS);
                    if (end == null) {
                        return;
                    }
                    times.add(end - begin);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                done.countDown();
            }
        }

        /** The times of all saves, when the last one is answered. */
        Samples ended() {
            ending = true;
            try {
                done.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            if (times.isEmpty()) {
                throw new BenchmarkException("the daemon did not answer a save");
            }
            return Samples.of(times.stream().mapToLong(Long::longValue).toArray());
        }

        @Override
        public void close() {
            ending = true;
            thread.interrupt();
            client.close();
        }
    }

    private static Table report(
            BenchmarkContext benchmarkContext,
            ContestantSamples idle,
            ContestantSamples saving,
            ContestantSamples saves) {
        Table table =
                new Table(
                        "save: boundaries behind the daemon's grid and saves, in us, %d rounds of %d boundaries"
                                .formatted(
                                        benchmarkContext.benchmarkDuration().rounds(),
                                        benchmarkContext.benchmarkDuration().boundaries()),
                        "what",
                        "p50",
                        "p99",
                        "worst");
        idle.addTo(table, "boundaries, idle");
        saving.addTo(table, "boundaries, while saves run");
        saves.addTo(table, "a save");
        return table.aim(QUICK, saves.quoted(50) / (double) NANOS_PER_SECOND)
                .aim(PUNCTUAL, saving.times(idle, 99))
                .note(
                        "%d x %d clips with %d values; %d saves, each after an edit"
                                .formatted(SIDE, SIDE, VALUES, saves.together().size()));
    }
}
