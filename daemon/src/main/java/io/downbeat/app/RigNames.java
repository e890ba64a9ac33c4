package io.downbeat.app;

import io.downbeat.address.Coverage;
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
import io.downbeat.schema.Placeholder.Kind;
import io.downbeat.session.CuePath;
import io.downbeat.session.Named;
import io.downbeat.session.Ref;
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
            case GraphReference.OfSubscription(String pattern) -> subscription(pattern, view);
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

    private Optional<String> input(String address, SessionView view) {
        if (OscAddress.isPattern(address)) {
            return Optional.empty();
        }
        return space.match(OscAddress.parts(address))
                .flatMap(match -> {
                    List<Kind> kinds = match.method().captures();
                    return object(kinds, match.captures().stream().map(Ref::of).toList(), view);
                });
    }

    /** Positions may be past the end: a surface may have more cells than there are objects. */
    private Optional<String> subscription(String pattern, SessionView view) {
        for (Coverage.Group group : present.covered(pattern).groups()) {
            List<Kind> kinds = group.rows().getFirst().method().captures();
            List<Ref> refs =
                    group.refs().stream()
                            .map(ref -> isNumber(ref.written()) ? Ref.EVERY : ref)
                            .toList();
            Optional<String> problem = object(kinds, refs, view);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static boolean isNumber(String written) {
        return !written.isEmpty() && written.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The first object that is named and not there; patterns name none. */
    private static Optional<String> object(List<Kind> kinds, List<Ref> refs, SessionView view) {
        Session session = view.session();
        Selector track = Selector.ALL;
        Selector path = Selector.ALL;
        Selector node = Selector.ALL;
        for (int i = 0; i < kinds.size(); i++) {
            Selector named =
                    refs.get(i).pattern() ? Selector.ALL : new Selector(refs.get(i).written());
            switch (kinds.get(i)) {
                case TRACK -> track = named;
                case CUE -> path = named;
                case NODE -> node = named;
                default -> {}
            }
            Optional<String> problem =
                    switch (kinds.get(i)) {
                        case TRACK -> object("track", track, session.tracks());
                        case CLIP -> object("clip", named, clips(track, session));
                        case SCENE -> object("scene", named, session.scenes());
                        case CUE -> object("cue path", path, session.cuePaths());
                        case STEP -> step(path, named, session.cuePaths());
                        case OUTPUT -> object("output", named, view.outputs());
                        case NODE ->
                                named.isAll() ? Optional.empty() : node(named.name(), view.graph());
                        case PARAM -> parameter(node, named, view.graph());
                    };
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> parameter(Selector node, Selector param, Graph graph) {
        return node.isAll() || param.isAll()
                ? Optional.empty()
                : parameter(node.name(), param.name(), graph);
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
