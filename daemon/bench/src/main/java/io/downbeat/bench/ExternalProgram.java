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
 * A program beside the benchmark, controlled by lines on its standard input and output. Its
 * standard error goes to a file; the last line of it is quoted when the program fails.
 */
final class ExternalProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final String name;
    private final Path complaints;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    private sealed interface Line {
        record Text(String text) implements Line {}

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
     * @param folder for its standard error
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

    /** The next line of its output. */
    String line() {
        return lineThat(any -> true);
    }

    /** The next line that matches; lines before it are skipped. */
    String lineThat(Predicate<String> wanted) {
        while (next() instanceof Line.Text(String text)) {
            if (wanted.test(text)) {
                return text;
            }
        }
        throw new BenchmarkException(
                name + " did not say what was expected of it" + lastComplaint());
    }

    /** Its lines up to a line {@code end}. */
    List<String> linesToEnd() {
        List<String> said = new ArrayList<>();
        for (String line = line(); !line.equals("end"); line = line()) {
            said.add(line);
        }
        return said;
    }

    /** Writes a line to its input. */
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
            reader.lines().forEach(line -> lines.add(new Line.Text(line)));
        } catch (IOException | UncheckedIOException ended) {
            // A broken pipe means that the program has ended, as below.
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
