package io.downbeat.persistence;

import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.NotJson;

/** The reading of a graph file's bytes as JSON. */
final class GraphText {

    private GraphText() {}

    /**
     * Reads a file's bytes.
     *
     * @param name what the file is called in messages
     * @throws GraphRefused if they are not UTF-8, not JSON, or not a JSON object
     */
    static JsonDocument read(String name, byte[] bytes) {
        try {
            JsonDocument document = JsonDocument.of(bytes);
            if (document.root() instanceof JsonObject) {
                return document;
            }
            throw new GraphRefused(
                    name
                            + ": a graph file is one JSON object { ... }, this one holds "
                            + document.root().kind()
                            + "; open a file that was saved as a graph");
        } catch (NotJson e) {
            throw new GraphRefused("%s:%d:%d: %s".formatted(name, e.line(), e.column(), e.what()));
        }
    }
}
