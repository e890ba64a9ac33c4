package io.downbeat.link;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running LinkHut: keys go in, a hundred times a second it displays its state. */
final class LinkHut implements AutoCloseable {

    private static final Pattern DISPLAY =
            Pattern.compile(
                    "(yes|no) +\\| (\\d+) +\\| (\\d+) +\\| (yes|no) +\\[(\\w+)\\] *"
                            + "\\| ([\\d.]+) +\\| (-?[\\d.]+) +\\|.*");

    private final Process process;
    private final OutputStream keys;

    /** One line of the display, and when it was read. */
    record Display(
            boolean enabled,
            int peers,
            boolean sync,
            boolean playing,
            double tempo,
            double beats,
            HostMicros at) {

        static Optional<Display> of(String line, HostMicros at) {
            Matcher columns = DISPLAY.matcher(line);
            return columns.matches()
                    ? Optional.of(
                            new Display(
                                    columns.group(1).equals("yes"),
                                    Integer.parseInt(columns.group(2)),
                                    columns.group(4).equals("yes"),
                                    columns.group(5).equals("playing"),
                                    Double.parseDouble(columns.group(6)),
                                    Double.parseDouble(columns.group(7)),
                                    at))
                    : Optional.empty();
        }

        /** All but what moves by itself. */
        String standing() {
            return "hut enabled=%s peers=%d sync=%s playing=%s tempo=%.2f"
                    .formatted(enabled, peers, sync, playing, tempo);
        }
    }

    private LinkHut(Process process) {
        this.process = process;
        this.keys = process.getOutputStream();
    }

    /** Starts one; its display is read on a thread of its own. */
    static LinkHut start(HostClock clock, Consumer<Display> audience) {
        ProcessBuilder builder = new ProcessBuilder("LinkHut");
        builder.environment().put("JACK_NO_START_SERVER", "1");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            Thread.ofPlatform().daemon().start(() -> read(process, clock, audience));
            return new LinkHut(process);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    void press(String letters) {
        try {
            keys.write(letters.getBytes(StandardCharsets.US_ASCII));
            keys.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException("LinkHut has ended", gone);
        }
    }

    /** Ends it as a cut cable would: without a goodbye. */
    void kill() {
        process.destroyForcibly();
    }

    /** Has it say goodbye and end; its input stays open until then, or it would spin. */
    @Override
    public void close() {
        try {
            press("q");
            process.waitFor();
        } catch (UncheckedIOException alreadyEnded) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The lines end with a carriage return, and each is written at once. */
    private static void read(Process process, HostClock clock, Consumer<Display> audience) {
        StringBuilder line = new StringBuilder();
        byte[] chunk = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
                HostMicros at = clock.now();
                for (int i = 0; i < length; i++) {
                    char next = (char) chunk[i];
                    if (next == '\r' || next == '\n') {
                        Display.of(line.toString(), at).ifPresent(audience);
                        line.setLength(0);
                    } else {
                        line.append(next);
                    }
                }
            }
        } catch (IOException ended) {
            // It was killed.
        }
    }
}
