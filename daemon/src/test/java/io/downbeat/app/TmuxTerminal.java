package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A terminal in which a shell runs one program: {@code tmux} with a server of its own, by its
 * control mode. It shows the shell's own text before and after the program.
 */
final class TmuxTerminal implements AutoCloseable {

    static final String BEFORE = "this was on the screen before";

    /** A launcher may have to prepare its first start, on a machine that compiles. */
    private static final int PATIENCE_S = 120;

    private static final String SETTINGS =
            """
            set -g default-terminal screen-256color
            set -g status off
            """;

    private final Path folder;
    private final Process tmux;
    private final OutputStream commands;

    /** The lines of each answer of tmux. */
    private final BlockingQueue<List<String>> answers = new LinkedBlockingQueue<>();

    /** Counts what the program wrote; guarded by itself. */
    private final int[] outputs = new int[1];

    private TmuxTerminal(Path folder, Process tmux) {
        this.folder = folder;
        this.tmux = tmux;
        commands = tmux.getOutputStream();
    }

    /**
     * Starts a program.
     *
     * @param folder for files of the terminal; empty
     */
    static TmuxTerminal start(
            Path folder,
            int columns,
            int lines,
            Map<String, String> environment,
            List<String> command) {
        String words =
                command.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
        String exports =
                environment.entrySet().stream()
                        .map(each -> "export " + each.getKey() + "='" + each.getValue() + "'\n")
                        .collect(Collectors.joining());
        String shell =
                """
                # Ctrl-C goes to the shell too, which must live on to tell what comes after.
                trap : INT
                unset NO_COLOR
                %sstty -g >%s/before
                echo '%s'
                %s
                echo "it ended with $?"
                stty -g >%2$s/after
                echo 'the settings are written'
                cat
                """
                        .formatted(exports, folder, BEFORE, words);
        try {
            Files.createDirectories(folder);
            Path script = Files.writeString(folder.resolve("run.sh"), shell);
            Path settings = Files.writeString(folder.resolve("tmux.conf"), SETTINGS);
            Process tmux =
                    new ProcessBuilder(
                                    "tmux",
                                    "-u",
                                    "-S",
                                    folder.resolve("socket").toString(),
                                    "-f",
                                    settings.toString(),
                                    "-C",
                                    "new-session",
                                    "-x",
                                    Integer.toString(columns),
                                    "-y",
                                    Integer.toString(lines),
                                    "sh " + script)
                            .redirectErrorStream(true)
                            .start();
            TmuxTerminal terminal = new TmuxTerminal(folder, tmux);
            Thread.ofPlatform().daemon().start(terminal::read);
            // The answer to new-session itself.
            terminal.answer();
            // A control client has no window; this keeps the size that was asked for.
            terminal.resize(columns, lines);
            return terminal;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() {
        try (BufferedReader reader = tmux.inputReader(StandardCharsets.UTF_8)) {
            List<String> answer = new ArrayList<>();
            boolean answering = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // The first line of control mode may have a prefix of escapes.
                if (line.contains("%begin ")) {
                    answering = true;
                } else if (line.startsWith("%end ") || line.startsWith("%error ")) {
                    answers.add(List.copyOf(answer));
                    answer.clear();
                    answering = false;
                } else if (answering) {
                    answer.add(line);
                } else if (line.startsWith("%output ")) {
                    synchronized (outputs) {
                        outputs[0]++;
                        outputs.notifyAll();
                    }
                }
            }
        } catch (IOException ended) {
            // tmux has ended.
        }
    }

    private synchronized List<String> ask(String command) {
        try {
            commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            commands.flush();
            return answer();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private List<String> answer() {
        try {
            List<String> answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
            return answer == null ? fail("tmux does not answer") : answer;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The lines of the screen, without spaces at their ends. */
    List<String> shown() {
        return ask("capture-pane -p").stream().map(String::stripTrailing).toList();
    }

    String picture() {
        return String.join("\n", shown());
    }

    /** Waits until a line of the screen contains the text; gives that line. */
    String waitFor(String text) {
        return waitFor(line -> line.contains(text), '"' + text + '"');
    }

    private String waitFor(Predicate<String> wanted, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        try {
            while (true) {
                int before;
                synchronized (outputs) {
                    before = outputs[0];
                }
                for (String line : shown()) {
                    if (wanted.test(line)) {
                        return line;
                    }
                }
                synchronized (outputs) {
                    while (outputs[0] == before) {
                        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                        if (left <= 0) {
                            return fail("no " + what + " in two minutes:\n" + picture());
                        }
                        outputs.wait(left);
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The style of this text, where it is shown first. */
    AttributedStyle style(String text) {
        for (String line : ask("capture-pane -p -e")) {
            AttributedString styled = AttributedString.fromAnsi(line);
            int at = styled.toString().indexOf(text);
            if (at >= 0) {
                return styled.styleAt(at);
            }
        }
        return fail('"' + text + "\" is not shown:\n" + picture());
    }

    /** Presses a key, by tmux's name for it. */
    void press(String key) {
        ask("send-keys " + key);
    }

    /** Makes the window larger or smaller; the program gets SIGWINCH. */
    void resize(int columns, int lines) {
        ask("resize-window -x " + columns + " -y " + lines);
    }

    /** The process of the shell. */
    ProcessHandle shell() {
        return ProcessHandle.of(Long.parseLong(ask("display-message -p '#{pane_pid}'").getFirst()))
                .orElseThrow();
    }

    /** Waits for the end of the program and checks that it left the terminal as it was. */
    void assertEndsWith(int code) {
        waitFor("the settings are written");
        assertEquals(
                List.of(BEFORE, "it ended with " + code),
                shown().stream().filter(line -> !line.isEmpty()).limit(2).toList());
        assertEquals(List.of("1 0"), ask("display-message -p '#{cursor_flag} #{alternate_on}'"));
        assertEquals(read("before"), read("after"));
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Takes the terminal away, as a window that is closed does: the program gets SIGHUP. */
    @Override
    public void close() {
        try {
            commands.write("kill-server\n".getBytes(StandardCharsets.UTF_8));
            commands.close();
            assertTrue(tmux.waitFor(PATIENCE_S, TimeUnit.SECONDS), "tmux does not end");
        } catch (IOException ended) {
            tmux.destroy();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
