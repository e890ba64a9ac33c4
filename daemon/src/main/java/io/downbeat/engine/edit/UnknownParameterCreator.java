package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.editing.Edit;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Creates the nodes and parameters for which values arrive while learning is on. Patterns create
 * nothing.
 */
final class UnknownParameterCreator {

    /** The type of a node that was learnt: what it is, only its sender knows. */
    static final String TYPE = "Learnt";

    /** Enough for the largest patches; each makes the graph larger for the rest of the run. */
    private static final int MOST_PARAMETERS = 4_096;

    private static final int MOST_NODES = 512;

    private final SessionDocument document;
    private final Editor editor;
    private final NodeEditHandler nodeEditHandler;
    private final BitSet parameters = new BitSet();
    private final Set<String> nodes = new HashSet<>();

    UnknownParameterCreator(
            SessionDocument document, Editor editor, NodeEditHandler nodeEditHandler) {
        this.document = document;
        this.editor = editor;
        this.nodeEditHandler = nodeEditHandler;
    }

    void handle(Command.SetLearn command) {
        editor.learning().set(command.on().from(editor.learning().isOn()));
    }

    /** Whether a value is for a node or a parameter that is not there and is to be created. */
    boolean learns(Command.WriteParam write) {
        if (!editor.learning().isOn() || write.node().pattern() || write.param().pattern()) {
            return false;
        }
        Optional<Node> node = node(write.node());
        return node.isEmpty() || !has(node.get(), write.param());
    }

    /** Throws {@link Refusal} if an id cannot be one, or too much was learnt already. */
    void learn(Command.WriteParam write, CommandContext context) {
        Optional<Node> node = node(write.node());
        String id = node.map(Node::id).orElse(write.node().written());
        var path = new ParamPath(id, write.param().written());
        if (node.isEmpty()) {
            nodeEditHandler.requireNewNode(id);
            nodeEditHandler.requireNewParameter(new Node(id, TYPE, List.of()), path.param());
            requireRoom(nodes.contains(id) ? 0 : nodes.size(), MOST_NODES, "nodes");
        } else {
            nodeEditHandler.requireNewParameter(node.get(), path.param());
        }
        requireRoom(parameters.cardinality(), MOST_PARAMETERS, "parameters");
        Edit edit =
                node.isEmpty()
                        ? new Edit.AddNode(id, TYPE, List.of(Parameter.added(path, write.value())))
                        : new Edit.AddParameter(path, write.value());
        int number = editor.applyLearnt(edit, path, context);
        parameters.set(number);
        if (node.isEmpty()) {
            nodes.add(id);
        }
    }

    private static void requireRoom(int learnt, int most, String what) {
        if (learnt >= most) {
            throw new Refusal(
                    Refusal.Code.NOT_ALLOWED,
                    "%d %s were learnt, and no more are until the program starts again: add others with"
                                    .formatted(most, what)
                            + " /node/add and /node/{id}/param/add");
        }
    }

    private Optional<Node> node(ObjectReference written) {
        try {
            return Optional.of(document.objectLookup().node(written));
        } catch (Refusal refusal) {
            if (refusal.code() == Refusal.Code.NO_SUCH) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private boolean has(Node node, ObjectReference param) {
        return node.parameters().stream()
                .map(number -> document.graph().parameter(number).path().param())
                .anyMatch(name -> document.objectLookup().matches(param, name));
    }
}
