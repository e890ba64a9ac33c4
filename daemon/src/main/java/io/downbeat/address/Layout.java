package io.downbeat.address;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.Clip;
import io.downbeat.session.CuePath;
import io.downbeat.session.Named;
import io.downbeat.session.Names;
import io.downbeat.session.Ref;
import io.downbeat.session.Refusal;
import io.downbeat.session.Session;
import io.downbeat.session.SessionView;
import io.downbeat.session.Spelling;

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
public final class Layout {

    private final Session session;
    private final Graph graph;
    private final List<SessionView.OutputState> outputs;
    private final Spelling spelling;
    private final Names names;
    private final List<String> nodeIds;
    private final List<List<String>> paramCaptures;

    Layout(SessionView view, Spelling spelling) {
        this.session = view.session();
        this.graph = view.graph();
        this.outputs = view.outputs();
        this.spelling = spelling;
        this.names = new Names(session, graph, outputs, spelling);
        nodeIds = graph.nodes().stream().map(node -> spelling.spelled(node.id())).toList();
        paramCaptures = graph.parameters().stream().map(param -> captures(param.path())).toList();
    }

    @SuppressWarnings("ReferenceEquality") // The same parts, not equal ones.
    boolean fits(SessionView view) {
        return session == view.session() && graph == view.graph() && outputs == view.outputs();
    }

    /** What stands in an address's placeholders: positions, and ids of nodes. */
    List<String> captures(Domain domain, int first, int second, int third) {
        return switch (domain) {
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
    int track(Ref ref) {
        return names.track(ref);
    }

    int clip(int track, Ref ref) {
        return names.clip(track, ref);
    }

    int scene(Ref ref) {
        return names.scene(ref);
    }

    int cuePath(Ref ref) {
        return names.cuePath(ref);
    }

    int output(Ref ref) {
        return names.output(ref);
    }

    int node(Ref ref) {
        return graph.nodes().indexOf(names.node(ref));
    }

    int parameter(Ref node, Ref param) {
        return names.parameter(node, param).number();
    }

    int step(int cue, Ref ref) {
        List<CuePath.Step> steps = steps(cue);
        if (ref.written().chars().allMatch(Character::isDigit)) {
            return names.step(ref);
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

    /** The stored value that a clip has under two references, as {@link Place} counts them. */
    int stored(int track, int clip, Ref node, Ref param) {
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
        return names.parameter(node, param).number();
    }

    int[] tracks(Ref ref) {
        return positions(ref, session.tracks().size(), () -> names.tracks(ref), this::track);
    }

    int[] clips(int track, Ref ref) {
        int count = session.track(track).map(t -> t.clips().size()).orElse(0);
        return positions(ref, count, () -> names.clips(track, ref), one -> clip(track, one));
    }

    int[] scenes(Ref ref) {
        return positions(ref, session.scenes().size(), () -> names.scenes(ref), this::scene);
    }

    int[] outputs(Ref ref) {
        return positions(ref, outputs.size(), () -> names.outputs(ref), this::output);
    }

    int[] cuePaths(Ref ref) {
        List<CuePath> paths = session.cuePaths();
        return positions(ref, paths.size(), () -> fitting(ref, paths), this::cuePath);
    }

    int[] steps(int cue, Ref ref) {
        List<CuePath.Step> steps = steps(cue);
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

    int[] nodes(Ref ref) {
        List<Node> nodes = graph.nodes();
        return IntStream.range(0, nodes.size())
                .filter(i -> spells(ref, nodes.get(i).id()))
                .toArray();
    }

    int[] parameters(Ref node, Ref param) {
        return graph.parameters().stream()
                .filter(each -> spells(param, each.path().param()))
                .filter(each -> spells(node, each.path().node()))
                .mapToInt(Parameter::number)
                .toArray();
    }

    int[] storedAt(int track, int position, Ref node, Ref param) {
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
        return List.of(spelling.spelled(path.node()), spelling.spelled(path.param()));
    }

    private Optional<Clip> clip(int track, int position) {
        return session.track(track).flatMap(t -> t.clip(position));
    }

    private List<CuePath.Step> steps(int cue) {
        return session.cuePath(cue).map(CuePath::steps).orElse(List.of());
    }

    /** All positions a reference stands for; of a plain one also a position past the end. */
    private static int[] positions(
            Ref ref, int count, Supplier<List<Integer>> fitting, ToIntFunction<Ref> plain) {
        if (ref.equals(Ref.EVERY)) {
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

    private List<Integer> fitting(Ref ref, List<? extends Named> objects) {
        return IntStream.rangeClosed(1, objects.size())
                .filter(position ->
                        fits(ref, position, objects.get(position - 1).id())
                                || spells(ref, objects.get(position - 1).name()))
                .boxed()
                .toList();
    }

    private boolean fits(Ref ref, int position, String id) {
        return spelling.fits(ref.written(), Integer.toString(position)) || spells(ref, id);
    }

    private boolean spells(Ref ref, String name) {
        if (ref.equals(Ref.EVERY)) {
            return true;
        }
        String spelled = spelling.spelled(name);
        return ref.pattern()
                ? spelling.fits(ref.written(), spelled)
                : ref.written().equals(spelled) || ref.written().equals(name);
    }
}
