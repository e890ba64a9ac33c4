package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonString;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.read.FileKeywords;
import io.downbeat.persistence.read.GraphBytesToJson;
import io.downbeat.persistence.read.LoadedSessionReader;
import io.downbeat.session.model.FollowAction;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schema that editors of graph files use: its words are the program's. */
class GraphSchemaTest {

    private final JsonObject schema = schema();

    private static JsonObject schema() {
        Path file = SampleGraphsTest.graphs().resolve("graph.schema.json");
        try {
            return GraphBytesToJson.read("graph.schema.json", Files.readAllBytes(file)).object();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    private JsonObject at(String... keys) {
        JsonObject dict = schema;
        for (String key : keys) {
            dict = dict.object(key).orElseThrow();
        }
        return dict;
    }

    private void wordsOf(FileKeywords<?> words, String... keys) {
        List<String> written =
                at(keys).values("enum").stream().map(item -> ((JsonString) item).value()).toList();
        assertEquals(List.copyOf(words.meanings().keySet()), written);
    }

    @Test
    void theWordsOfTheSchemaAreThoseThatAreRead() {
        wordsOf(FileKeywords.QUANTIZE, "$defs", "quantize");
        wordsOf(FileKeywords.MODE, "$defs", "clip", "properties", "mode");
        wordsOf(FileKeywords.UNIT, "$defs", "transition", "properties", "unit");
        wordsOf(FileKeywords.CURVE, "$defs", "transition", "properties", "curve");
        wordsOf(FileKeywords.follow(FollowAction.Kind.NEXT), "$defs", "followWord");
        wordsOf(
                FileKeywords.ADVANCE,
                "$defs",
                "cuePath",
                "properties",
                "steps",
                "items",
                "properties",
                "advance_mode");
    }

    @Test
    void theVersionOfTheSchemaIsTheNewestThatIsRead() {
        JsonValue newest = at("properties", "schema_version").value("maximum").orElseThrow();
        assertEquals(LoadedSessionReader.SCHEMA_VERSION, ((JsonNumber) newest).value());
    }
}
