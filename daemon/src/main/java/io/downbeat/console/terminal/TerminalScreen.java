package io.downbeat.console.terminal;

import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The whole screen of a terminal: shows lines, and tells keys and changes of its size. What was on
 * the screen before comes back at {@link #close}. One thread reads the size and shows.
 */
public final class TerminalScreen implements AutoCloseable {

    /**
     * How long {@link #close} waits for a terminal that takes no more text. A busy computer may
     * need a second to start stty, which resets the terminal.
     */
    private static final long CLOSING_MILLIS = 5000;

    private static final int COLOURS_UNKNOWN = 0;

    /** For a terminal that does not know its size. */
    private static final int USUAL_COLUMNS = 80;

    private static final int USUAL_LINES = 24;

    private final Terminal terminal;
    private final Display display;
    private final byte[] restore;

    /** Guards what is written, {@link #opened} and {@link #closed}. */
    private final ReentrantLock writing = new ReentrantLock();

    private boolean opened;
    private boolean closed;
    private int columns = USUAL_COLUMNS;
    private int lines = USUAL_LINES;

    private TerminalScreen(Terminal terminal) {
        this.terminal = terminal;
        display = new Display(terminal, true);
        restore =
                sequences(
                        terminal,
                        Capability.exit_attribute_mode,
                        Capability.clear_screen,
                        Capability.keypad_local,
                        Capability.cursor_normal,
                        Capability.exit_ca_mode);
    }

    /**
     * The terminal of this process.
     *
     * @return empty if standard input or output is none, or if it cannot place its cursor
     */
    public static Optional<TerminalScreen> find() {
        try {
            Terminal terminal =
                    TerminalBuilder.builder()
                            .system(true)
                            // Asks stty and needs no native library, so the start stays quick.
                            .provider("exec")
                            .dumb(false)
                            .nativeSignals(true)
                            .encoding(StandardCharsets.UTF_8)
                            .build();
            if (terminal.getStringCapability(Capability.cursor_address) == null) {
                terminal.close();
                return Optional.empty();
            }
            return Optional.of(new TerminalScreen(terminal));
        } catch (IOException | IllegalStateException none) {
            return Optional.empty();
        }
    }

    /**
     * Takes the screen. Call it once.
     *
     * @param onKey called on a thread of its own, or on that of the signals
     * @param onResize called when the size has changed
     */
    public void open(Consumer<Key> onKey, Runnable onResize) {
        terminal.handle(Terminal.Signal.INT, signal -> onKey.accept(Key.LEAVE));
        terminal.handle(Terminal.Signal.WINCH, signal -> onResize.run());
        terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        // A stopped process would leave its screen to the shell.
        raw.setControlChar(Attributes.ControlChar.VSUSP, 0);
        terminal.setAttributes(raw);
        writing.lock();
        try {
            opened = true;
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.keypad_xmit);
            terminal.puts(Capability.cursor_invisible);
            terminal.puts(Capability.clear_screen);
            terminal.flush();
        } finally {
            writing.unlock();
        }
        Thread.ofPlatform().daemon().name("downbeat-keys").start(() -> readKeys(onKey));
    }

    /** The colours that the terminal has; 0 if that is not known. */
    public int colours() {
        Integer count = terminal.getNumericCapability(Capability.max_colors);
        return count == null ? COLOURS_UNKNOWN : count;
    }

    /**
     * Asks the terminal for its size, and draws everything again. It starts a program, so call it
     * when the size may have changed.
     */
    public void readSize() {
        Size size = terminal.getSize();
        columns = size.getColumns() > 0 ? size.getColumns() : USUAL_COLUMNS;
        lines = size.getRows() > 0 ? size.getRows() : USUAL_LINES;
        display.clear();
        display.resize(lines, columns);
    }

    /** The width, as it was read. */
    public int columns() {
        return columns;
    }

    /** The height, as it was read. */
    public int lines() {
        return lines;
    }

    /**
     * Shows these lines; only what changed is written. It may wait for the terminal.
     *
     * @return whether there is somebody to show them to
     */
    public boolean show(List<AttributedString> shown) {
        writing.lock();
        try {
            if (closed) {
                return false;
            }
            // The display takes trailing empty lines off the list that it is given.
            display.update(new ArrayList<>(shown), 0);
            return !terminal.writer().checkError();
        } finally {
            writing.unlock();
        }
    }

    private void readKeys(Consumer<Key> onKey) {
        KeyMap<Key> keys = keyMap(terminal);
        BindingReader reader = new BindingReader(terminal.reader());
        try {
            for (Key key = reader.readBinding(keys); key != null; key = reader.readBinding(keys)) {
                onKey.accept(key);
            }
        } catch (IOError gone) {
            // The terminal was closed at the other end.
        }
        onKey.accept(Key.LEAVE);
    }

    private static KeyMap<Key> keyMap(Terminal terminal) {
        KeyMap<Key> keys = new KeyMap<>();
        // A lone Escape is the beginning of a key that never comes.
        keys.setAmbiguousTimeout(100);
        bind(keys, Key.UP, terminal, Capability.key_up, "\u001b[A");
        bind(keys, Key.DOWN, terminal, Capability.key_down, "\u001b[B");
        bind(keys, Key.RIGHT, terminal, Capability.key_right, "\u001b[C");
        bind(keys, Key.LEFT, terminal, Capability.key_left, "\u001b[D");
        bind(keys, Key.PAGE_UP, terminal, Capability.key_ppage, "\u001b[5~");
        bind(keys, Key.PAGE_DOWN, terminal, Capability.key_npage, "\u001b[6~");
        bind(keys, Key.HOME, terminal, Capability.key_home, "\u001b[H");
        bind(keys, Key.END, terminal, Capability.key_end, "\u001b[F");
        keys.bind(Key.LEAVE, "q", "Q", "\u0003");
        return keys;
    }

    /** Binds what the terminal's description says, and what most terminals send anyway. */
    private static void bind(
            KeyMap<Key> keys, Key key, Terminal terminal, Capability described, String usual) {
        String sequence = KeyMap.key(terminal, described);
        if (sequence != null) {
            keys.bind(key, sequence);
        }
        keys.bind(key, usual);
    }

    /**
     * Brings back what was on the screen. A second call does nothing. It waits for at most {@value
     * #CLOSING_MILLIS} ms, so that a terminal that takes no more text does not keep the program.
     */
    @Override
    public void close() {
        Thread closing = Thread.ofPlatform().daemon().name("downbeat-screen").start(this::leave);
        try {
            closing.join(CLOSING_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (opened) {
                // Not by JLine, whose own end of the process may have closed the terminal already.
                OutputStream out = new FileOutputStream(FileDescriptor.out);
                out.write(restore);
                out.flush();
            }
            // Also brings the settings of the terminal back.
            terminal.close();
        } catch (IOException | IOError gone) {
            // Nobody sees the screen any more.
        } finally {
            writing.unlock();
        }
    }

    private static byte[] sequences(Terminal terminal, Capability... capabilities) {
        var text = new StringWriter();
        for (Capability each : capabilities) {
            String sequence = terminal.getStringCapability(each);
            if (sequence != null) {
                Curses.tputs(text, sequence);
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
