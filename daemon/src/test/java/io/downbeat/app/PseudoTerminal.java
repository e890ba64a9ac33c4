package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.jline.builtins.ScreenTerminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a program in a terminal of its own, by {@code script}, and reads what its screen shows, by
 * JLine's emulator.
 */
final class PseudoTerminal implements AutoCloseable {

    /** A launcher may have to prepare its first start. */
    private static final int PATIENCE_S = 120;

    private static final String ALTERNATE_SCREEN = "\u001b[?1049h";
    private static final String USUAL_SCREEN = "\u001b[?1049l";

    private final Path folder;
    private final Process script;
    private final OutputStream keys;
    private final StringBuilder written = new StringBuilder();
    private final ScreenTerminal screen;
    private int columns;
    private int lines;

    private PseudoTerminal(Path folder, Process script, int columns, int lines) {
        this.folder = folder;
        this.script = script;
        this.columns = columns;
        this.lines = lines;
        keys = script.getOutputStream();
        screen = new ScreenTerminal(columns, lines);
    }

    /**
     * Starts a program.
     *
     * @param folder for what the terminal's settings were before and after it
     */
    static PseudoTerminal start(
            Path folder,
            int columns,
            int lines,
            Map<String, String> environment,
            List<String> command) {
        String quoted =
                command.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
        String shell =
                """
                stty rows %d columns %d
                tty >%3$s/tty
                stty -a >%3$s/before
                %4$s
                code=$?
                stty -a >%3$s/after
                exit $code
                """
                        .formatted(lines, columns, folder, quoted);
        try {
            Path file = Files.writeString(folder.resolve("run.sh"), shell);
            ProcessBuilder builder =
                    new ProcessBuilder("script", "-qefc", "sh " + file, "/dev/null")
                            .redirectErrorStream(true);
            builder.environment().put("TERM", "xterm-256color");
            builder.environment().remove("NO_COLOR");
            builder.environment().putAll(environment);
            PseudoTerminal terminal = new PseudoTerminal(folder, builder.start(), columns, lines);
            Thread.ofPlatform().daemon().start(terminal::read);
            return terminal;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() {
        char[] text = new char[8192];
        try (Reader reader = script.inputReader(StandardCharsets.UTF_8)) {
            for (int count = reader.read(text); count >= 0; count = reader.read(text)) {
                synchronized (screen) {
                    written.append(text, 0, count);
                    screen.write(new String(text, 0, count));
                    screen.notifyAll();
                }
            }
        } catch (IOException ended) {
            // The program and its terminal are gone.
        }
    }

    /** Waits until the screen's lines are as wanted; gives them. */
    List<String> waitFor(Predicate<List<String>> wanted, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        try {
            synchronized (screen) {
                while (!wanted.test(shown())) {
                    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    if (left <= 0) {
                        return fail("no " + what + " within two minutes:\n" + picture());
                    }
                    screen.wait(left);
                }
                return shown();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until a line contains the text; gives that line. */
    String waitForText(String text) {
        Predicate<String> contains = line -> line.contains(text);
        return waitFor(all -> all.stream().anyMatch(contains), '"' + text + '"').stream()
                .filter(contains)
                .findFirst()
                .orElseThrow();
    }

    /** The lines of the screen, without spaces at their ends. */
    List<String> shown() {
        synchronized (screen) {
            long[] cells = cells();
            List<String> all = new ArrayList<>();
            for (int line = 0; line < lines; line++) {
                var text = new StringBuilder();
                for (int column = 0; column < columns; column++) {
                    int c = (int) cells[line * columns + column];
                    if (c != 0) {
                        text.appendCodePoint(c);
                    }
                }
                all.add(text.toString().stripTrailing());
            }
            return all;
        }
    }

    /** Whether the text that is shown somewhere has a background of its own, or is reversed. */
    boolean isFilled(String text) {
        synchronized (screen) {
            List<String> all = shown();
            for (int line = 0; line < lines; line++) {
                int column = all.get(line).indexOf(text);
                if (column >= 0) {
                    // The emulator's attributes: bit 33 a background, bit 29 reversed.
                    long style = cells()[line * columns + column] >>> 32;
                    return (style & 0x2000000L) != 0 || (style & 0x20000000L) != 0;
                }
            }
            return fail('"' + text + "\" is not shown:\n" + picture());
        }
    }

    private long[] cells() {
        long[] cells = new long[columns * lines];
        screen.dump(cells, 0, 0, lines, columns, null);
        return cells;
    }

    String picture() {
        return String.join("\n", shown());
    }

    void press(String sequence) {
        try {
            keys.write(sequence.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Makes the window larger or smaller; the program gets SIGWINCH. */
    void resize(int newColumns, int newLines) {
        synchronized (screen) {
            columns = newColumns;
            lines = newLines;
            screen.setSize(columns, lines);
        }
        RealProcess.run(
                "stty",
                "-F",
                read("tty").strip(),
                "rows",
                "" + newLines,
                "columns",
                "" + newColumns);
    }

    /** What runs in the terminal. */
    List<ProcessHandle> programs() {
        return script.descendants().toList();
    }

    /** Takes the terminal away, as a closed window does. */
    void hangUp() {
        script.destroyForcibly();
    }

    /** Waits for the end of the program; gives its exit code. */
    int waitForEnd() {
        try {
            assertTrue(script.waitFor(PATIENCE_S, TimeUnit.SECONDS), this::picture);
            return script.exitValue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Whether the program left the terminal as it was: the screen and the settings. */
    void assertRestored() {
        String all;
        synchronized (screen) {
            all = written.toString();
        }
        assertTrue(all.contains(ALTERNATE_SCREEN), "the program took no screen");
        assertTrue(
                all.lastIndexOf(USUAL_SCREEN) > all.lastIndexOf(ALTERNATE_SCREEN),
                "the screen was not given back");
        assertTrue(all.lastIndexOf("\u001b[?25h") > all.lastIndexOf("\u001b[?25l"), "no cursor");
        assertTrue(read("before").equals(read("after")), () -> read("before") + read("after"));
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public void close() {
        Stream.concat(script.descendants(), Stream.of(script.toHandle()))
                .forEach(ProcessHandle::destroy);
    }
}
