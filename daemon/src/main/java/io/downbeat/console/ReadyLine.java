package io.downbeat.console;

import io.downbeat.graph.Graph;
import io.downbeat.osc.PrintableText;
import io.downbeat.session.model.Session;
import io.downbeat.session.view.SessionView;

import java.util.OptionalInt;

/** The one line on standard output that a script can wait for. */
public final class ReadyLine {

    /** The ports that are open; empty is off. */
    public record Ports(int udp, OptionalInt tcp, OptionalInt http) {}

    private ReadyLine() {}

    /**
     * {@code downbeat 0.1.0 ready: osc udp 9120, ...}.
     *
     * @param graph the graph file's name, or empty for an untitled session
     */
    public static String of(String version, Ports ports, String graph, SessionView view) {
        Session session = view.session();
        return "downbeat "
                + version
                + " ready: osc udp "
                + ports.udp()
                + ", osc tcp "
                + port(ports.tcp())
                + ", http "
                + port(ports.http())
                + ", graph "
                + (graph.isEmpty() ? "untitled" : PrintableText.of(graph))
                + " ("
                + contents(session)
                + "), clock "
                + view.clock().source().word()
                + " "
                + view.transport().tempo().bpm();
    }

    /** {@code 3 tracks, 12 clips, 4 scenes, 9 nodes, 31 parameters}. */
    public static String contents(Session session, Graph graph) {
        return contents(session)
                + ", "
                + counted(graph.nodes().size(), "node")
                + ", "
                + counted(graph.parameters().size(), "parameter");
    }

    private static String contents(Session session) {
        int clips = session.tracks().stream().mapToInt(track -> track.clips().size()).sum();
        return counted(session.tracks().size(), "track")
                + ", "
                + counted(clips, "clip")
                + ", "
                + counted(session.scenes().size(), "scene");
    }

    private static String port(OptionalInt port) {
        return port.isPresent() ? Integer.toString(port.getAsInt()) : "off";
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
