package io.downbeat.bench;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

/** Measures how late boundaries are while ten pages show the session, beside none. */
final class PagesBenchmark implements Benchmark {
    private static final int PAGES = 10;

    /** A large session for a page: as many tracks as clips in a track. */
    private static final int SIDE = 16;

    /** After the pages' values, and after the pages have gone. */
    private static final int REST_MILLIS = 1_000;

    private static final BenchmarkGoal PUNCTUAL =
            BenchmarkGoal.atMost("p99 of boundaries with ten pages to none", 2.0);

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public String summary() {
        return "boundaries while ten pages show the session";
    }

    @Override
    public void run(BenchmarkContext context) {
        Path graph =
                context.benchmarkFolders()
                        .write("pages.json", BenchGraph.large(SIDE, BenchGraph.HANDFUL));
        try (BoundaryTestDaemon daemon =
                BoundaryTestDaemon.start(context.benchmarkFolders(), graph, "--http-port=0")) {
            context.settle();
            context.print(measure(context, daemon));
        }
    }

    private static Table measure(BenchmarkContext context, BoundaryTestDaemon daemon) {
        int boundaries = context.benchmarkDuration().boundaries();
        List<Samples> none = new ArrayList<>();
        List<Samples> ten = new ArrayList<>();
        for (int round = 1; round <= context.benchmarkDuration().rounds(); round++) {
            context.say("pages, round " + round);
            none.add(daemon.played(boundaries, daemon.beat()));
            try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
                    HttpClient http = HttpClient.newHttpClient()) {
                List<PageClient> pages =
                        IntStream.range(0, PAGES)
                                .mapToObj(page ->
                                        PageClient.connect(http, daemon.daemon().httpPort(), timer))
                                .toList();
                pages.forEach(PageClient::awaitValues);
                BenchmarkClock.millis(REST_MILLIS);
                ten.add(daemon.played(boundaries, daemon.beat()));
                timer.shutdownNow();
                pages.forEach(PageClient::close);
            }
            BenchmarkClock.millis(REST_MILLIS);
        }
        return report(context, new ContestantSamples(none), new ContestantSamples(ten));
    }

    private static Table report(
            BenchmarkContext context, ContestantSamples none, ContestantSamples ten) {
        Table table =
                new Table(
                        "pages: boundaries behind the daemon's grid, in us, %d rounds of %d boundaries"
                                .formatted(
                                        context.benchmarkDuration().rounds(),
                                        context.benchmarkDuration().boundaries()),
                        "what",
                        "p50",
                        "p99",
                        "worst");
        none.addTo(table, "no page");
        ten.addTo(table, PAGES + " pages");
        return table.aim(PUNCTUAL, ten.times(none, 99))
                .note(
                        "%d x %d clips; the pages are WebSockets of this benchmark, on the same machine"
                                .formatted(SIDE, SIDE));
    }
}
