package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.clock.SystemHostClock;
import io.downbeat.time.HostMicros;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The width of the terminal in columns, 0 if it is not known. It asks {@code stty}, because Java
 * has no call for it, and keeps the answer for {@value #KEPT_SECONDS} s, because a window may
 * change its size at any time. It may wait, so only the threads that write to the terminal use it.
 */
final class TerminalWidth implements IntSupplier {

    /** Longer than a burst of log lines, shorter than the time to read one. */
    private static final int KEPT_SECONDS = 2;

    /** The program only asks the kernel. If it takes longer, lines are not broken. */
    private static final int LONGEST_WAIT_MS = 500;

    private static final long KEPT_MICROS = KEPT_SECONDS * 1_000_000L;

    private final HostClock clock = new SystemHostClock();
    private Optional<HostMicros> asked = Optional.empty();
    private int columns;

    @Override
    public synchronized int getAsInt() {
        HostMicros now = clock.now();
        if (asked.isEmpty() || now.since(asked.get()) > KEPT_MICROS) {
            asked = Optional.of(now);
            columns = askStty();
        }
        return columns;
    }

    private static int askStty() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                return stty.waitFor(LONGEST_WAIT_MS, TimeUnit.MILLISECONDS) ? columns(stty) : 0;
            } finally {
                stty.destroy();
            }
        } catch (IOException noTerminal) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Reads {@code 24 80}: rows and columns. */
    private static int columns(Process stty) throws IOException {
        String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        String[] numbers = size.strip().split(" ", -1);
        try {
            return numbers.length == 2 ? Integer.parseInt(numbers[1]) : 0;
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
