package io.downbeat.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Measures the time from the start of the process to the ready line, and the memory then, beside a
 * JVM that only prints a line; with all ports open and a small session.
 */
final class StartBenchmark implements Benchmark {
    private static final String LAUNCHED = "daemon";
    private static final String DIRECT = "daemon, without the launcher's script";
    private static final String PRINTS = "a JVM that prints a line";
    private static final String SAME_FLAGS = "the same with the daemon's flags";
    private static final BenchmarkGoal TIME =
            BenchmarkGoal.atMost("time to that of a JVM that prints a line", 6.0);
    private static final BenchmarkGoal MEMORY = BenchmarkGoal.atMost("memory to that of it", 6.0);
    private static final List<String> PORTS = List.of("--osc-tcp-port=0", "--http-port=0");

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "process start to ready line, and memory, beside a JVM that prints a line";
    }

    /**
     * One start.
     *
     * @param nanos from before the process to its ready line
     * @param kibibytes resident then
     */
    record Started(long nanos, long kibibytes) {}

    @Override
    public void run(BenchmarkContext benchmarkContext) {
        BenchmarkFolders benchmarkFolders = benchmarkContext.benchmarkFolders();
        Path graph = benchmarkFolders.write("small.json", BenchGraph.square(4));
        var setting = DaemonUnderTest.Setting.of(benchmarkFolders, graph, PORTS);
        benchmarkContext.say("start, once to see how the launcher does it");
        RunningDaemonJvmCommandLine jvm = launchersLine(benchmarkFolders, graph);
        Map<String, List<String>> lines = new LinkedHashMap<>();
        String classes = printer(benchmarkFolders).toString();
        String printer = JvmBaselineProgram.class.getName();
        lines.put(LAUNCHED, setting.line(benchmarkFolders.folder()));
        lines.put(DIRECT, setting.command(jvm.words()).line(benchmarkFolders.folder()));
        lines.put(PRINTS, jvm.plain(classes, printer));
        lines.put(SAME_FLAGS, jvm.withoutArchive().running(classes, printer));
        Map<String, List<Started>> starts = new LinkedHashMap<>();
        for (int round = 1; round <= benchmarkContext.benchmarkDuration().rounds(); round++) {
            benchmarkContext.say("start, round " + round);
            lines.forEach((who, line) ->
                    starts.computeIfAbsent(who, first -> new ArrayList<>())
                            .add(started(benchmarkFolders, Map.of(), line)));
        }
        benchmarkContext.print(report(benchmarkContext, starts));
        benchmarkContext.print(madeOf(benchmarkFolders, lines.getOrDefault(DIRECT, List.of())));
    }

    private static RunningDaemonJvmCommandLine launchersLine(
            BenchmarkFolders benchmarkFolders, Path graph) {
        var setting = DaemonUnderTest.Setting.of(benchmarkFolders, graph, List.of());
        try (DaemonUnderTest daemon = DaemonUnderTest.start(benchmarkFolders, setting)) {
            return RunningDaemonJvmCommandLine.of(daemon.handle(), graph);
        }
    }

    /** A folder with a copy of one class, so that no jar has to be opened for it. */
    private static Path printer(BenchmarkFolders benchmarkFolders) {
        String name = JvmBaselineProgram.class.getName().replace('.', '/') + ".class";
        Path copy = benchmarkFolders.folder().resolve("printer").resolve(name);
        try (InputStream original = JvmBaselineProgram.class.getResourceAsStream("/" + name)) {
            if (original == null) {
                throw new BenchmarkException(name + " is missing from this build");
            }
            Files.createDirectories(copy.resolve(".."));
            Files.copy(original, copy);
            return benchmarkFolders.folder().resolve("printer");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static Started started(
            BenchmarkFolders benchmarkFolders, Map<String, String> environment, List<String> line) {
        Predicate<String> ready = said -> said.equals("ready") || DaemonUnderTest.isReady(said);
        long began = System.nanoTime();
        try (ExternalProgram process =
                ExternalProgram.start(benchmarkFolders.folder(), environment, line)) {
            process.lineThat(ready);
            return new Started(System.nanoTime() - began, resident(process.handle()));
        }
    }

    /** Resident memory of a process in kibibytes; 0 where that is not known. */
    static long resident(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return residentIn(Files.readAllLines(status));
        } catch (IOException notLinux) {
            return 0;
        }
    }

    /** Resident memory in kibibytes, from {@code /proc/PID/status}. */
    static long residentIn(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static Table report(
            BenchmarkContext benchmarkContext, Map<String, List<Started>> starts) {
        Table table =
                new Table(
                        "start: process start to ready line, median of %d starts in turns"
                                .formatted(benchmarkContext.benchmarkDuration().rounds()),
                        "what",
                        "ms",
                        "MiB",
                        "time",
                        "memory");
        Started plain = median(starts.getOrDefault(PRINTS, List.of()));
        starts.forEach((what, some) -> {
            Started one = median(some);
            table.row(
                    what,
                    Table.millis(one.nanos()),
                    Table.whole(one.kibibytes() / 1024),
                    Table.ratio((double) one.nanos() / plain.nanos()),
                    Table.ratio((double) one.kibibytes() / plain.kibibytes()));
        });
        Started daemon = median(starts.getOrDefault(LAUNCHED, List.of()));
        return table.aim(TIME, (double) daemon.nanos() / plain.nanos())
                .aim(MEMORY, (double) daemon.kibibytes() / plain.kibibytes())
                .note("a JVM that prints a line: the JDK's own defaults, its archive included")
                .note("the daemon's flags there: collector and heap, without the daemon's archive")
                .note("memory: resident at the ready line");
    }

    private static Started median(List<Started> some) {
        return new Started(
                Samples.of(some.stream().mapToLong(Started::nanos).toArray()).median(),
                Samples.of(some.stream().mapToLong(Started::kibibytes).toArray()).median());
    }

    private static Table madeOf(BenchmarkFolders benchmarkFolders, List<String> line) {
        Path log = benchmarkFolders.folder().resolve("classes.log");
        var flags =
                Map.of(
                        "JDK_JAVA_OPTIONS",
                        "-Xlog:%s:file=%s".formatted(ClassLoadingLogReader.TAGS, log));
        Started start = started(benchmarkFolders, flags, line);
        Table table =
                new Table(
                        "start, what it is made of: when each part began",
                        "part",
                        "ms",
                        "classes",
                        "archived");
        try {
            ClassLoadingLogReader.parse(Files.readAllLines(log))
                    .parts()
                    .forEach((part, loaded) ->
                            table.row(
                                    part,
                                    Table.whole(loaded.begunMillis()),
                                    Table.whole(loaded.classes()),
                                    Table.whole(loaded.archived())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return table.row("ready", Table.whole(start.nanos() / 1_000_000), "", "")
                .note("one start without the launcher's script, with the log of classes on");
    }
}
