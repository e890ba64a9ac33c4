package io.downbeat.address.resolve;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.ObjectLookup;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Session;
import io.downbeat.session.view.SessionView;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The objects of one session as numbers, see {@link ConcreteAddress}: from the references of an
 * address to the numbers, by {@link ObjectLookup}, and from the numbers to the canonical spelling.
 * Valid as long as session, graph and outputs stay the same objects.
 */
public final class SessionObjectIndex {

    private final Session session;
    private final Graph graph;
    private final List<SessionView.OutputState> outputs;
    private final ObjectNamesInAddresses objectNamesInAddresses;
    private final ObjectLookup lookup;
    private final List<String> nodeIds;
    private final List<List<String>> paramCaptures;

    SessionObjectIndex(SessionView view, ObjectNamesInAddresses objectNamesInAddresses) {
        this.session = view.session();
        this.graph = view.graph();
        this.outputs = view.outputs();
        this.objectNamesInAddresses = objectNamesInAddresses;
        this.lookup = new ObjectLookup(session, graph, outputs, objectNamesInAddresses);
        nodeIds =
                graph.nodes().stream()
                        .map(node -> objectNamesInAddresses.spelled(node.id()))
                        .toList();
        paramCaptures =
                IntStream.range(0, graph.numbers())
                        .mapToObj(number -> captures(graph.parameter(number).path()))
                        .toList();
    }

    @SuppressWarnings("ReferenceEquality") // The same parts, not equal ones.
    boolean isFor(SessionView view) {
        return session == view.session() && graph == view.graph() && outputs == view.outputs();
    }

    /** The resolver of references. */
    public ObjectLookup lookup() {
        return lookup;
    }

    /** The canonical captures of an address: positions, and ids of nodes and parameters. */
    List<String> captures(ConcreteAddress at) {
        return captures(at.row().objectKind(), at.first(), at.second(), at.third());
    }

    List<String> captures(ObjectKind objectKind, int first, int second, int third) {
        return switch (objectKind) {
            case WHOLE -> List.of();
            case TRACK, SCENE, CUE, OUTPUT -> List.of(Integer.toString(first));
            case CLIP, ASSIGNMENT, STEP ->
                    List.of(Integer.toString(first), Integer.toString(second));
            case NODE -> List.of(nodeIds.get(first));
            case PARAM -> paramCaptures.get(first);
            case STORED -> {
                List<String> path = storedCaptures(first, second, third);
                yield List.of(
                        Integer.toString(first),
                        Integer.toString(second),
                        path.getFirst(),
                        path.getLast());
            }
        };
    }

    /**
     * The address that plain references name in a row. A position may lie past the end.
     *
     * @throws Refusal for position 0, and for an unknown or ambiguous name
     */
    ConcreteAddress resolve(AddressRow row, List<ObjectReference> refs) {
        return switch (row.objectKind()) {
            case WHOLE -> ConcreteAddress.of(row);
            case TRACK -> ConcreteAddress.of(row, lookup.track(refs.getFirst()));
            case CLIP -> {
                int track = lookup.track(refs.getFirst());
                yield ConcreteAddress.of(row, track, lookup.clip(track, refs.get(1)));
            }
            case SCENE -> ConcreteAddress.of(row, lookup.scene(refs.getFirst()));
            case ASSIGNMENT ->
                    ConcreteAddress.of(
                            row, lookup.scene(refs.getFirst()), lookup.track(refs.get(1)));
            case CUE -> ConcreteAddress.of(row, lookup.cueList(refs.getFirst()));
            case STEP -> {
                int cue = lookup.cueList(refs.getFirst());
                yield ConcreteAddress.of(row, cue, lookup.step(cue, refs.get(1)));
            }
            case OUTPUT -> ConcreteAddress.of(row, lookup.output(refs.getFirst()));
            case NODE ->
                    ConcreteAddress.of(row, graph.nodes().indexOf(lookup.node(refs.getFirst())));
            case PARAM ->
                    ConcreteAddress.of(
                            row, lookup.parameter(refs.getFirst(), refs.get(1)).number());
            case STORED -> {
                int track = lookup.track(refs.getFirst());
                int clip = lookup.clip(track, refs.get(1));
                int stored = storedValue(track, clip, refs.get(2), refs.get(3));
                yield new ConcreteAddress(row, track, clip, stored);
            }
        };
    }

