package io.downbeat.session.command;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the objects that the references of an address mean, in one session: for reading and for
 * commands alike. Digits are a position. Any other text is first compared with the ids, then with
 * the names; a name must be unique. Nodes and parameters have ids only.
 *
 * <p>A single reference gives a position from 1. The position may be past the last object; the
 * caller decides whether that is an error. Indexes are built when they are first needed. An
 * instance belongs to one thread.
 */
public final class ObjectLookup {

    /** Longer texts are no misspelled names, and would take long to compare. */
    private static final int LONGEST_MISSPELLED = 40;

    /**
     * The number of names that are compared with a misspelled one; this takes about ten
     * microseconds.
     */
    private static final int MOST_COMPARED = 64;

    private final Session session;
    private final Graph graph;
    private final List<? extends AddressableObject> outputs;
    private final ObjectNamesInAddresses objectNamesInAddresses;
    private final Map<Object, Map<String, List<Integer>>> indexes = new LinkedHashMap<>();

    public ObjectLookup(
            Session session,
            Graph graph,
            List<? extends AddressableObject> outputs,
            ObjectNamesInAddresses objectNamesInAddresses) {
        this.session = session;
        this.graph = graph;
        this.outputs = List.copyOf(outputs);
        this.objectNamesInAddresses = objectNamesInAddresses;
    }

    /** Throws {@link Refusal} for position 0, an unknown name, or a name that two tracks share. */
    public int track(ObjectReference ref) {
        return position("track", ref, session.tracks());
    }

    /** The position of a clip in the track at {@code track}; throws as {@link #track} does. */
    public int clip(int track, ObjectReference ref) {
        return position("clip", ref, clips(track));
    }

    /** Throws as {@link #track} does. */
    public int scene(ObjectReference ref) {
        return position("scene", ref, session.scenes());
    }

    /** Throws as {@link #track} does. */
    public int cueList(ObjectReference ref) {
        return position("cue list", ref, session.cueLists());
    }

