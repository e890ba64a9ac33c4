package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.downbeat.engine.RandomEdits;
import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.persistence.read.GraphBytesToJson;
import io.downbeat.persistence.read.LoadedSessionReader;
import io.downbeat.persistence.read.Warnings;
import io.downbeat.persistence.save.LaunchedClipOnlyParameters;
import io.downbeat.persistence.save.SaveEdits;
import io.downbeat.session.model.GraphFileContents;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What undo and redo of everything write to the file, for random files and random edits. */
class UndoneEditsLawTest {

    private static final int EDITS = 60;

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @Tag("UNDO-10")
    @MethodSource("seeds")
    void undoingEverythingGivesTheFileOfTheStartAndRedoingEverythingThatOfTheEnd(int seed) {
        String text = RandomGraphText.of(new Random(seed));
        JsonDocument document =
                GraphBytesToJson.read("set.json", text.getBytes(StandardCharsets.UTF_8));
        GraphFileContents loaded =
                LoadedSessionReader.read("set.json", "set", document, new Warnings());
        var launched = new LaunchedClipOnlyParameters();
        List<String> saved = new ArrayList<>();

        RandomEdits.undoAndRedo(
                seed,
                EDITS,
                loaded,
                launched::onTurn,
                view ->
                        saved.add(
                                SaveEdits.document(document, loaded, view, launched.soFar())
                                        .text()));

        assertEquals(text, saved.get(0));
        assertNotEquals(text, saved.get(1));
        assertEquals(text, saved.get(2));
        assertEquals(saved.get(1), saved.get(3));
    }
}
