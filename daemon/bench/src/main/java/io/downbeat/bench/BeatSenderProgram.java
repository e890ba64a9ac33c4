package io.downbeat.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A program that sends a datagram on every beat, with the timer of its language.
 *
 * @param name in the table
 * @param command on the {@code PATH}
 * @param debian the package that contains it
 */
record BeatSenderProgram(String name, String command, String debian, Line line) {

    /** Makes the command line for one series of beats. */
    @FunctionalInterface
    interface Line {
        List<String> of(BenchmarkFolders benchmarkFolders, Row row);
    }

    /**
     * One series of beats.
     *
     * @param port on the loopback
     * @param hex the bytes to send each time
     */
    record Row(int port, long periodNanos, int count, String hex) {
        List<String> arguments() {
            return Stream.of(port, periodNanos, count, hex).map(String::valueOf).toList();
        }

        /** The bytes in Pure Data's form: decimal numbers with spaces between. */
        String decimals() {
            return IntStream.range(0, hex.length() / 2)
                    .mapToObj(i -> hex.substring(2 * i, 2 * i + 2))
                    .map(two -> Integer.toString(Integer.parseInt(two, 16)))
                    .collect(Collectors.joining(" "));
        }
    }

    private static final List<String> IN_REAL_TIME = List.of("chrt", "--fifo", "1");

    /** {@code clock_nanosleep} and {@code sendto}: the reference. */
    static final BeatSenderProgram C =
            new BeatSenderProgram("C", "cc", "gcc", BeatSenderProgram::beat);

    /**
     * The reference with the real-time priority that the daemon and SuperCollider ask for, where it
     * is granted.
     */
    static final BeatSenderProgram C_IN_REAL_TIME =
            new BeatSenderProgram(
                    "C, chrt --fifo 1",
                    "chrt",
                    "util-linux",
                    (benchmarkFolders, row) -> {
                        List<String> line = new ArrayList<>(IN_REAL_TIME);
                        line.addAll(beat(benchmarkFolders, row));
                        return line;
                    });

    /** Other programs with which people keep time. */
    static final List<BeatSenderProgram> PEERS =
            List.of(
                    new BeatSenderProgram(
                            "SuperCollider TempoClock",
                            "sclang",
                            "supercollider-language",
                            script("sclang", "beat.scd")),
                    new BeatSenderProgram(
                            "Python time.sleep",
                            "python3",
                            "python3",
                            script("python3", "beat.py")),
                    new BeatSenderProgram(
                            "Node setTimeout", "node", "nodejs", script("node", "beat.js")),
                    new BeatSenderProgram(
                            "Pure Data metro", "pd", "puredata-core", BeatSenderProgram::pureData));

    private static final String GRANTED = "granted";

    /** The environment of a program without a screen. */
    private static final Map<String, String> HEADLESS =
            Map.of("QT_QPA_PLATFORM", "offscreen", "QTWEBENGINE_DISABLE_SANDBOX", "1");

    ExternalProgram start(BenchmarkFolders benchmarkFolders, Row row) {
        return ExternalProgram.start(
                benchmarkFolders.folder(), HEADLESS, line.of(benchmarkFolders, row));
    }

    /** Why it is left out, if it is not installed. */
    Optional<String> absence() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        boolean there =
                Stream.of(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
        return there
                ? Optional.empty()
                : Optional.of(
                        "left out: %s is not installed (Debian: apt-get install %s)"
                                .formatted(name, debian));
    }

    /** Whether it is a reference, which prints its own grid. */
    static boolean isMeasure(String name) {
        return name.equals(C.name) || name.equals(C_IN_REAL_TIME.name);
    }

    /** Whether this user may use real-time priorities. */
    static boolean mayHaveRealTime(BenchmarkFolders benchmarkFolders) {
        List<String> asking = new ArrayList<>(IN_REAL_TIME);
        asking.addAll(List.of("echo", GRANTED));
        try (ExternalProgram asked =
                ExternalProgram.start(benchmarkFolders.folder(), Map.of(), asking)) {
            return asked.line().equals(GRANTED);
        } catch (BenchmarkException refused) {
            return false;
        }
    }

    private static List<String> beat(BenchmarkFolders benchmarkFolders, Row row) {
        List<String> line = new ArrayList<>(row.arguments());
        line.addFirst(benchmarkFolders.compiled("beat").toString());
        return line;
    }

    private static Line script(String command, String script) {
        return (benchmarkFolders, row) -> {
            List<String> line = new ArrayList<>(row.arguments());
            line.addFirst(benchmarkFolders.sources().resolve(script).toString());
            line.addFirst(command);
            return line;
        };
    }

    /** Pure Data plays until it is stopped. */
    private static List<String> pureData(BenchmarkFolders benchmarkFolders, Row row) {
        return List.of(
                "pd",
                "-nogui",
                "-noaudio",
                "-nomidi",
                "-stderr",
                "-open",
                benchmarkFolders.sources().resolve("beat.pd").toString(),
                "-send",
                "port " + row.port(),
                "-send",
                "bytes " + row.decimals(),
                "-send",
                "period " + row.periodNanos() / 1_000_000);
    }
}
