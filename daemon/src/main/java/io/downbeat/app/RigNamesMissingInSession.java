package io.downbeat.app;

import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowGroupsMatchedByPattern;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.Parameter;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.rig.EventObjectSelector;
import io.downbeat.rig.EventTrigger;
import io.downbeat.rig.NameUsedInRig;
import io.downbeat.rig.OutputValueMapSpec;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.NearestWord;
import io.downbeat.schema.Placeholder.Kind;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Session;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds names in a rig that the session does not have. An output, map or event with such a name
 * would send nothing. Objects may be added later, so these are warnings. Used at the start and
 * whenever another session is loaded.
 */
record RigNamesMissingInSession(Rig rig, AddressSpace space, PresentValueReader present) {

    /** A line for each missing name, with its place in the rig and the nearest existing name. */
    List<String> missing(SessionView view) {
        var lines = new ArrayList<String>();
        for (NameUsedInRig each : rig.references()) {
            problem(each.target(), view)
                    .ifPresent(problem -> lines.add(each.where() + ": " + problem));
        }
        return lines;
    }

    private Optional<String> problem(NameUsedInRig.Target what, SessionView view) {
        Session session = view.session();
        return switch (what) {
            case NameUsedInRig.NodeTarget(String id) -> node(id, view.graph());
            case NameUsedInRig.TrackTarget(String name) ->
                    object("track", new EventObjectSelector(name), session.tracks());
            case NameUsedInRig.MapSourceTarget(
                            OutputValueMapSpec.Param(String node, String param)) ->
                    parameter(node, param, view.graph());
            case NameUsedInRig.MapSourceTarget(OutputValueMapSpec.Value(String address)) ->
                    value(address, view);
            case NameUsedInRig.InputTarget(String address) -> input(address, view);
            case NameUsedInRig.SubscriptionTarget(String pattern) -> subscription(pattern, view);
            case NameUsedInRig.EventTarget(EventTrigger event) -> event(event, session);
        };
    }

    private static Optional<String> event(EventTrigger event, Session session) {
        return switch (event) {
            case EventTrigger.SimpleTrigger plain -> Optional.empty();
            case EventTrigger.SceneTrigger(var phase, EventObjectSelector scene) ->
                    object("scene", scene, session.scenes());
            case EventTrigger.LeftSceneTrigger(EventObjectSelector scene) ->
                    object("scene", scene, session.scenes());
            case EventTrigger.StopTrigger(var phase, EventObjectSelector track) ->
                    object("track", track, session.tracks());
            case EventTrigger.ClipTrigger(
                            var phase,
                            EventObjectSelector track,
                            EventObjectSelector clip) ->
                    object("track", track, session.tracks())
                            .or(() -> object("clip", clip, clips(track, session)));
            case EventTrigger.CueTrigger(
                            var phase,
                            EventObjectSelector path,
                            EventObjectSelector step) ->
                    object("cue list", path, session.cueLists())
                            .or(() -> step(path, step, session.cueLists()));
        };
    }

    private static List<? extends AddressableObject> clips(
            EventObjectSelector track, Session session) {
        return selected(track, session.tracks()).flatMap(each -> each.clips().stream()).toList();
    }

    private static Optional<String> step(
            EventObjectSelector path, EventObjectSelector step, List<CueList> paths) {
        int most = selected(path, paths).mapToInt(each -> each.steps().size()).max().orElse(0);
        return step.isAll() || Integer.parseInt(step.name()) <= most
                ? Optional.empty()
                : Optional.of("there is no step " + step.name() + "; the last one is " + most);
    }

    private static <T extends AddressableObject> Stream<T> selected(
            EventObjectSelector eventObjectSelector, List<T> objects) {
        var meant = Stream.<T>builder();
        for (int at = 0; at < objects.size(); at++) {
            T object = objects.get(at);
            if (matches(eventObjectSelector, at + 1, object)) {
                meant.add(object);
            }
        }
        return meant.build();
    }

    private static boolean matches(
            EventObjectSelector eventObjectSelector, int position, AddressableObject object) {
        return eventObjectSelector.selects(
                Integer.toString(position),
                object.name(),
                object.id(),
                OscAddressParts.part(object.name()));
    }

    /** The first named object that does not exist; patterns name no object. */
    private static Optional<String> object(
            String kind,
            EventObjectSelector eventObjectSelector,
            List<? extends AddressableObject> objects) {
        if (eventObjectSelector.isAll()
                || selected(eventObjectSelector, objects).findAny().isPresent()) {
            return Optional.empty();
        }
        List<String> names = objects.stream().map(AddressableObject::name).toList();
        return Optional.of(missing(kind, eventObjectSelector.name(), names));
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

    /** A name may be written as it is, or as an address spells it. */
    private static boolean isCalled(String written, String name) {
        return written.equals(name) || written.equals(OscAddressParts.part(name));
    }

    private Optional<String> value(String address, SessionView view) {
        boolean isReadable =
                space.match(OscAddressParts.parts(address))
                        .filter(match -> match.method().access().isReadable())
                        .isPresent();
        if (OscAddressParts.isPattern(address) || !isReadable) {
            return Optional.of(
                    address
                            + " does not have exactly one value to send; give an address that does");
        }
        try {
            present.valueOf(address, new SessionViewAtTime(view, new HostMicros(0)));
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.text());
        }
    }

    private Optional<String> input(String address, SessionView view) {
        if (OscAddressParts.isPattern(address)) {
            return Optional.empty();
        }
        return space.match(OscAddressParts.parts(address))
                .flatMap(match -> {
                    List<Kind> kinds = match.method().captures();
                    return object(
                            kinds,
                            match.captures().stream().map(ObjectReference::of).toList(),
                            view);
                });
    }

    /**
     * Positions may be past the end, because a controller may have more cells than there are
     * objects.
     */
    private Optional<String> subscription(String pattern, SessionView view) {
        for (RowGroupsMatchedByPattern.Group group : present.rowsOf(pattern).groups()) {
            List<Kind> kinds = group.rows().getFirst().method().captures();
            List<ObjectReference> refs =
                    group.refs().stream()
                            .map(ref -> isNumber(ref.written()) ? ObjectReference.EVERY : ref)
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
    private static Optional<String> object(
            List<Kind> kinds, List<ObjectReference> refs, SessionView view) {
        Session session = view.session();
        EventObjectSelector track = EventObjectSelector.ALL;
        EventObjectSelector path = EventObjectSelector.ALL;
        EventObjectSelector node = EventObjectSelector.ALL;
        for (int i = 0; i < kinds.size(); i++) {
            EventObjectSelector named =
                    refs.get(i).pattern()
                            ? EventObjectSelector.ALL
                            : new EventObjectSelector(refs.get(i).written());
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
                        case CUE -> object("cue list", path, session.cueLists());
                        case STEP -> step(path, named, session.cueLists());
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

    private static Optional<String> parameter(
            EventObjectSelector node, EventObjectSelector param, Graph graph) {
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
