package io.downbeat.link.peer;

import static org.junit.jupiter.api.Assertions.fail;

import io.downbeat.link.sockets.LinkClient;

import org.slf4j.Logger;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network namespace of this machine, in which only a loopback and a {@link LinkTestProgram}
 * exist. Every program that was started in it ends with it.
 */
final class PrivateNetwork implements AutoCloseable {

    private static final int PATIENCE_S = 60;

    /** How far apart two peers' beats may be. */
    private static final long LARGEST_PHASE_MICROS = 1_000;

    /** One takes three seconds: so many last longer than the 30 s between Link's measurements. */
    private static final int PHASE_MEASUREMENTS = 15;

    private static final String ENDED = "the stage has ended";

    private static final String LOOPBACK =
            "ip link set lo up && mount -t tmpfs tmpfs /dev/shm || exit 1";

    /** A cable whose both ends are here; neither they nor the loopback have an IPv4 address. */
    private static final String CABLE =
            """
            ip link add one type veth peer name other || exit 1
            for end in one other; do
              echo 0 > /proc/sys/net/ipv6/conf/$end/accept_dad
              ip link set $end up
            done
            """;

    private static final String RUN =
            """

            exec "$@" 2>&1
            """;

    private final Process process;
    private final Writer words;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> printed = new ArrayList<>();
    private final Map<String, String> standing = new LinkedHashMap<>();

    private PrivateNetwork(Process process) {
        this.process = process;
        this.words = process.outputWriter();
    }

    static PrivateNetwork start() {
        return start(LOOPBACK);
    }

    /** One on which only IPv6 is spoken, and only on one link. */
    static PrivateNetwork startWithIpv6Only() {
        return start(CABLE);
    }

    private static PrivateNetwork start(String script) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (!"root".equals(System.getProperty("user.name"))) {
            command.add("--map-root-user");
        }
        command.addAll(
                List.of("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"));
        command.addAll(List.of("bash", "-c", script + RUN, "bash"));
        command.addAll(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(classPath());
        command.add(LinkTestProgram.class.getName());
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            PrivateNetwork network = new PrivateNetwork(builder.start());
            Thread.ofPlatform().daemon().start(network::read);
            network.waitFor("ready");
            return network;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Where what the stage needs was loaded from; test runners have class paths of their own. */
    private static String classPath() {
        return Stream.of(LinkTestProgram.class, LinkClient.class, Logger.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(place -> Path.of(URI.create(place.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Has something done on the stage, one after the other. */
    PrivateNetwork tell(String... sentences) {
        try {
            for (String sentence : sentences) {
                words.write(sentence + "\n");
            }
            words.flush();
            return this;
        } catch (IOException ended) {
            throw new UncheckedIOException(String.join("\n", printed), ended);
        }
    }

    /** Waits until somebody shows all of these; it may have been so already. */
    void shows(String who, String... parts) {
        List<String> wanted = List.of(parts);
        String line = standing.getOrDefault(who, "");
        while (!wanted.stream().allMatch(line::contains)) {
            next(who + " " + wanted);
            line = standing.getOrDefault(who, "");
        }
    }

    /** The next line that begins so; lines before it are read over. */
    String waitFor(String beginning) {
        String line = next(beginning);
        while (!line.startsWith(beginning)) {
            line = next(beginning);
        }
        return line;
    }

    /**
     * The other program's beat lies where the peer's does. A Link peer measures a session's clock
     * when it joins, in a burst of pings, and again every 30 s. A first measurement that fell into
     * the other program's start can be off by some milliseconds: then the next one must mend it.
     */
    void sharesPhase() {
        List<Long> measured = new ArrayList<>();
        for (int i = 0; i < PHASE_MEASUREMENTS; i++) {
            long micros = Long.parseLong(tell("phase").waitFor("phase").split(" ")[1]);
            if (Math.abs(micros) < LARGEST_PHASE_MICROS) {
                return;
            }
            measured.add(micros);
        }
        fail("the beats are apart by so many microseconds, measured again and again: " + measured);
    }

    private String next(String what) {
        try {
            String line = lines.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (line != null && !line.equals(ENDED)) {
                printed.add(line);
                standing.put(line.split(" ")[0], line);
                return line;
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return fail(
                "no %s within a minute; it printed%n%s"
                        .formatted(what, String.join("\n", printed)));
    }

    /** What has been waited for and read over since all was forgotten. */
    List<String> printed() {
        return List.copyOf(printed);
    }

    /** What has been shown counts no more. */
    PrivateNetwork forget() {
        printed.clear();
        standing.clear();
        return this;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            lines.add("the stage's output broke: " + ended.getMessage());
        }
        lines.add(ENDED);
    }
}
