package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs another program for a test, and keeps the lines that it prints on standard output and
 * standard error.
 */
final class RealProcess implements AutoCloseable {

    /** On a machine that compiles, sclang takes most of a minute to start. */
    private static final int PATIENCE_S = 120;

    /** After that it is killed. */
    private static final int SECONDS_TO_END = 10;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> printed = new ArrayList<>();

    private RealProcess(Process process) {
        this.process = process;
    }

    static RealProcess start(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            RealProcess started = new RealProcess(process);
            Thread.ofPlatform().daemon().start(started::read);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs a program to its end. */
    static void run(String... command) {
        try (RealProcess running = start(command)) {
            if (!running.process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                fail(String.join(" ", command) + " did not end");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    boolean hasPrinted() {
        return !lines.isEmpty();
    }

    /** Waits for the next such line; lines before it are skipped. */
    String waitFor(Predicate<String> wanted, String what) {
        try {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
            String line = lines.poll(PATIENCE_S, TimeUnit.SECONDS);
            while (line != null) {
                printed.add(line);
                if (wanted.test(line)) {
                    return line;
                }
                // A program that prints all the time does not make the wait longer.
                line = lines.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return fail(
                "no " + what + " within two minutes; it printed\n" + String.join("\n", printed));
    }

    String waitFor(String line) {
        return waitFor(line::equals, "line \"" + line + '"');
    }

    /** All lines read so far. */
    List<String> printed() {
        return List.copyOf(printed);
    }

    /** A free UDP port on loopback. */
    static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Ends the program as {@code kill} does (SIGTERM), and gives its exit code. */
    int terminate() {
        // Process.destroy would close its streams, and what it prints at the end would be lost.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return fail("SIGTERM did not end it");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Ends the program as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /**
     * The command that runs a main class of this program with the class path of the tests, in a JVM
     * of its own.
     */
    static List<String> javaCommand(Class<?> main) {
        String classPath =
                Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
                        ? Stream.of(loader.getURLs())
                                .map(url -> Path.of(URI.create(url.toString())).toString())
                                .collect(Collectors.joining(File.pathSeparator))
                        : System.getProperty("java.class.path");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                main.getName());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            // Until then it writes into the test's folder, which is deleted next.
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            lines.add("the program's output ended: " + ended.getMessage());
        }
    }
}
