package io.downbeat.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folders of the benchmarks and the command that starts a daemon.
 *
 * @param sources the C programs and scripts, {@code daemon/bench}
 * @param folder a temporary folder for what is built and written; {@link #close} removes it
 * @param daemon the command that starts a daemon; options follow it
 */
record BenchmarkFolders(Path sources, Path folder, List<String> daemon) implements AutoCloseable {

    BenchmarkFolders {
        daemon = List.copyOf(daemon);
    }

    /**
     * The folder of the checkout that the benchmarks were built in; the launcher starts the daemon.
     *
     * @throws BenchmarkException if the benchmarks are no longer in their checkout
     */
    static BenchmarkFolders ofThisCheckout() {
        Path sources =
                Stream.of(builtIn(), Path.of("daemon", "bench"), Path.of("bench"))
                        .filter(place -> Files.exists(place.resolve("hear.c")))
                        .findFirst()
                        .orElseThrow(() ->
                                new BenchmarkException(
                                        "the benchmarks need the checkout they were built in,"
                                                + " with its folder daemon/bench"))
                        .toAbsolutePath()
                        .normalize();
        return with(sources, List.of(sources.resolveSibling("downbeat").toString()));
    }

    /** Creates a temporary folder. */
    static BenchmarkFolders with(Path sources, List<String> daemon) {
        try {
            return new BenchmarkFolders(
                    sources, Files.createTempDirectory("downbeat-bench-"), daemon);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** The same folder with another command that starts a daemon. */
    BenchmarkFolders daemon(List<String> command) {
        return new BenchmarkFolders(sources, folder, command);
    }

    /**
     * A C program of {@link #sources}, compiled once.
     *
     * @param libraries for the linker, as {@code -llo}
     * @throws BenchmarkException if there is no compiler or it refuses
     */
    Path compiled(String program, String... libraries) {
        Path binary = folder.resolve(program);
        if (Files.exists(binary)) {
            return binary;
        }
        Path source = sources.resolve(program + ".c");
        List<String> command =
                new ArrayList<>(List.of("cc", "-O2", "-o", binary.toString(), source.toString()));
        command.addAll(List.of(libraries));
        try {
            Process compiler =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve(program + ".log").toFile())
                            .start();
            if (compiler.waitFor() != 0) {
                throw new BenchmarkException(
                        "cc refuses %s: %s".formatted(source, firstLine(program + ".log")));
            }
        } catch (IOException none) {
            throw new BenchmarkException(
                    "needs a C compiler named cc and found none (Debian: apt-get install gcc libc6-dev)",
                    none);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", stopped);
        }
        return binary;
    }

    /** Starts a program of {@link #sources}. */
    ExternalProgram run(Path binary, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        return ExternalProgram.start(folder, Map.of(), command);
    }

    /** A text file in {@link #folder}. */
    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(BenchmarkFolders::delete);
        } catch (IOException | UncheckedIOException inUse) {
            // A folder for temporary files may be left behind.
        }
    }

    private String firstLine(String log) throws IOException {
        return Files.readAllLines(folder.resolve(log)).stream().findFirst().orElse("");
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException inUse) {
            throw new UncheckedIOException(inUse);
        }
    }

    /** The folder {@code daemon/bench}: the jar or the classes are in its folder {@code target}. */
    private static Path builtIn() {
        try {
            Path code =
                    Path.of(
                            BenchmarkFolders.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return code.resolve("../..").normalize();
        } catch (URISyntaxException | IllegalArgumentException elsewhere) {
            return Path.of(".");
        }
    }
}
