package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.editing.Edit;

import java.util.List;

/** Performs the commands that add and delete nodes and add parameters to them. */
final class NodeEditHandler {

    /** The longest id of a node and name of a parameter, in characters. */
    private static final int LONGEST = 200;

    private final SessionDocument document;
    private final Editor editor;

    NodeEditHandler(SessionDocument document, Editor editor) {
        this.document = document;
        this.editor = editor;
    }

    /** Adds a node without parameters. Throws {@link Refusal} if the id cannot be one. */
    void add(String id, String type, CommandContext context) {
        requireNewNode(id);
        if (type.isBlank()) {
            throw new Refusal(
                    Refusal.Code.RANGE, "a node has a type, such as \"Oscillator\", not \"\"");
        }
        editor.apply(new Edit.AddNode(id, type.strip(), List.of()), context);
        editor.answerAdded(Event.Added.Kind.NODE, List.of(), ParamValue.of(id), context);
    }

    void handle(Command.NodeEditCommand command, Node node, CommandContext context) {
        switch (command) {
            case Command.DeleteNode delete -> editor.apply(new Edit.DeleteNode(node.id()), context);
            case Command.AddParameter(var ref, var name, var value) -> {
                requireNewParameter(node, name);
                var path = new ParamPath(node.id(), name);
                editor.apply(new Edit.AddParameter(path, value), context);
                editor.answerAdded(
                        Event.Added.Kind.PARAMETER,
                        List.of(naming().spelled(node.id())),
                        ParamValue.of(name),
                        context);
            }
        }
    }

    /** Throws {@link Refusal} unless a new node can have the id. */
    void requireNewNode(String id) {
        requireAddressPart("id of a node", id);
        if (naming().isReservedNodeId(id)) {
            throw new Refusal(
                    Refusal.Code.NOT_ALLOWED,
                    id + " is a word of the addresses below /node: choose another id");
        }
        document.graph().nodes().stream()
                .filter(node -> naming().spelled(node.id()).equals(id))
                .findFirst()
                .ifPresent(there -> {
                    throw new Refusal(
                            Refusal.Code.NOT_ALLOWED,
                            "there is a node %s already: choose another id".formatted(there.id()));
                });
    }

    /** Throws {@link Refusal} unless a new parameter of the node can have the name. */
    void requireNewParameter(Node node, String name) {
        requireAddressPart("name of a parameter", name);
        node.parameters().stream()
                .map(number -> document.graph().parameter(number).path().param())
                .filter(there -> naming().spelled(there).equals(name))
                .findFirst()
                .ifPresent(there -> {
                    throw new Refusal(
                            Refusal.Code.NOT_ALLOWED,
                            "node %s has a parameter %s already: set it with /node/%s/param/%s"
                                    .formatted(
                                            node.id(),
                                            there,
                                            naming().spelled(node.id()),
                                            naming().spelled(there)));
                });
    }

    private void requireAddressPart(String what, String text) {
        if (text.isEmpty() || text.length() > LONGEST || !naming().spelled(text).equals(text)) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "the %s is 1 to %d characters without spaces and # * , / ? [ ] { }, not \"%s\""
                            .formatted(
                                    what,
                                    LONGEST,
                                    text.length() > 40 ? text.substring(0, 40) + "..." : text));
        }
    }

    private ObjectNamesInAddresses naming() {
        return document.objectNamesInAddresses();
    }
}
