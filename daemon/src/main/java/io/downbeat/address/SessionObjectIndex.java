package io.downbeat.address;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.AddressNaming;
import io.downbeat.session.command.ObjectLookup;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Named;
import io.downbeat.session.model.Session;
import io.downbeat.session.view.SessionView;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The objects of one session as addresses name them: from references to numbers, and from numbers
 * to the canonical spelling. Holds as long as session, graph and outputs are the same objects. Not
 * thread safe.
 */
public final class SessionObjectIndex {

    private final Session session;
    private final Graph graph;
    private final List<SessionView.OutputState> outputs;
    private final AddressNaming addressNaming;
    private final ObjectLookup objectLookup;
    private final List<String> nodeIds;
    private final List<List<String>> paramCaptures;

    SessionObjectIndex(SessionView view, AddressNaming addressNaming) {
        this.session = view.session();
        this.graph = view.graph();
        this.outputs = view.outputs();
        this.addressNaming = addressNaming;
        this.objectLookup = new ObjectLookup(session, graph, outputs, addressNaming);
        nodeIds = graph.nodes().stream().map(node -> addressNaming.spelled(node.id())).toList();
        paramCaptures =
                IntStream.range(0, graph.numbers())
                        .mapToObj(number -> captures(graph.parameter(number).path()))
                        .toList();
    }

    @SuppressWarnings("ReferenceEquality") // The same parts, not equal ones.
    boolean fits(SessionView view) {
        return session == view.session() && graph == view.graph() && outputs == view.outputs();
    }

    /** What references stand for. */
    public ObjectLookup references() {
        return objectLookup;
    }

    /** What stands in an address's placeholders: positions, and ids of nodes. */
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

    /** The numbers of a plain reference; throws {@link Refusal} if it stands for nothing. */
    int track(ObjectReference ref) {
        return objectLookup.track(ref);
    }

    int clip(int track, ObjectReference ref) {
        return objectLookup.clip(track, ref);
    }

    int scene(ObjectReference ref) {
        return objectLookup.scene(ref);
    }

    int cuePath(ObjectReference ref) {
        return objectLookup.cuePath(ref);
    }

    int output(ObjectReference ref) {
        return objectLookup.output(ref);
    }

    int node(ObjectReference ref) {
        return graph.nodes().indexOf(objectLookup.node(ref));
    }

    int parameter(ObjectReference node, ObjectReference param) {
        return objectLookup.parameter(node, param).number();
    }

    int step(int cue, ObjectReference ref) {
        List<CueList.Step> steps = steps(cue);
        if (ref.written().chars().allMatch(Character::isDigit)) {
            return objectLookup.step(ref);
        }
        return IntStream.rangeClosed(1, steps.size())
                .filter(k -> spells(ref, steps.get(k - 1).id()))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(
                                Refusal.Code.NO_SUCH,
                                "cue path "
                                        + cue
                                        + " has no step "
                                        + ref.written()
                                        + ": expected a position from 1 to "
                                        + steps.size()));
    }

    /**
     * The stored value that a clip has under two references, as {@link ConcreteAddress} counts
     * them.
     */
    int stored(int track, int clip, ObjectReference node, ObjectReference param) {
        int[] found = storedAt(track, clip, node, param);
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
        return objectLookup.parameter(node, param).number();
    }

    int[] tracks(ObjectReference ref) {
        return positions(ref, session.tracks().size(), () -> objectLookup.tracks(ref), this::track);
    }

    int[] clips(int track, ObjectReference ref) {
        int count = session.track(track).map(t -> t.clips().size()).orElse(0);
        return positions(ref, count, () -> objectLookup.clips(track, ref), one -> clip(track, one));
    }

    int[] scenes(ObjectReference ref) {
        return positions(ref, session.scenes().size(), () -> objectLookup.scenes(ref), this::scene);
    }

    int[] outputs(ObjectReference ref) {
        return positions(ref, outputs.size(), () -> objectLookup.outputs(ref), this::output);
    }

    int[] cuePaths(ObjectReference ref) {
        List<CueList> paths = session.cuePaths();
        return positions(ref, paths.size(), () -> fitting(ref, paths), this::cuePath);
    }

    int[] steps(int cue, ObjectReference ref) {
        List<CueList.Step> steps = steps(cue);
        return positions(
                ref,
                steps.size(),
                () ->
                        IntStream.rangeClosed(1, steps.size())
                                .filter(k -> fits(ref, k, steps.get(k - 1).id()))
                                .boxed()
                                .toList(),
                one -> step(cue, one));
    }

    int[] nodes(ObjectReference ref) {
        List<Node> nodes = graph.nodes();
        return IntStream.range(0, nodes.size())
                .filter(i -> spells(ref, nodes.get(i).id()))
                .toArray();
    }

    int[] parameters(ObjectReference node, ObjectReference param) {
        return graph.parameters().stream()
                .filter(each -> spells(param, each.path().param()))
                .filter(each -> spells(node, each.path().node()))
                .mapToInt(Parameter::number)
                .toArray();
    }

    int[] storedAt(int track, int position, ObjectReference node, ObjectReference param) {
        return clip(track, position)
                .map(clip ->
                        IntStream.concat(
                                        known(clip),
                                        IntStream.range(0, clip.gone().size()).map(i -> -1 - i))
                                .filter(n -> spells(node, path(clip, n).node()))
                                .filter(n -> spells(param, path(clip, n).param()))
                                .toArray())
                .orElse(new int[0]);
    }

    private static IntStream known(Clip clip) {
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
        return List.of(addressNaming.spelled(path.node()), addressNaming.spelled(path.param()));
    }

    private Optional<Clip> clip(int track, int position) {
        return session.track(track).flatMap(t -> t.clip(position));
    }

    private List<CueList.Step> steps(int cue) {
        return session.cuePath(cue).map(CueList::steps).orElse(List.of());
    }

    /** All positions a reference stands for; of a plain one also a position past the end. */
    private static int[] positions(
            ObjectReference ref,
            int count,
            Supplier<List<Integer>> fitting,
            ToIntFunction<ObjectReference> plain) {
        if (ref.equals(ObjectReference.EVERY)) {
            return IntStream.rangeClosed(1, count).toArray();
        }
        try {
            return ref.pattern()
                    ? fitting.get().stream().mapToInt(Integer::intValue).toArray()
                    : new int[] {plain.applyAsInt(ref)};
        } catch (Refusal nothing) {
            return new int[0];
        }
    }

    private List<Integer> fitting(ObjectReference ref, List<? extends Named> objects) {
        return IntStream.rangeClosed(1, objects.size())
                .filter(position ->
                        fits(ref, position, objects.get(position - 1).id())
                                || spells(ref, objects.get(position - 1).name()))
                .boxed()
                .toList();
    }

    private boolean fits(ObjectReference ref, int position, String id) {
        return addressNaming.fits(ref.written(), Integer.toString(position)) || spells(ref, id);
    }

    private boolean spells(ObjectReference ref, String name) {
        if (ref.equals(ObjectReference.EVERY)) {
            return true;
        }
        String spelled = addressNaming.spelled(name);
        return ref.pattern()
                ? addressNaming.fits(ref.written(), spelled)
                : ref.written().equals(spelled) || ref.written().equals(name);
    }
}
