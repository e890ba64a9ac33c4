package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.app.cli.CommandLineParser;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code downbeat export}: an arrangement as an SVG file. */
@Tag("EXPORT-13")
class ExportPictureTest {

    private static final String PLAYED =
            """
            {
              "nodes": {},
              "session": {"tracks": [{"id": "t", "name": "Drums", "clips": []}]},
              "arrangement": {"length": 8, "start": {"tempo": 120}, "events": [], "lanes": []}
            }
            """;

    @TempDir private Path folder;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int export(Path graph, Path svg) {
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var line = CommandLineParser.parse("export", graph.toString(), "--svg", svg.toString());
        return Main.run(line, out, out);
    }

    private void assertPrinted(String part) {
        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains(part) && text.lines().count() == 1, text);
    }

    @Test
    void aFileIsReplacedWhole() throws IOException {
        Path graph = Files.writeString(folder.resolve("night.json"), PLAYED);
        Path svg = Files.writeString(folder.resolve("night.svg"), "before");

        assertEquals(0, export(graph, svg), printed::toString);

        assertTrue(Files.readString(svg).contains(">night</text>"));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void aGraphWithoutAnArrangementIsRefusedAndWritesNothing() {
        Path svg = folder.resolve("a.svg");
        Path graph = Path.of("..", "graphs", "session", "av_performance.json");

        assertEquals(2, export(graph, svg));

        assertPrinted("has no arrangement: record one");
        assertTrue(Files.notExists(svg));
    }

    @Test
    void aFolderThatDoesNotExistIsNamed() throws IOException {
        Path graph = Files.writeString(folder.resolve("night.json"), PLAYED);

        assertEquals(2, export(graph, folder.resolve("none").resolve("a.svg")));

        assertPrinted("cannot be written");
    }
}