    /** A step of the cue list at {@code cue}, by position or id; throws as {@link #track} does. */
    public int step(int cue, ObjectReference ref) {
        if (isDigits(ref.written())) {
            return position("step", ref, List.of());
        }
        List<CueList.Step> steps = steps(cue);
        return matching(steps.size(), k -> matches(ref, steps.get(k - 1).id())).stream()
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(
                                Refusal.Code.NO_SUCH,
                                "cue list "
                                        + cue
                                        + " has no step "
                                        + ref.written()
                                        + ": expected a position from 1 to "
                                        + steps.size()));
    }

    /** Throws as {@link #track} does. */
    public int output(ObjectReference ref) {
        return position("output", ref, outputs);
    }

    /** Throws {@link Refusal} if the graph has no such node, or if two nodes have this spelling. */
    public Node node(ObjectReference ref) {
        return graph.node(ref.written()).orElseGet(() -> spelledNode(ref));
    }

    private Node spelledNode(ObjectReference ref) {
        List<Node> found =
                graph.nodes().stream().filter(node -> isSpelled(node.id(), ref)).toList();
        if (found.isEmpty()) {
            throw noSuch(
                    "node",
                    ref,
                    "see /node/list for the nodes there are",
                    graph.nodes().stream().map(Node::id));
        }
        if (found.size() > 1) {
            throw new Refusal(
                    Refusal.Code.AMBIGUOUS,
                    "nodes "
                            + found.get(0).id()
                            + " and "
                            + found.get(1).id()
                            + " are both spelled "
                            + ref.written());
        }
        return found.getFirst();
    }

    /** Throws {@link Refusal} if the graph has no such node or the node has no such parameter. */
    public Parameter parameter(ObjectReference node, ObjectReference param) {
        Node owner = node(node);
        return graph.parameter(new ParamPath(owner.id(), param.written()))
                .or(() ->
                        parametersOf(owner)
                                .filter(p -> isSpelled(p.path().param(), param))
                                .findFirst())
                .orElseThrow(() ->
                        noSuch(
                                "parameter of node " + owner.id(),
                                param,
                                "see /node/"
                                        + objectNamesInAddresses.spelled(owner.id())
                                        + "/params for those it has",
                                parametersOf(owner).map(p -> p.path().param())));
    }

    /**
     * The tracks that a reference or pattern means. Throws if a plain reference names no existing
     * track.
     */
    public List<Integer> tracks(ObjectReference ref) {
        return positions("track", ref, session.tracks());
    }

    /** As {@link #tracks}, for the clips of a track. */
    public List<Integer> clips(int track, ObjectReference ref) {
        return positions("clip of track " + track, ref, clips(track));
    }

    /** As {@link #tracks}. */
    public List<Integer> scenes(ObjectReference ref) {
        return positions("scene", ref, session.scenes());
    }

    /** As {@link #tracks}. */
    public List<Integer> outputs(ObjectReference ref) {
        return positions("output", ref, outputs);
    }

    /** As {@link #tracks}. */
    public List<Integer> cueLists(ObjectReference ref) {
        return positions("cue list", ref, session.cueLists());
    }

    /** As {@link #tracks}, for the steps of a cue list. */
    public List<Integer> steps(int cue, ObjectReference ref) {
        List<CueList.Step> steps = steps(cue);
        return ref.pattern()
                ? matching(steps.size(), k -> matches(ref, k, steps.get(k - 1).id()))
                : List.of(step(cue, ref));
    }

    /** Whether a reference or a pattern names the object that has this id or name. */
    public boolean matches(ObjectReference ref, String name) {
        if (ref.pattern()) {
            return fits(ref, name);
        }
        return ref.written().equals(name) || isSpelled(name, ref);
    }

    private boolean matches(ObjectReference pattern, int position, String id) {
        return objectNamesInAddresses.matches(pattern.written(), Integer.toString(position))
                || fits(pattern, id);
    }

    /**
     * The clips of one track that a plain reference names under a pattern of tracks; none if the
     * track has no such clip.
     *
     * @param emptyToo whether a position past the last clip counts
     */
    public List<Integer> existingClips(int track, ObjectReference ref, boolean emptyToo) {
        List<? extends AddressableObject> clips = clips(track);
        if (isDigits(ref.written())) {
            int position = clip(track, ref);
            return position <= clips.size() || emptyToo ? List.of(position) : List.of();
        }
        return matching(clips.size(), position -> isSpelled(clips.get(position - 1), ref));
    }

    private boolean isSpelled(AddressableObject object, ObjectReference ref) {
        return isSpelled(object.id(), ref) || isSpelled(object.name(), ref);
    }

    /** The nodes that a reference or pattern means. */
    public List<Node> nodes(ObjectReference ref) {
        return ref.pattern()
                ? graph.nodes().stream().filter(node -> fits(ref, node.id())).toList()
                : List.of(node(ref));
    }

    /**
     * The parameters that two references or patterns mean. If the node is a pattern, nodes without
     * the parameter are left out.
     */
    public List<Parameter> parameters(ObjectReference node, ObjectReference param) {
        if (!node.pattern() && !param.pattern()) {
            return List.of(parameter(node, param));
        }
        return nodes(node).stream()
                .flatMap(this::parametersOf)
                .filter(p ->
                        param.pattern()
                                ? fits(param, p.path().param())
                                : p.path().param().equals(param.written())
                                        || isSpelled(p.path().param(), param))
                .toList();
    }

    private Stream<Parameter> parametersOf(Node node) {
        return node.parameters().stream().map(graph::parameter);
    }

    private List<? extends AddressableObject> clips(int track) {
        return session.track(track).map(Track::clips).orElse(List.of());
    }

    private List<Integer> positions(
            String kind, ObjectReference ref, List<? extends AddressableObject> objects) {
        if (ref.pattern()) {
            return matching(
                    objects.size(), position -> fits(ref, position, objects.get(position - 1)));
        }
        int position = position(kind, ref, objects);
        if (position > objects.size()) {
            throw noSuch(kind, ref, "there are " + objects.size());
        }
        return List.of(position);
    }

    private int position(
            String kind, ObjectReference ref, List<? extends AddressableObject> objects) {
        if (isDigits(ref.written())) {
            int position =
                    ref.written().length() > 9
                            ? Integer.MAX_VALUE
                            : Integer.parseInt(ref.written());
            if (position == 0) {
                throw noSuch(kind, ref, "positions count from 1");
            }
            return position;
        }
        List<Integer> named = index(objects).getOrDefault(ref.written(), List.of());
        if (named.isEmpty()) {
            throw noSuch(
                    kind,
                    ref,
                    "expected a position from 1 to " + objects.size() + ", a name or an id",
                    objects.stream().map(AddressableObject::name));
        }
        if (named.size() > 1) {
            throw ambiguous(kind, ref, named, objects);
        }
        return named.getFirst();
    }

    /** Ids come before names, so that an id still works if another object has it as its name. */
    private Map<String, List<Integer>> index(List<? extends AddressableObject> objects) {
        return indexes.computeIfAbsent(
                new Identity(objects),
                key -> {
                    var byId = new LinkedHashMap<String, List<Integer>>();
                    var byName = new LinkedHashMap<String, List<Integer>>();
                    for (int position = 1; position <= objects.size(); position++) {
                        AddressableObject object = objects.get(position - 1);
                        byId.computeIfAbsent(
                                        objectNamesInAddresses.spelled(object.id()),
                                        id -> new ArrayList<>())
                                .add(position);
                        byName.computeIfAbsent(
                                        objectNamesInAddresses.spelled(object.name()),
                                        name -> new ArrayList<>())
                                .add(position);
                    }
                    byName.putAll(byId);
                    return byName;
                });
    }

    private List<CueList.Step> steps(int cue) {
        return session.cueList(cue).map(CueList::steps).orElse(List.of());
    }

    private static List<Integer> matching(int count, IntPredicate matches) {
        return IntStream.rangeClosed(1, count).filter(matches).boxed().toList();
    }

    private boolean fits(ObjectReference pattern, int position, AddressableObject object) {
        return matches(pattern, position, object.id()) || fits(pattern, object.name());
    }

    private boolean fits(ObjectReference pattern, String name) {
        return pattern.written().equals(ObjectReference.EVERY.written())
                || objectNamesInAddresses.matches(
                        pattern.written(), objectNamesInAddresses.spelled(name));
    }

    private boolean isSpelled(String name, ObjectReference ref) {
        return objectNamesInAddresses.spelled(name).equals(ref.written());
    }

    private static boolean isDigits(String written) {
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return !written.isEmpty();
    }

    private static Refusal noSuch(String kind, ObjectReference ref, String expected) {
        return new Refusal(
                Refusal.Code.NO_SUCH,
                "there is no " + kind + " " + ref.written() + ": " + expected);
    }

    /** As without names, with the one that was probably meant. */
    private Refusal noSuch(
            String kind, ObjectReference ref, String expected, Stream<String> names) {
        String hint =
                ref.written().length() > LONGEST_MISSPELLED
                        ? ""
                        : objectNamesInAddresses
                                .nearest(
                                        ref.written(),
                                        names.limit(MOST_COMPARED)
                                                .map(objectNamesInAddresses::spelled)
                                                .toList())
                                .map(near -> "; the nearest is " + near)
                                .orElse("");
        return noSuch(kind, ref, expected + hint);
    }

    private static Refusal ambiguous(
            String kind,
            ObjectReference ref,
            List<Integer> found,
            List<? extends AddressableObject> objects) {
        String both =
                found.stream()
                        .limit(4)
                        .map(position ->
                                kind + " " + position + " (" + objects.get(position - 1).id() + ")")
                        .reduce((first, second) -> first + " and " + second)
                        .orElse("");
        return new Refusal(
                Refusal.Code.AMBIGUOUS,
                both + " are both called " + ref.written() + ": use the position or the id");
    }

    /** A list compared by identity, because two tracks may have equal clips. */
    private record Identity(Object list) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity that && that.list == list;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(list);
        }
    }
}
