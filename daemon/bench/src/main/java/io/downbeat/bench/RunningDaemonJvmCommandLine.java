package io.downbeat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The command line of a daemon's JVM, up to the daemon's own arguments. It is read from a running
 * daemon, so that the launcher's flags are written down only once. Linux only.
 *
 * @param words the program, its flags with argument files resolved, and {@code -jar} or the class
 *     path and class
 */
record RunningDaemonJvmCommandLine(List<String> words) {
    RunningDaemonJvmCommandLine {
        words = List.copyOf(words);
    }

    /**
     * @param graph the daemon's first argument
     */
    static RunningDaemonJvmCommandLine of(ProcessHandle daemon, Path graph) {
        try {
            Path line = Path.of("/proc", Long.toString(daemon.pid()), "cmdline");
            return parse(List.of(Files.readString(line).split("\0")), graph.toString());
        } catch (IOException notLinux) {
            throw new BenchmarkException(
                    "needs /proc to see what the launcher starts (Linux)", notLinux);
        }
    }

    static RunningDaemonJvmCommandLine parse(List<String> line, String graph) throws IOException {
        List<String> words = new ArrayList<>();
        for (String word : line.subList(0, Math.max(0, line.indexOf(graph)))) {
            if (word.startsWith("@")) {
                for (String flag : Files.readAllLines(Path.of(word.substring(1)))) {
                    words.add(flag.replace("\"", ""));
                }
            } else {
                words.add(word);
            }
        }
        return new RunningDaemonJvmCommandLine(words);
    }

    /**
     * The same with another garbage collector and without the archive, which belongs to the first
     * one.
     */
    RunningDaemonJvmCommandLine withCollector(String flag) {
        List<String> other =
                new ArrayList<>(
                        without(RunningDaemonJvmCommandLine::choosesCollector)
                                .withoutArchive()
                                .words);
        other.add(1, flag);
        return new RunningDaemonJvmCommandLine(other);
    }

    RunningDaemonJvmCommandLine withoutArchive() {
        return without(word ->
                word.startsWith("-XX:AOTCache=") || word.startsWith("-XX:SharedArchiveFile="));
    }

    /** The same JVM and flags with another program. */
    List<String> running(String classPath, String main) {
        List<String> line = new ArrayList<>(List.of(words.getFirst()));
        words.stream()
                .filter(word -> word.startsWith("-X") || word.startsWith("--"))
                .forEach(line::add);
        line.addAll(List.of("-cp", classPath, main));
        return line;
    }

    /** The same JVM with its default flags and another program. */
    List<String> plain(String classPath, String main) {
        return List.of(words.getFirst(), "-cp", classPath, main);
    }

    /** The name of the garbage collector, as {@code Shenandoah}. */
    String collector() {
        return words.stream()
                .filter(word -> word.matches("-XX:\\+Use\\w+GC"))
                .map(word -> word.substring("-XX:+Use".length(), word.length() - "GC".length()))
                .findFirst()
                .orElse("default");
    }

    private static boolean choosesCollector(String word) {
        return word.matches("-XX:\\+Use\\w+GC|-XX:Shenandoah\\w+=.*");
    }

    private RunningDaemonJvmCommandLine without(Predicate<String> unwanted) {
        Stream<String> kept = words.stream().filter(unwanted.negate());
        return new RunningDaemonJvmCommandLine(kept.toList());
    }
}
