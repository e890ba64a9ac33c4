package io.downbeat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;

/** The command line of {@code downbeat bench}, started as the daemon starts it. */
class BenchmarkToolTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theHelpNamesEveryBenchmark() {
        assertEquals(0, run("--help"));

        assertTrue(out.toString().startsWith("Usage: downbeat bench [NAME]\n"), out.toString());
        BenchmarkList.summaries().forEach(line -> assertTrue(out.toString().contains(line), line));
    }

    @Test
    void aNameThatIsNoBenchmarkIsRefusedWithTheNamesThatAre() {
        assertEquals(2, run("boundary"));

        assertEquals(
                "downbeat: bench: expected one of dispatch, latency, throughput, fanout, scale,"
                        + " save, take, pages, pauses, start, found \"boundary\"\n",
                err.toString());
    }

    @Test
    void twoNamesAndUnknownOptionsAreRefused() {
        assertEquals(2, run("dispatch", "latency"));
        assertEquals(2, run("--fast"));

        assertEquals(
                """
                downbeat: unexpected argument latency; expected downbeat bench [NAME] (downbeat bench --help tells more)
                downbeat: unknown option --fast (downbeat bench --help tells more)
                """,
                err.toString());
    }

    private int run(String... arguments) {
        return ServiceLoader.load(ToolProvider.class, BenchmarkTool.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(tool -> tool.name().equals("downbeat-bench"))
                .findFirst()
                .orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