    private int storedValue(int track, int clip, ObjectReference node, ObjectReference param) {
        int[] found = storedValues(track, clip, node, param);
        if (found.length > 0) {
            return found[0];
        }
        if (clip(track, clip).isPresent()) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "clip "
                            + clip
                            + " of track "
                            + track
                            + " stores no value for "
                            + node.written()
                            + "/"
                            + param.written());
        }
        return lookup.parameter(node, param).number();
    }

    int[] tracks(ObjectReference ref) {
        return positions(ref, session.tracks().size(), lookup::tracks, lookup::track);
    }

    int[] clips(int track, ObjectReference ref) {
        int count = session.track(track).map(there -> there.clips().size()).orElse(0);
        return positions(
                ref, count, one -> lookup.clips(track, one), one -> lookup.clip(track, one));
    }

    int[] scenes(ObjectReference ref) {
        return positions(ref, session.scenes().size(), lookup::scenes, lookup::scene);
    }

    int[] outputs(ObjectReference ref) {
        return positions(ref, outputs.size(), lookup::outputs, lookup::output);
    }

    int[] cueLists(ObjectReference ref) {
        return positions(ref, session.cueLists().size(), lookup::cueLists, lookup::cueList);
    }

    int[] steps(int cue, ObjectReference ref) {
        int count = session.cueList(cue).map(list -> list.steps().size()).orElse(0);
        return positions(ref, count, one -> lookup.steps(cue, one), one -> lookup.step(cue, one));
    }

    int[] nodes(ObjectReference ref) {
        List<Node> nodes = graph.nodes();
        return IntStream.range(0, nodes.size())
                .filter(i -> lookup.matches(ref, nodes.get(i).id()))
                .toArray();
    }

    int[] parameters(ObjectReference node, ObjectReference param) {
        return graph.parameters().stream()
                .filter(parameter -> lookup.matches(param, parameter.path().param()))
                .filter(parameter -> lookup.matches(node, parameter.path().node()))
                .mapToInt(Parameter::number)
                .toArray();
    }

    /** The values that a clip stores under two references, also for parameters that are gone. */
    int[] storedValues(int track, int position, ObjectReference node, ObjectReference param) {
        return clip(track, position)
                .map(clip ->
                        IntStream.concat(
                                        storedParameters(clip),
                                        IntStream.range(0, clip.gone().size()).map(i -> -1 - i))
                                .filter(n -> lookup.matches(node, path(clip, n).node()))
                                .filter(n -> lookup.matches(param, path(clip, n).param()))
                                .toArray())
                .orElse(new int[0]);
    }

    private static IntStream storedParameters(Clip clip) {
        return IntStream.range(0, clip.values().size()).map(clip.values()::parameter);
    }

    private ParamPath path(Clip clip, int number) {
        return number < 0 ? clip.gone().get(-1 - number).path() : graph.parameter(number).path();
    }

    private List<String> storedCaptures(int track, int clip, int number) {
        return number >= 0
                ? paramCaptures.get(number)
                : captures(path(clip(track, clip).orElseThrow(), number));
    }

    private List<String> captures(ParamPath path) {
        return List.of(
                objectNamesInAddresses.spelled(path.node()),
                objectNamesInAddresses.spelled(path.param()));
    }

    private Optional<Clip> clip(int track, int position) {
        return session.track(track).flatMap(there -> there.clip(position));
    }

    /** The positions of a pattern, or the one of a plain reference, which may lie past the end. */
    private static int[] positions(
            ObjectReference ref,
            int count,
            Function<ObjectReference, List<Integer>> matching,
            ToIntFunction<ObjectReference> plain) {
        if (ref.equals(ObjectReference.EVERY)) {
            return IntStream.rangeClosed(1, count).toArray();
        }
        try {
            return ref.pattern()
                    ? matching.apply(ref).stream().mapToInt(Integer::intValue).toArray()
                    : new int[] {plain.applyAsInt(ref)};
        } catch (Refusal nothing) {
            return new int[0];
        }
    }
}
