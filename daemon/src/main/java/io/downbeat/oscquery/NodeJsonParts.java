package io.downbeat.oscquery;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * The JSON of a node and of all below it, in parts of some kilobytes. Each part is made when it is
 * asked for, so that a namespace of any size needs little memory. Not thread safe.
 */
final class NodeJsonParts implements Iterator<ByteBuffer> {
    /** Some fifty nodes, which take a fraction of a millisecond. */
    private static final int PART_BYTES = 16 << 10;

    private static final JsonFactory JSON = new JsonFactory();

    private final Namespace namespace;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * PART_BYTES);
    private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes);
    private final NodeJson nodeJson;
    private final Deque<Iterator<NamespaceNode>> open = new ArrayDeque<>();
    private boolean finished;

    /**
     * @param above the path to the first of {@code around}
     * @param around names of containers of one child each, around the node: the prefix of the
     *     program
     * @param node the node
     * @param contentsOnly whether the attributes of the first object are left out
     * @param writer makes what writes the attributes
     */
    NodeJsonParts(
            Namespace namespace,
            String above,
            List<String> around,
            NamespaceNode node,
            boolean contentsOnly,
            Function<JsonGenerator, NodeJson> writer) {
        this.namespace = namespace;
        nodeJson = writer.apply(json);
        json.writeStartObject();
        String path = above;
        for (String name : around) {
            if (!contentsOnly || !open.isEmpty()) {
                json.writeStringProperty("FULL_PATH", path.isEmpty() ? "/" : path);
            }
            json.writeObjectPropertyStart("CONTENTS");
            json.writeObjectPropertyStart(name);
            open.push(Collections.emptyIterator());
            path += "/" + name;
        }
        begin(node, !contentsOnly || !around.isEmpty());
    }

    @Override
    public boolean hasNext() {
        return !finished;
    }

    @Override
    public ByteBuffer next() {
        if (finished) {
            throw new NoSuchElementException();
        }
        bytes.reset();
        while (!finished && bytes.size() < PART_BYTES) {
            advance();
        }
        json.flush();
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private void advance() {
        Iterator<NamespaceNode> siblings = open.peek();
        if (siblings == null) {
            json.close();
            finished = true;
        } else if (siblings.hasNext()) {
            NamespaceNode node = siblings.next();
            json.writeName(node.key());
            json.writeStartObject();
            begin(node, true);
        } else {
            open.pop();
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    /** Writes the attributes of a node, and begins its contents or ends it. */
    private void begin(NamespaceNode node, boolean attributes) {
        if (attributes) {
            nodeJson.writeAttributes(node);
        }
        List<NamespaceNode> children = namespace.children(node);
        if (children.isEmpty()) {
            json.writeEndObject();
        } else {
            json.writeObjectPropertyStart("CONTENTS");
            open.push(children.iterator());
        }
    }
}
