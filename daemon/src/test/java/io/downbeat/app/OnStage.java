package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole daemon, in this process and on a free port, with the session of the README. */
final class OnStage implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("osc udp (\\d+)");
    private static final Path GRAPH = Path.of("..", "graphs", "session", "av_performance.json");

    private final Assembly.Ready ready;

    private OnStage(Assembly.Ready ready) {
        this.ready = ready;
    }

    /** A daemon that plays, with these options besides. */
    static OnStage with(Path stateFolder, String... options) {
        return at(0, stateFolder, options);
    }

    /** The same at a port of its own; 0 is any free one. */
    static OnStage at(int port, Path stateFolder, String... options) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                GRAPH.toString(),
                                "--osc-tcp-port=off",
                                "--http-port=off",
                                "--bind=127.0.0.1",
                                "--state-dir=" + stateFolder));
        line.addAll(List.of(options));
        line.add("--osc-port=" + port);
        Invocation parsed = Options.parse(line.toArray(String[]::new));
        Invocation.Run run = assertInstanceOf(Invocation.Run.class, parsed);
        return new OnStage(Assembly.ready(run.settings(), new Overture()));
    }

    int port() {
        Matcher port = PORT.matcher(ready.line());
        assertTrue(port.find(), ready.line());
        return Integer.parseInt(port.group(1));
    }

    @Override
    public void close() {
        ready.daemon().close();
    }
}
