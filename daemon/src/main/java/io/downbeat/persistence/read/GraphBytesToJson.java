package io.downbeat.persistence.read;

import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonSyntaxException;

/** Parses the bytes of a graph file as JSON. */
public final class GraphBytesToJson {

    private GraphBytesToJson() {}

    /**
     * Parses a file's bytes.
     *
     * @param name the file's name in messages
     * @throws GraphFileException if they are not UTF-8, not JSON, or not a JSON object
     */
    public static JsonDocument read(String name, byte[] bytes) {
        try {
            JsonDocument document = JsonDocument.of(bytes);
            if (document.root() instanceof JsonObject) {
                return document;
            }
            throw new GraphFileException(
                    name
                            + ": a graph file is one JSON object { ... }, this one is "
                            + document.root().kind()
                            + "; open a file that was saved as a graph");
        } catch (JsonSyntaxException e) {
            throw new GraphFileException(
                    "%s:%d:%d: %s".formatted(name, e.line(), e.column(), e.what()));
        }
    }
}
