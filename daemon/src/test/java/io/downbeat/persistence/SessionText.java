package io.downbeat.persistence;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SessionView;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes everything that a file keeps of a session as lines, to compare two sessions. */
final class SessionText {

    private SessionText() {}

    static String of(SessionView view) {
        List<String> lines = new ArrayList<>();
        nodes(lines, view);
        for (int position = 1; position <= view.session().tracks().size(); position++) {
            Track track = view.session().track(position).orElseThrow();
            String active =
                    track.clip(view.track(position).active()).map(Clip::id).orElse("nothing");
            lines.add(
                    "track %s %s %s %s %s %s plays %s"
                            .formatted(
                                    track.id(),
                                    track.name(),
                                    track.nodes(),
                                    track.transition(),
                                    track.safe(),
                                    track.color(),
                                    active));
            track.clips().forEach(clip -> lines.add("  " + line(clip, view.graph())));
        }
        view.session()
                .scenes()
                .forEach(scene -> {
                    Map<String, Optional<String>> byTrack = new TreeMap<>();
                    scene.assignments().forEach(each -> byTrack.put(each.trackId(), each.clipId()));
                    lines.add(
                            "scene %s %s %s %s %s %s"
                                    .formatted(
                                            scene.id(),
                                            scene.name(),
                                            byTrack,
                                            scene.tempo(),
                                            scene.follow(),
                                            scene.color()));
                });
        view.session().cueLists().forEach(list -> lines.add(list.toString()));
        lines.add("tempo " + view.transport().tempo() + " " + view.transport().meter());
        lines.add(view.settings().quantize() + " " + view.settings().transition());
        return String.join("\n", lines);
    }

    private static void nodes(List<String> lines, SessionView view) {
        // A save leaves nodes where they are in the file: they go by their ids.
        List<Node> nodes = new ArrayList<>(view.graph().nodes());
        nodes.sort(Comparator.comparing(Node::id));
        for (Node node : nodes) {
            lines.add("node " + node.id() + " " + node.type());
            Map<String, String> params = new TreeMap<>();
            for (int number : node.parameters()) {
                Parameter parameter = view.graph().parameter(number);
                Optional<ParamValue> value = view.values().value(number);
                // What only clips name is in the file once something has written it.
                boolean comesIn = parameter.declared() || !value.equals(parameter.initial());
                if (comesIn && value.isPresent()) {
                    params.put(
                            parameter.path().param(),
                            "%s %s %s %s"
                                    .formatted(
                                            value.get().text(),
                                            parameter.locked(),
                                            parameter.range().guessed() ? "" : parameter.range(),
                                            parameter.unit()));
                }
            }
            params.forEach((name, text) -> lines.add("  " + name + " " + text));
        }
    }

    private static String line(Clip clip, Graph graph) {
        Map<String, String> values = new TreeMap<>();
        for (int index = 0; index < clip.values().size(); index++) {
            ParamPath path = graph.parameter(clip.values().parameter(index)).path();
            values.put(path.toString(), clip.values().value(index).toString());
        }
        clip.gone()
                .forEach(stored -> values.put(stored.path() + " gone", stored.value().toString()));
        return "clip %s %s %s %s %s %s %s %s"
                .formatted(
                        clip.id(),
                        clip.name(),
                        values,
                        clip.quantize(),
                        clip.mode(),
                        clip.transition(),
                        clip.follow(),
                        clip.color());
    }
}
