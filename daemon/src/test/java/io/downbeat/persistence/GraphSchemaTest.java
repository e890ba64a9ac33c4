package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonString;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.FollowAction;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schema that editors of graph files use: its words are the program's. */
class GraphSchemaTest {

    private final JsonObject schema = schema();

    private static JsonObject schema() {
        Path file = GraphsTest.graphs().resolve("graph.schema.json");
        try {
            return GraphText.read("graph.schema.json", Files.readAllBytes(file)).object();
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

    private void wordsOf(FileWords<?> words, String... keys) {
        List<String> written =
                at(keys).values("enum").stream().map(item -> ((JsonString) item).value()).toList();
        assertEquals(List.copyOf(words.meanings().keySet()), written);
    }

    @Test
    void itsWordsAreThoseThatAreRead() {
        wordsOf(FileWords.QUANTIZE, "$defs", "quantize");
        wordsOf(FileWords.MODE, "$defs", "clip", "properties", "mode");
        wordsOf(FileWords.UNIT, "$defs", "transition", "properties", "unit");
        wordsOf(FileWords.CURVE, "$defs", "transition", "properties", "curve");
        wordsOf(FileWords.follow(FollowAction.Word.NEXT), "$defs", "followWord");
        wordsOf(
                FileWords.ADVANCE,
                "$defs",
                "cuePath",
                "properties",
                "steps",
                "items",
                "properties",
                "advance_mode");
    }

    @Test
    void itsVersionIsTheNewestThatIsRead() {
        JsonValue newest = at("properties", "schema_version").value("maximum").orElseThrow();
        assertEquals(PieceReader.SCHEMA_VERSION, ((JsonNumber) newest).value());
    }
}
