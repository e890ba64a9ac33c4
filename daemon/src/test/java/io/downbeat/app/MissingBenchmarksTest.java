package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.app.cli.ParsedCommandLine;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The daemon without the jar of the benchmarks, as in these tests. */
class MissingBenchmarksTest {
    @Test
    void theCommandSaysHowToBuildThem() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();

        int code =
                Main.run(
                        new ParsedCommandLine.Bench(List.of("dispatch")),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));

        assertEquals(2, code);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals(
                "downbeat: the benchmarks are not part of this jar; in a checkout,"
                        + " daemon/downbeat bench builds and starts them\n",
                err.toString(StandardCharsets.UTF_8));
    }
}
