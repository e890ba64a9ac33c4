package io.downbeat.persistence.read;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Range;
import io.downbeat.persistence.json.JsonArray;
import io.downbeat.persistence.json.JsonBoolean;
import io.downbeat.persistence.json.JsonNull;
import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonString;
import io.downbeat.persistence.json.JsonValue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code nodes} and {@code connections}. */
public final class NodeReader {

    private NodeReader() {}

    /**
     * Reads all nodes into a draft.
     *
     * @throws GraphFileException at a node that is not an object or has no type
     */
    static GraphDraft nodes(String file, ObjectReader root) {
        var draft = new GraphDraft();
        root.fields("nodes").map(ObjectReader::entries).orElse(List.of()).stream()
                .forEach(node -> add(file, draft, node));
        return draft;
    }

    private static void add(String file, GraphDraft draft, ObjectReader.Entry node) {
        if (!(node.locatedJsonValue().value() instanceof JsonObject dict)) {
            throw refused(file, node, "is " + node.locatedJsonValue().value().kind());
        }
        if (!(dict.value("type").orElse(dict) instanceof JsonString type)) {
            throw refused(file, node, "has no type");
        }
        var objectReader =
                new ObjectReader(
                        dict, node.locatedJsonValue().path(), node.locatedJsonValue().warnings());
        draft.add(node.key(), type.value(), objectReader);
    }

    private static GraphFileException refused(String file, ObjectReader.Entry node, String what) {
        return new GraphFileException(
                "%s: %s: node %s %s; give it a \"type\" as text, or remove it"
                        .formatted(
                                file,
                                node.locatedJsonValue().path(),
                                JsonValue.quoted(node.key()),
                                what));
    }

    /** The live values of a node, in the file's order. */
    static Map<String, ParamValue> params(ObjectReader node) {
        Map<String, ParamValue> params = new LinkedHashMap<>();
        for (ObjectReader.Entry param : entries(node, "params")) {
            param.locatedJsonValue()
                    .paramValue()
                    .ifPresent(value -> params.put(param.key(), value));
        }
        return params;
    }

    static Set<String> locked(ObjectReader node) {
        Set<String> locked = new LinkedHashSet<>();
        for (ObjectReader.Entry lock : entries(node, "locks")) {
            if (isSet(lock.locatedJsonValue().value())) {
                locked.add(lock.key());
            }
        }
        return locked;
    }

    /** Any flags except false, 0, null or empty. */
    private static boolean isSet(JsonValue flags) {
        return switch (flags) {
            case JsonBoolean flag -> flag.value();
            case JsonNumber number -> number.value() != 0;
            case JsonNull none -> false;
            case JsonString text -> !text.value().isEmpty();
            case JsonArray list -> !list.values().isEmpty();
            case JsonObject dict -> !dict.members().isEmpty();
        };
    }

    static Map<String, Range> ranges(ObjectReader node) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (ObjectReader.Entry entry : entries(node, "ranges")) {
            Optional<Range> range = range(entry.locatedJsonValue().value());
            if (range.isEmpty()) {
                entry.locatedJsonValue().warn("expected [min, max] with min below max; ignored");
            }
            if (range.isPresent() && isMoved(range.get(), entry.locatedJsonValue().value())) {
                entry.locatedJsonValue()
                        .warn(
                                "the range is wider than OSC sends; it is "
                                        + ParamValue.shortest(range.get().min())
                                        + " to "
                                        + ParamValue.shortest(range.get().max()));
            }
            range.ifPresent(stated -> ranges.put(entry.key(), stated));
        }
        return ranges;
    }

    /** Whether an end of the range is not the one in the file. */
    private static boolean isMoved(Range range, JsonValue written) {
        return written instanceof JsonArray list
                && list.values().get(0) instanceof JsonNumber min
                && list.values().get(1) instanceof JsonNumber max
                && (range.min() != min.value() || range.max() != max.value());
    }

    /** The range in a value of {@code ranges}. */
    public static Optional<Range> range(JsonValue value) {
        if (value instanceof JsonArray list
                && list.values().size() == 2
                && list.values().get(0) instanceof JsonNumber min
                && list.values().get(1) instanceof JsonNumber max
                && Range.isRange(min.value(), max.value())) {
            return Optional.of(Range.stated(min.value(), max.value()));
        }
        return Optional.empty();
    }

    static Map<String, String> units(ObjectReader node) {
        Map<String, String> units = new LinkedHashMap<>();
        for (ObjectReader.Entry entry : entries(node, "units")) {
            entry.locatedJsonValue()
                    .text("ignored")
                    .ifPresent(unit -> units.put(entry.key(), unit));
        }
        return units;
    }

    private static List<ObjectReader.Entry> entries(ObjectReader node, String key) {
        return node.fields(key).map(ObjectReader::entries).orElse(List.of());
    }

    /** Marks the parameters that a connection drives. */
    static void connections(ObjectReader root, GraphDraft draft) {
        for (ObjectReader connection : root.objects("connections")) {
            end(connection, "from", draft);
            end(connection, "to", draft).ifPresent(draft::connect);
        }
    }

    private static Optional<ParamPath> end(ObjectReader connection, String key, GraphDraft draft) {
        Optional<String> written = connection.text(key);
        if (written.isEmpty()) {
            if (!connection.dict().value(key).isPresent()) {
                connection.warn(key, "expected a connection from \"node/port\" to \"node/port\"");
            }
            return Optional.empty();
        }
        Optional<ParamPath> path = split(written.get(), draft);
        if (path.isEmpty()) {
            connection.warn(
                    key,
                    "%s names no node of this graph, expected \"node/port\"; ignored"
                            .formatted(JsonValue.quoted(written.get())));
        }
        return path;
    }

    /** A node id may contain a slash: the shortest beginning that is a node's id counts. */
    private static Optional<ParamPath> split(String written, GraphDraft draft) {
        for (int at = written.indexOf('/'); at >= 0; at = written.indexOf('/', at + 1)) {
            if (draft.has(written.substring(0, at))) {
                return Optional.of(
                        new ParamPath(written.substring(0, at), written.substring(at + 1)));
            }
        }
        return Optional.empty();
    }
}
