package io.downbeat.link.peer;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BiConsumer;

/** SuperCollider's LinkClock in an sclang without a window; it ends with the network it is on. */
final class SuperColliderLinkClock {

    private SuperColliderLinkClock() {}

    /** Starts one; each line that it prints is handed over with the moment at which it was read. */
    static void start(HostClock clock, BiConsumer<String, HostMicros> audience) throws IOException {
        var script =
                Objects.requireNonNull(SuperColliderLinkClock.class.getResource("linkclock.scd"));
        ProcessBuilder builder =
                new ProcessBuilder("sclang", Path.of(URI.create(script.toString())).toString());
        builder.environment().put("QT_QPA_PLATFORM", "offscreen");
        builder.environment().put("QTWEBENGINE_DISABLE_SANDBOX", "1");
        Process process = builder.redirectErrorStream(true).start();
        Thread.ofPlatform().daemon().start(() -> read(process, clock, audience));
    }

    private static void read(
            Process process, HostClock clock, BiConsumer<String, HostMicros> audience) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                audience.accept(line, clock.now());
            }
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
