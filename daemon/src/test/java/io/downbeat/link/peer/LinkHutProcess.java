package io.downbeat.link.peer;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs LinkHut: a test presses its keys, and it displays its state a hundred times a second. */
final class LinkHutProcess implements AutoCloseable {

    private static final Pattern DISPLAY =
            Pattern.compile(
                    "(yes|no) +\\| (\\d+) +\\| (\\d+) +\\| (yes|no) +\\[(\\w+)\\] *"
                            + "\\| ([\\d.]+) +\\| (-?[\\d.]+) +\\|.*");

    private static final String[] JACK = {
        "jackd", "-r", "-m", "-d", "dummy", "-r", "48000", "-p", "512", "-C", "0", "-P", "2"
    };

    private static final int FAREWELL_S = 5;

    private final HostClock clock;
    private final Consumer<Display> audience;
    private volatile Optional<Running> programs = Optional.empty();

    private record Running(Process jack, Process hut) {}

    /** What displayed beats are rounded to; at 999 quarters a minute it is 0.6 ms. */
    static final double ROUNDING = 0.01;

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

    private LinkHutProcess(HostClock clock, Consumer<Display> audience) {
        this.clock = clock;
        this.audience = audience;
    }

    /** Starts one, with a JACK server of its own; its display is read on a thread of its own. */
    static LinkHutProcess start(HostClock clock, Consumer<Display> audience) {
        LinkHutProcess hut = new LinkHutProcess(clock, audience);
        Thread.ofPlatform().daemon().start(hut::run);
        return hut;
    }

    void press(String letters) throws IOException {
        OutputStream keys = running().hut().getOutputStream();
        keys.write(letters.getBytes(StandardCharsets.US_ASCII));
        keys.flush();
    }

    /** Ends it as a cut cable would: without a goodbye. */
    void kill() {
        running().hut().destroyForcibly();
    }

    /**
     * Has it say goodbye and end; its input stays open until then, or it would spin. On a busy
     * machine JACK may keep it from ending.
     */
    @Override
    public void close() {
        try {
            press("q");
        } catch (IOException alreadyEnded) {
            running().hut().destroyForcibly();
        }
        try {
            if (!running().hut().waitFor(FAREWELL_S, TimeUnit.SECONDS)) {
                running().hut().destroyForcibly();
            }
            running().jack().destroyForcibly().waitFor();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Running running() {
        return programs.orElseThrow();
    }

    /** On a busy machine JACK may give up on a LinkHut that starts; then both are started anew. */
    private void run() {
        try {
            int lines = 0;
            while (lines < 2) {
                Process jack = quietly(JACK);
                quietly("jack_wait", "-w", "-t", "20").waitFor();
                Process hut = quietly("LinkHut");
                programs = Optional.of(new Running(jack, hut));
                lines = read(hut);
                if (lines < 2) {
                    jack.destroyForcibly().waitFor();
                }
            }
        } catch (IOException | InterruptedException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Process quietly(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JACK_NO_START_SERVER", "1");
        boolean isRead = command.length == 1;
        if (!isRead) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** The lines end with a carriage return, and each is written at once. */
    private int read(Process process) {
        int lines = 0;
        StringBuilder line = new StringBuilder();
        byte[] chunk = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
                HostMicros at = clock.now();
                for (int i = 0; i < length; i++) {
                    char next = (char) chunk[i];
                    if (next != '\r' && next != '\n') {
                        line.append(next);
                        continue;
                    }
                    Optional<Display> display = Display.of(line.toString(), at);
                    line.setLength(0);
                    lines += display.isPresent() ? 1 : 0;
                    // It has started well once it goes on after its first line.
                    if (lines >= 2) {
                        display.ifPresent(audience);
                    }
                }
            }
        } catch (IOException killed) {
            return Math.max(lines, 2);
        }
        return lines;
    }
}
