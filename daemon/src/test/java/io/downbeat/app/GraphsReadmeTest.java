package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.app.cli.ParsedCommandLine;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.read.Warning;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code graphs/README.md} shows is a file that loads, and plays as it is written there. */
class GraphsReadmeTest {
    private static final Path GRAPHS = Path.of("..", "graphs");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (file|plays|check) -->\n```(?:json)?\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @TempDir private Path folder;

    private final List<MatchResult> blocks;
    private final String text;
    private final JsonNode schema;

    GraphsReadmeTest() throws IOException {
        text = Files.readString(GRAPHS.resolve("README.md"));
        blocks = BLOCK.matcher(text).results().toList();
        schema = new JsonMapper().readTree(Files.readString(GRAPHS.resolve("graph.schema.json")));
    }

    @Test
    void everyFilePlaysAsItIsWritten() throws IOException {
        String output = "out=127.0.0.1:7000,initial=false";
        ParsedCommandLine.Run run =
                assertInstanceOf(
                        ParsedCommandLine.Run.class, CommandLineParser.parse("--output", output));
        int played = 0;
        Path file = folder;
        for (MatchResult block : blocks) {
            if (block.group(1).equals("file")) {
                file = Files.writeString(folder.resolve("set.json"), block.group(2));
            } else if (block.group(1).equals("plays")) {
                List<String> score = block.group(2).lines().toList();
                SimulatedDaemon simulation = SimulatedDaemon.of(file, run.settings().rig());
                assertEquals(
                        String.join("\n", score),
                        String.join("\n", SessionTranscript.playToEnd(score, simulation)));
                played++;
            }
        }
        assertEquals(3, played);
    }

    @Test
    void theReadmeShowsTheOutputOfCheck() throws IOException {
        int said = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).group(1).equals("file")) {
                Path file = Files.writeString(folder.resolve("set.json"), blocks.get(i).group(2));
                MatchResult next = blocks.get(i + 1);
                boolean odd = next.group(1).equals("check");
                assertEquals(
                        odd ? next.group(2) : "",
                        Warning.report(GraphFileOpener.open(file).warnings()));
                said += odd ? 1 : 0;
            }
        }
        assertEquals(1, said);
    }

    @Test
    void theFilesAndExamplesAreValidBySchema() throws IOException {
        Map<String, JsonNode> files = new LinkedHashMap<>();
        for (int i = 0; i < blocks.size(); i++) {
            boolean isFile = blocks.get(i).group(1).equals("file");
            if (isFile && !blocks.get(i + 1).group(1).equals("check")) {
                files.put("file " + i, new JsonMapper().readTree(blocks.get(i).group(2)));
            }
        }
        try (Stream<Path> all = Files.walk(GRAPHS)) {
            for (Path file : all.filter(GraphsReadmeTest::isExample).toList()) {
                files.put(file.toString(), new JsonMapper().readTree(Files.readString(file)));
            }
        }
        assertTrue(files.size() >= 6, files.keySet().toString());
        files.forEach((name, file) ->
                assertEquals(List.of(), new JsonSchemaValidator(schema).faults(file), name));
    }

    @Test
    void theSchemaFindsWhatCheckFinds() throws IOException {
        MatchResult odd = blocks.get(blocks.size() - 2);
        List<String> faults =
                new JsonSchemaValidator(schema).faults(new JsonMapper().readTree(odd.group(2)));
        assertEquals(
                List.of(
                        "/nodes/lamp/params/level: expected number or string",
                        "/metronome/bpm: above 300"),
                faults);
    }

    @Test
    void everyKeyOfTheSchemaIsInTheListOfKeys() {
        String list = text.substring(text.indexOf("## Every key"));
        Set<String> written = new TreeSet<>();
        CODE.matcher(list)
                .results()
                .forEach(code -> written.addAll(List.of(code.group(1).split("[^a-z_]+"))));
        List<String> missing =
                new JsonSchemaValidator(schema)
                        .keys().stream().filter(key -> !written.contains(key)).toList();
        assertEquals(List.of(), missing);
    }

    private static boolean isExample(Path file) {
        String name = file.toString();
        return name.endsWith(".json") && !name.endsWith("schema.json");
    }
}
