package io.downbeat.app;

import io.downbeat.address.Moment;
import io.downbeat.address.PresentValues;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.Parameter;
import io.downbeat.osc.OscAddress;
import io.downbeat.rig.EventSpec;
import io.downbeat.rig.GraphReference;
import io.downbeat.rig.MapSpec;
import io.downbeat.rig.NearestWord;
import io.downbeat.rig.Rig;
import io.downbeat.rig.Selector;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Placeholder;
import io.downbeat.session.CuePath;
import io.downbeat.session.Named;
import io.downbeat.session.Refusal;
import io.downbeat.session.Session;
import io.downbeat.session.SessionView;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names in a rig that a session does not have: an output, map or event that speaks of them
 * would be silent. Objects may come and go, so these are warnings. To be asked at the start and
 * whenever another session is loaded.
 */
record RigNames(Rig rig, AddressSpace space, PresentValues present) {

    /** One line for each name that is not there, with its place in the rig and the nearest one. */
    List<String> missing(SessionView view) {
        var lines = new ArrayList<String>();
        for (GraphReference each : rig.references()) {
            problem(each.what(), view)
                    .ifPresent(problem -> lines.add(each.where() + ": " + problem));
        }
        return lines;
    }

    private Optional<String> problem(GraphReference.What what, SessionView view) {
        Session session = view.session();
        return switch (what) {
            case GraphReference.OfNode(String id) -> node(id, view.graph());
            case GraphReference.OfTrack(String name) ->
                    object("track", new Selector(name), session.tracks());
            case GraphReference.OfSource(MapSpec.Param(String node, String param)) ->
                    parameter(node, param, view.graph());
            case GraphReference.OfSource(MapSpec.Value(String address)) -> value(address, view);
            case GraphReference.OfInput(String address) -> input(address, view);
            case GraphReference.OfEvent(EventSpec event) -> event(event, session);
        };
    }

    private static Optional<String> event(EventSpec event, Session session) {
        return switch (event) {
            case EventSpec.Plain plain -> Optional.empty();
            case EventSpec.OfScene(var phase, Selector scene) ->
                    object("scene", scene, session.scenes());
            case EventSpec.OfLeftScene(Selector scene) -> object("scene", scene, session.scenes());
            case EventSpec.OfStop(var phase, Selector track) ->
                    object("track", track, session.tracks());
            case EventSpec.OfClip(var phase, Selector track, Selector clip) ->
                    object("track", track, session.tracks())
                            .or(() -> object("clip", clip, clips(track, session)));
            case EventSpec.OfCue(var phase, Selector path, Selector step) ->
                    object("cue path", path, session.cuePaths())
                            .or(() -> step(path, step, session.cuePaths()));
        };
    }

    private static List<? extends Named> clips(Selector track, Session session) {
        return meant(track, session.tracks()).flatMap(each -> each.clips().stream()).toList();
    }

    private static Optional<String> step(Selector path, Selector step, List<CuePath> paths) {
        int most = meant(path, paths).mapToInt(each -> each.steps().size()).max().orElse(0);
        return step.isAll() || Integer.parseInt(step.name()) <= most
                ? Optional.empty()
                : Optional.of("there is no step " + step.name() + "; the last one is " + most);
    }

    private static <T extends Named> Stream<T> meant(Selector selector, List<T> objects) {
        var meant = Stream.<T>builder();
        for (int at = 0; at < objects.size(); at++) {
            T object = objects.get(at);
            if (isMeant(selector, at + 1, object)) {
                meant.add(object);
            }
        }
        return meant.build();
    }

    private static boolean isMeant(Selector selector, int position, Named object) {
        return selector.selects(
                Integer.toString(position),
                object.name(),
                object.id(),
                OscAddress.part(object.name()));
    }

    private static Optional<String> object(
            String kind, Selector selector, List<? extends Named> objects) {
        if (selector.isAll() || meant(selector, objects).findAny().isPresent()) {
            return Optional.empty();
        }
        List<String> names = objects.stream().map(Named::name).toList();
        return Optional.of(missing(kind, selector.name(), names));
    }

    private static Optional<String> node(String id, Graph graph) {
        List<String> ids = graph.nodes().stream().map(Node::id).toList();
        return ids.stream().anyMatch(known -> isCalled(id, known))
                ? Optional.empty()
                : Optional.of(missing("node", id, ids));
    }

    private static Optional<String> parameter(String node, String param, Graph graph) {
        return node(node, graph)
                .or(() -> {
                    List<String> known =
                            graph.parameters().stream()
                                    .map(Parameter::path)
                                    .filter(path -> isCalled(node, path.node()))
                                    .map(path -> path.param())
                                    .toList();
                    return known.stream().anyMatch(each -> isCalled(param, each))
                            ? Optional.empty()
                            : Optional.of(
                                    missing("parameter", node + "/" + param, with(node, known)));
                });
    }

    private static List<String> with(String node, List<String> params) {
        return params.stream().map(param -> node + "/" + param).toList();
    }

    /** A name may be written as it is, or as it stands in an address. */
    private static boolean isCalled(String written, String name) {
        return written.equals(name) || written.equals(OscAddress.part(name));
    }

    private Optional<String> value(String address, SessionView view) {
        boolean askable =
                space.match(OscAddress.parts(address))
                        .filter(match -> match.method().access().askable())
                        .isPresent();
        if (OscAddress.isPattern(address) || !askable) {
            return Optional.of(address + " has no one value to send; give an address that has");
        }
        try {
            present.at(address, new Moment(view, new HostMicros(0)));
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.text());
        }
    }

    /** The object that an address begins with, as {@code /track/Drums/stop}. */
    private Optional<String> input(String address, SessionView view) {
        List<String> parts = OscAddress.parts(address);
        boolean named =
                space.match(parts)
                        .filter(match -> match.method().parts().size() > 1)
                        .filter(match -> match.method().parts().get(1) instanceof Placeholder)
                        .isPresent();
        if (OscAddress.isPattern(address) || !named) {
            return Optional.empty();
        }
        Selector name = new Selector(parts.get(1));
        return switch (parts.getFirst()) {
            case "track" -> object("track", name, view.session().tracks());
            case "scene" -> object("scene", name, view.session().scenes());
            case "cue" -> object("cue path", name, view.session().cuePaths());
            case "node" -> node(parts.get(1), view.graph());
            default -> Optional.empty();
        };
    }

    private static String missing(String kind, String written, List<String> known) {
        return "there is no "
                + kind
                + " "
                + written
                + NearestWord.to(written, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }
}
