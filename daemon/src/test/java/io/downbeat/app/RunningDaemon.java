package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.app.cli.ParsedCommandLine;
import io.downbeat.session.view.TransportState;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole daemon, in this process and on a free port, with the session of the README. */
final class RunningDaemon implements AutoCloseable {
    private static final Pattern UDP = Pattern.compile("osc udp (\\d+)");
    private static final Pattern TCP = Pattern.compile("tcp (\\d+)");
    private static final Pattern HTTP = Pattern.compile("http (\\d+)");
    private static final Path GRAPH = Path.of("..", "graphs", "session", "av_performance.json");

    private final DaemonBuilder.Built built;

    private RunningDaemon(DaemonBuilder.Built built) {
        this.built = built;
    }

    /** A daemon that plays, with these options besides. */
    static RunningDaemon with(Path stateFolder, String... options) {
        return at(0, stateFolder, options);
    }

    /** The same at a port of its own; 0 is any free one. */
    static RunningDaemon at(int port, Path stateFolder, String... options) {
        return playing(GRAPH, port, stateFolder, options);
    }

    /** The same with another graph. */
    static RunningDaemon playing(Path graph, int port, Path stateFolder, String... options) {
        List<String> line =
                new ArrayList<>(List.of(graph.toString(), "--state-dir=" + stateFolder));
        line.addAll(List.of(options));
        if (line.stream().noneMatch(option -> option.startsWith("--bind"))) {
            line.add("--bind=127.0.0.1");
        }
        if (line.stream().noneMatch(option -> option.startsWith("--osc-tcp-port"))) {
            line.add("--osc-tcp-port=off");
        }
        if (line.stream().noneMatch(option -> option.startsWith("--http-port"))) {
            line.add("--http-port=off");
        }
        line.add("--osc-port=" + port);
        ParsedCommandLine parsed = CommandLineParser.parse(line.toArray(String[]::new));
        ParsedCommandLine.Run run = assertInstanceOf(ParsedCommandLine.Run.class, parsed);
        return new RunningDaemon(
                DaemonBuilder.ready(run.settings(), new BackgroundContractLoadAndNettyStart()));
    }

    int port() {
        return port(UDP);
    }

    /** The port for OSC over TCP, if an option opens it. */
    int tcpPort() {
        return port(TCP);
    }

    /** The port for HTTP and WebSockets, if an option opens it. */
    int httpPort() {
        return port(HTTP);
    }

    /** Where the beats are, as the daemon knows it at this moment. */
    TransportState transport() {
        return built.daemon().view().transport();
    }

    private int port(Pattern transport) {
        Matcher port = transport.matcher(built.readyLine());
        assertTrue(port.find(), built.readyLine());
        return Integer.parseInt(port.group(1));
    }

    @Override
    public void close() {
        built.daemon().close();
    }
}
