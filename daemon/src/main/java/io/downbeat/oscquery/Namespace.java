package io.downbeat.oscquery;

import io.downbeat.address.AddressRow;
import io.downbeat.address.AddressTable;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.schema.AddressTreeNode;
import io.downbeat.schema.Method;
import io.downbeat.schema.Placeholder;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.model.Clip;
import io.downbeat.session.view.SessionView;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All addresses of one view of the session: the tree of the contract, with the objects of the
 * session in place of its placeholders, by position (nodes and parameters by their id and name).
 * Nothing is listed in advance: the children of a place are found when they are asked for.
 * Immutable; any thread may use it.
 */
final class Namespace {
    private final AddressTable table;
    private final ObjectNamesInAddresses names;
    private final SessionView view;

    Namespace(AddressTable table, ObjectNamesInAddresses names, SessionView view) {
        this.table = table;
        this.names = names;
        this.view = view;
    }

    SessionView view() {
        return view;
    }

    NamespaceNode root() {
        return NamespaceNode.root(table.space().root());
    }

    /** The row of a place and its objects; empty if no address ends here. */
    Optional<ConcreteAddress> address(NamespaceNode at) {
        Method method = at.place().method();
        if (method == null) {
            return Optional.empty();
        }
        AddressRow row = table.row(method);
        return Optional.of(new ConcreteAddress(row, at.first(), at.second(), at.third()));
    }

    /** The place of an address; empty if there is none. */
    Optional<NamespaceNode> find(List<String> parts) {
        NamespaceNode at = root();
        for (String part : parts) {
            NamespaceNode next = child(at, part);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    private @Nullable NamespaceNode child(NamespaceNode at, String part) {
        AddressTreeNode word = at.place().words().get(part);
        if (word != null) {
            return at.word(word, part);
        }
        for (NamespaceNode object : objects(at)) {
            if (object.key().equals(part)) {
                return object;
            }
        }
        return null;
    }

    /** What can follow a place: the words of the contract in its order, then the objects. */
    List<NamespaceNode> children(NamespaceNode at) {
        var children = new ArrayList<NamespaceNode>();
        at.place().words().forEach((word, next) -> children.add(at.word(next, word)));
        for (NamespaceNode object : objects(at)) {
            // A word of the contract wins over the name of an object.
            if (!at.place().words().containsKey(object.key())) {
                children.add(object);
            }
        }
        return children;
    }

    private List<NamespaceNode> objects(NamespaceNode at) {
        AddressTreeNode next = at.place().named();
        return next == null
                ? List.of()
                : switch (kindOf(next, at)) {
                    case TRACK -> positions(at, next, view.session().tracks().size());
                    case CLIP ->
                            positions(
                                    at,
                                    next,
                                    view.session().tracks().get(at.first() - 1).clips().size());
                    case SCENE -> positions(at, next, view.session().scenes().size());
                    case CUE -> positions(at, next, view.session().cueLists().size());
                    case STEP ->
                            positions(
                                    at,
                                    next,
                                    view.session().cueLists().get(at.first() - 1).steps().size());
                    case OUTPUT -> positions(at, next, view.outputs().size());
                    case NODE -> at.named() == 0 ? nodes(at, next) : storedNodes(at, next);
                    case PARAM ->
                            at.named() == 1 ? parameters(at, next) : storedParameters(at, next);
                };
    }

    /** The kind of object that leads to a place: that of the placeholder in any method below it. */
    private static Placeholder.Kind kindOf(AddressTreeNode next, NamespaceNode at) {
        AddressTreeNode below = next;
        while (below.method() == null) {
            AddressTreeNode named = below.named();
            below = named != null ? named : below.words().values().iterator().next();
        }
        Method method = below.method();
        return method == null ? Placeholder.Kind.NODE : method.captures().get(at.named());
    }

    private static List<NamespaceNode> positions(
            NamespaceNode at, AddressTreeNode next, int count) {
        var objects = new ArrayList<NamespaceNode>(count);
        for (int number = 1; number <= count; number++) {
            objects.add(at.position(next, number));
        }
        return objects;
    }

    private List<NamespaceNode> nodes(NamespaceNode at, AddressTreeNode next) {
        List<Node> nodes = view.graph().nodes();
        var objects = new ArrayList<NamespaceNode>(nodes.size());
        for (int index = 0; index < nodes.size(); index++) {
            objects.add(at.graphObject(next, names.spelled(nodes.get(index).id()), index));
        }
        return objects;
    }

    private List<NamespaceNode> parameters(NamespaceNode at, AddressTreeNode next) {
        var objects = new ArrayList<NamespaceNode>();
        for (int number : view.graph().nodes().get(at.first()).parameters()) {
            String name = view.graph().parameter(number).path().param();
            objects.add(at.graphObject(next, names.spelled(name), number));
        }
        return objects;
    }

    private List<NamespaceNode> storedNodes(NamespaceNode at, AddressTreeNode next) {
        Set<String> nodes = new LinkedHashSet<>();
        storedPaths(clip(at)).forEach((number, path) -> nodes.add(path.node()));
        return nodes.stream().map(node -> at.storedNode(next, names.spelled(node), node)).toList();
    }

    private List<NamespaceNode> storedParameters(NamespaceNode at, AddressTreeNode next) {
        var objects = new ArrayList<NamespaceNode>();
        storedPaths(clip(at))
                .forEach((number, path) -> {
                    if (path.node().equals(at.storedNode())) {
                        objects.add(at.storedParameter(next, names.spelled(path.param()), number));
                    }
                });
        return objects;
    }

    private Clip clip(NamespaceNode at) {
        return view.session().tracks().get(at.first() - 1).clips().get(at.second() - 1);
    }

    /** The parameters that a clip stores, by their numbers as {@link ConcreteAddress} has them. */
    private Map<Integer, ParamPath> storedPaths(Clip clip) {
        Map<Integer, ParamPath> paths = new LinkedHashMap<>();
        for (int at = 0; at < clip.values().size(); at++) {
            int number = clip.values().parameter(at);
            paths.put(number, view.graph().parameter(number).path());
        }
        for (int at = 0; at < clip.gone().size(); at++) {
            paths.put(-1 - at, clip.gone().get(at).path());
        }
        return paths;
    }
}
