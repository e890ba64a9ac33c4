package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.app.cli.ParsedCommandLine;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the README shows is what happens. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void theExampleInTheReadmeIsCorrect() throws IOException {
        List<String> score = transcript();
        List<String> played = SessionTranscript.play(score, simulation());
        assertEquals(String.join("\n", score), String.join("\n", played));
    }

    private static SimulatedDaemon simulation() {
        var output = "visuals=127.0.0.1:7000,nodes=noise+bloom,initial=false";
        var run =
                assertInstanceOf(
                        ParsedCommandLine.Run.class, CommandLineParser.parse("--output", output));
        return SimulatedDaemon.of(
                ROOT.resolve("graphs/session/av_performance.json"), run.settings().rig());
    }

    private static List<String> transcript() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int begin = readme.indexOf("<!-- transcript");
        int open = readme.indexOf("```\n", begin) + 4;
        return readme.substring(open, readme.indexOf("```", open)).lines().toList();
    }
}
