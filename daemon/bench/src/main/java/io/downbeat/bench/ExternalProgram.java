package io.downbeat.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Another program that runs beside the benchmark, spoken with by lines. Its standard error goes to
 * a file, of which the last line is quoted when it fails. Used by one thread.
 */
final class ExternalProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final String name;
    private final Path complaints;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    private sealed interface Line {
        record Said(String text) implements Line {}

        enum End implements Line {
            ENDED
        }
    }

    private ExternalProgram(Process process, String name, Path complaints) {
        this.process = process;
        this.name = name;
        this.complaints = complaints;
    }

    /**
     * @param folder where its standard error is kept
     */
    static ExternalProgram start(
            Path folder, Map<String, String> environment, List<String> command) {
        try {
            String name = Path.of(command.getFirst()).getFileName().toString();
            Path complaints = Files.createTempFile(folder, name + "-", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
            builder.environment().putAll(environment);
            ExternalProgram externalProgram =
                    new ExternalProgram(builder.start(), name, complaints);
            Thread.ofPlatform().daemon().name("bench-" + name).start(externalProgram::read);
            return externalProgram;
        } catch (IOException failed) {
            throw new BenchmarkException("cannot start " + command.getFirst(), failed);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The next line it says. */
    String line() {
        return lineThat(any -> true);
    }

    /** The next line of this sort; lines before it are read over. */
    String lineThat(Predicate<String> wanted) {
        while (next() instanceof Line.Said(String text)) {
            if (wanted.test(text)) {
                return text;
            }
        }
        throw new BenchmarkException(
                name + " did not say what was expected of it" + lastComplaint());
    }

    /** What it says up to a line {@code end}. */
    List<String> linesToEnd() {
        List<String> said = new ArrayList<>();
        for (String line = line(); !line.equals("end"); line = line()) {
            said.add(line);
        }
        return said;
    }

    /** Says a line to it. */
    void tell(String line) {
        try {
            Writer writer = process.outputWriter();
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException gone) {
            throw new BenchmarkException(name + " has ended" + lastComplaint(), gone);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the program and waits until it is gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Line next() {
        try {
            Line next = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return next == null ? Line.End.ENDED : next;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", stopped);
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(line -> lines.add(new Line.Said(line)));
        } catch (IOException | UncheckedIOException ended) {
            // Its end is all that matters.
        }
        lines.add(Line.End.ENDED);
    }

    private String lastComplaint() {
        try {
            List<String> said = Files.readAllLines(complaints);
            return said.isEmpty() ? "" : ": " + said.getLast();
        } catch (IOException | UncheckedIOException unreadable) {
            return "";
        }
    }
}
