package io.downbeat.persistence.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.persistence.GraphFileOpener;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that can not be used, and what is said of them. */
class GraphFileExceptionTest {

    private @TempDir Path folder;

    private String refusal(byte[] content) throws IOException {
        Path file = folder.resolve("set.json");
        Files.write(file, content);
        String text =
                assertThrows(GraphFileException.class, () -> GraphFileOpener.open(file)).text();
        assertTrue(text.startsWith(file.toString()), text);
        assertEquals(1, text.lines().count(), text);
        return text.substring(file.toString().length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'schema_version': 4}|: schema_version: the file has version 4, this program reads"
                        + " up to 3; open it with a newer one",
                "{'schema_version': 1e400}|: schema_version: expected a whole number up to 3",
                "{'schema_version': '3'}|: schema_version: expected a whole number up to 3",
                "{'schema_version': 2.5}|: schema_version: expected a whole number up to 3",
                "{'nodes': {'a': {'type': 'X'}, 'kick': {}}}|: nodes.kick: node 'kick' has no type;"
                        + " give it a 'type' as text, or remove it",
                "{'nodes': {'kick': {'type': 1}}}|: nodes.kick: node 'kick' has no type; give it a"
                        + " 'type' as text, or remove it",
                "{'nodes': {'kick': 3}}|: nodes.kick: node 'kick' is a number; give it a 'type' as text, or remove it",
                "{'nodes': []}|: nodes: expected an object { ... }, found a list; correct the file"
                        + " there",
                "{'session': 1}|: session: expected an object { ... }, found a number; correct the"
                        + " file there",
                "{'session': {'tracks': {}}}|: session.tracks: expected a list [ ... ], found an"
                        + " object; correct the file there",
                "{'session': {'scenes': true}}|: session.scenes: expected a list [ ... ], found"
                        + " true; correct the file there",
                "{'a': 1}|: is JSON, but not a graph: expected 'nodes' and 'session' among its keys,"
                        + " found 'a'; open a file that was saved as a graph",
                "{'name': 'x', 'b': 1, 'c': {}, 'd': []}|: is JSON, but not a graph: expected"
                        + " 'nodes' and 'session' among its keys, found 'name', 'b', 'c' and"
                        + " others; open a file that was saved as a graph",
                "[1]|: a graph file is one JSON object { ... }, this one is a list; open a file"
                        + " that was saved as a graph",
            })
    void theErrorNamesFilePlaceAndWhatToDo(String content, String expected) throws IOException {
        byte[] bytes = content.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertEquals(expected, refusal(bytes).replace('"', '\''));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a': 1,}|expected a key in 'double quotes' after the comma, found }",
                "{a: 1}|expected a key in 'double quotes', found a",
                "{'a' 1}|expected : between the key and its value, found 1",
                "{'a': [1 2]}|expected , or ] after the value, found 2",
                "{'a': 1 'b': 2}|expected , or } after the value, found '",
                "{'a': [1}|expected ] to end the list, found }",
                "{'a': 1}}|nothing is open that could end here, found }",
                "{'a': 1} x|there is more text after the end of the object",
                "{'a': 1|the file ends too early; expected } to end an object",
                "{'a': [1|the file ends too early; expected ] to end a list",
                "{'a': 'x|the file ends too early; expected a ' that ends the text",
                "{'a': tru}|expected a value (a text in 'double quotes', a number, true, false, null,"
                        + " a list [ ... ] or an object { ... }), found tru",
                "{'a': }|expected a value (a text in 'double quotes', a number, true, false, null,"
                        + " a list [ ... ] or an object { ... }), found }",
                "{'a': NaN}|expected a number such as 5, -0.5 or 1e3, found NaN",
                "{'a': 01}|expected a number such as 5, -0.5 or 1e3, found 1",
                "{'a': +5}|expected a number such as 5, -0.5 or 1e3, found 5",
                "{'a': 'x\\ny'}|a text contains a line end or another control character; write it"
                        + " as an escape, as \\n",
                "// x|JSON has no comments; remove this one",
                "{'a': \u001b[31m}|expected a value (a text in 'double quotes', a number, true, false, null,"
                        + " a list [ ... ] or an object { ... }), found the control character"
                        + " U+001B",
            })
    void theErrorDescribesTheMistakeWithoutParserTerms(String content, String expected)
            throws IOException {
        String text = content.replace('\'', '"').replace("\\n", "\n");
        String refusal = refusal(text.getBytes(StandardCharsets.UTF_8)).replace('"', '\'');
        assertTrue(refusal.contains(": not JSON: " + expected + "; correct the file"), refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'nodes': {},\\n 'x': NaN}|2:7",
                "{'nodes': {},\\n 'x': Infinity}|2:7",
                "{'a': 1,}|1:9",
                "{'a': 1|1:8",
                "{'a': 1} 2|1:10",
                "{'a': 1} x|1:10",
                "{'a':\\n\\n tru}|3:2",
                "{'a': 01}|1:8",
                "// comment|1:1",
                "|1:1",
            })
    void aJsonMistakeIsShownByLineAndColumn(String content, String place) throws IOException {
        String text = content == null ? "" : content.replace('\'', '"').replace("\\n", "\n");
        String refusal = refusal(text.getBytes(StandardCharsets.UTF_8));
        assertTrue(refusal.startsWith(":" + place + ": not JSON: "), refusal);
        assertTrue(refusal.endsWith("; correct the file there or open another one"), refusal);
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        String deep = "{\"a\":" + "[".repeat(100_000);
        assertTrue(refusal(deep.getBytes(StandardCharsets.UTF_8)).contains("not JSON"));
    }

    @Test
    void aFileInAnotherEncodingIsRefused() throws IOException {
        String refusal = refusal("{\n\"a\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(":2:7: not UTF-8 text; save the file as UTF-8", refusal);
        refusal("{}".getBytes(StandardCharsets.UTF_16));
    }

    @Test
    void aMissingFileIsRefusedUnlessItIsToBeNew() {
        Path file = folder.resolve("none.json");
        String text =
                assertThrows(GraphFileException.class, () -> GraphFileOpener.open(file)).text();
        assertEquals(
                file + ": there is no such file; check the name, or add --new to create it", text);
        assertEquals("none", GraphFileOpener.openOrCreate(file).loaded().name());
        assertThrows(
                GraphFileException.class,
                () -> GraphFileOpener.openOrCreate(folder.resolve("no/folder/set.json")));
    }

    @Test
    void aFolderIsRefused() {
        String text =
                assertThrows(GraphFileException.class, () -> GraphFileOpener.open(folder)).text();
        assertEquals(folder + ": is a folder; name a graph file in it", text);
    }
}
