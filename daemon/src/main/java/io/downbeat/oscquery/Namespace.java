package io.downbeat.oscquery;

import io.downbeat.address.AddressRow;
import io.downbeat.address.AddressTable;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.osc.PrintableText;
import io.downbeat.schema.AddressTreeNode;
import io.downbeat.schema.Method;
import io.downbeat.schema.Placeholder;
import io.downbeat.session.command.ObjectLookup;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Clip;
import io.downbeat.session.view.SessionView;

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

    /**
     * The place of an address. An object in it may be written by its position, its name or its id;
     * the place has the spelling of this namespace.
     *
     * @throws Refusal if there is no such address, or if two objects have a name that is in it
     */
    NamespaceNode find(List<String> parts) {
        var lookup = new ObjectLookup(view.session(), view.graph(), view.outputs(), names);
        NamespaceNode at = root();
        for (String part : parts) {
            at = child(at, part, lookup);
        }
        return at;
    }

    private NamespaceNode child(NamespaceNode at, String part, ObjectLookup lookup) {
        AddressTreeNode word = at.place().words().get(part);
        if (word != null) {
            return at.word(word, part);
        }
        AddressTreeNode next = at.place().named();
        if (next == null || part.isEmpty()) {
            throw noSuch(at, part);
        }
        var ref = ObjectReference.of(part);
        Placeholder.Kind kind = kindOf(next, at);
        int position =
                switch (kind) {
                    case TRACK -> lookup.track(ref);
                    case CLIP -> lookup.clip(at.first(), ref);
                    case SCENE -> lookup.scene(ref);
                    case CUE -> lookup.cueList(ref);
                    case STEP -> lookup.step(at.first(), ref);
                    case OUTPUT -> lookup.output(ref);
                    case NODE, PARAM -> 0;
                };
        List<?> listed = listed(kind, at);
        if (position > listed.size()) {
            throw noSuch(at, part);
        }
        return position > 0
                ? at.position(next, position, listed.get(position - 1))
                : spelledObject(at, part);
    }

    private NamespaceNode spelledObject(NamespaceNode at, String id) {
        String spelled = names.spelled(id);
        return namedChildren(at).stream()
                .filter(object -> object.key().equals(spelled))
                .findFirst()
                .orElseThrow(() -> noSuch(at, id));
    }

    private static Refusal noSuch(NamespaceNode at, String part) {
        return new Refusal(
                Refusal.Code.UNKNOWN,
                "there is no address " + PrintableText.of(at.path() + "/" + part));
    }

    /** What can follow a place: the words of the contract in its order, then the objects. */
    List<NamespaceNode> children(NamespaceNode at) {
        var children = new ArrayList<NamespaceNode>();
        at.place().words().forEach((word, next) -> children.add(at.word(next, word)));
        children.addAll(namedChildren(at));
        return children;
    }

    /** The objects that can follow a place. */
    List<NamespaceNode> namedChildren(NamespaceNode at) {
        AddressTreeNode next = at.place().named();
        if (next == null) {
            return List.of();
        }
        Placeholder.Kind kind = kindOf(next, at);
        List<NamespaceNode> objects =
                switch (kind) {
                    case TRACK, CLIP, SCENE, CUE, STEP, OUTPUT ->
                            positions(at, next, listed(kind, at));
                    case NODE -> at.named() == 0 ? nodes(at, next) : storedNodes(at, next);
                    case PARAM ->
                            at.named() == 1 ? parameters(at, next) : storedParameters(at, next);
                };
        // A word of the contract wins over the name of an object.
        objects.removeIf(object -> at.place().words().containsKey(object.key()));
        return objects;
    }

    /** The objects of the session that can follow a place, in the order of their positions. */
    private List<?> listed(Placeholder.Kind kind, NamespaceNode at) {
        return switch (kind) {
            case TRACK -> view.session().tracks();
            case CLIP -> view.session().tracks().get(at.first() - 1).clips();
            case SCENE -> view.session().scenes();
            case CUE -> view.session().cueLists();
            case STEP -> view.session().cueLists().get(at.first() - 1).steps();
            case OUTPUT -> view.outputs();
            case NODE, PARAM -> List.of();
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
            NamespaceNode at, AddressTreeNode next, List<?> listed) {
        var objects = new ArrayList<NamespaceNode>(listed.size());
        for (int number = 1; number <= listed.size(); number++) {
            objects.add(at.position(next, number, listed.get(number - 1)));
        }
        return objects;
    }

    private List<NamespaceNode> nodes(NamespaceNode at, AddressTreeNode next) {
        List<Node> nodes = view.graph().nodes();
        var objects = new ArrayList<NamespaceNode>(nodes.size());
        for (int index = 0; index < nodes.size(); index++) {
            Node node = nodes.get(index);
            objects.add(at.graphObject(next, names.spelled(node.id()), index, node));
        }
        return objects;
    }

    private List<NamespaceNode> parameters(NamespaceNode at, AddressTreeNode next) {
        var objects = new ArrayList<NamespaceNode>();
        for (int number : view.graph().nodes().get(at.first()).parameters()) {
            Parameter parameter = view.graph().parameter(number);
            String name = names.spelled(parameter.path().param());
            objects.add(at.graphObject(next, name, number, parameter));
        }
        return objects;
    }

    private List<NamespaceNode> storedNodes(NamespaceNode at, AddressTreeNode next) {
        Set<String> nodes = new LinkedHashSet<>();
        storedPaths(clip(at)).forEach((number, path) -> nodes.add(path.node()));
        var objects = new ArrayList<NamespaceNode>(nodes.size());
        nodes.forEach(node -> objects.add(at.storedNode(next, names.spelled(node), node)));
        return objects;
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
