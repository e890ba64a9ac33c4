package io.downbeat.bench;

import io.downbeat.client.DownbeatClient;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A daemon in a process of its own, ready, with a client over the loopback. */
final class DaemonUnderTest implements AutoCloseable {
    private static final Pattern UDP_PORT = Pattern.compile("osc udp (\\d+)");
    private static final Pattern HTTP_PORT = Pattern.compile("http (\\d+)");

    private final ExternalProgram process;
    private final DownbeatClient client;
    private final int port;
    private final String ready;

    /**
     * How a daemon is started.
     *
     * @param command the launcher, or a JVM with all flags
     * @param options options after the graph, as outputs
     * @param jvm further flags for its JVM
     */
    record Setting(List<String> command, Path graph, List<String> options, List<String> jvm) {
        Setting {
            command = List.copyOf(command);
            options = List.copyOf(options);
            jvm = List.copyOf(jvm);
        }

        static Setting of(BenchmarkFolders benchmarkFolders, Path graph, List<String> options) {
            return new Setting(benchmarkFolders.daemon(), graph, options, List.of());
        }

        Setting jvm(String... flags) {
            return new Setting(command, graph, options, List.of(flags));
        }

        Setting command(List<String> other) {
            return new Setting(other, graph, options, jvm);
        }

        List<String> line(Path state) {
            List<String> line = new ArrayList<>(command);
            line.add(graph.toString());
            line.addAll(
                    List.of(
                            "--osc-port=0",
                            "--bind=127.0.0.1",
                            "--state-dir=" + state.resolve("state"),
                            "--quiet"));
            line.addAll(options);
            return line;
        }

        Map<String, String> environment() {
            return jvm.isEmpty() ? Map.of() : Map.of("JDK_JAVA_OPTIONS", String.join(" ", jvm));
        }
    }

    private DaemonUnderTest(ExternalProgram process, String ready) {
        this.process = process;
        this.ready = ready;
        port = portIn(ready);
        this.client = DownbeatClient.connect("127.0.0.1", port);
    }

    /** Starts a daemon without TCP, and without HTTP unless an option gives it a port. */
    static DaemonUnderTest start(BenchmarkFolders benchmarkFolders, Path graph, String... options) {
        return start(benchmarkFolders, Setting.of(benchmarkFolders, graph, List.of(options)));
    }

    static DaemonUnderTest start(BenchmarkFolders benchmarkFolders, Setting setting) {
        List<String> options = new ArrayList<>(setting.options());
        options.add("--osc-tcp-port=off");
        if (options.stream().noneMatch(option -> option.startsWith("--http-port="))) {
            options.add("--http-port=off");
        }
        Setting bare = new Setting(setting.command(), setting.graph(), options, setting.jvm());
        ExternalProgram process =
                ExternalProgram.start(
                        benchmarkFolders.folder(),
                        bare.environment(),
                        bare.line(benchmarkFolders.folder()));
        try {
            return new DaemonUnderTest(process, process.lineThat(DaemonUnderTest::isReady));
        } catch (BenchmarkException refused) {
            process.close();
            throw refused;
        }
    }

    /** Whether this is the ready line of a daemon. */
    static boolean isReady(String line) {
        return line.startsWith("downbeat ") && line.contains(" ready: ");
    }

    static int portIn(String ready) {
        return port(UDP_PORT, ready);
    }

    private static int port(Pattern transport, String ready) {
        Matcher port = transport.matcher(ready);
        if (!port.find()) {
            throw new BenchmarkException("no port like " + transport + " in \"" + ready + '"');
        }
        return Integer.parseInt(port.group(1));
    }

    int port() {
        return port;
    }

    /** The port for HTTP and WebSockets, if an option opens it. */
    int httpPort() {
        return port(HTTP_PORT, ready);
    }

    ProcessHandle handle() {
        return process.handle();
    }

    DownbeatClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }
}
