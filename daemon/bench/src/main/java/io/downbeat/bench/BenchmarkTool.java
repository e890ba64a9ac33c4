package io.downbeat.bench;

import io.downbeat.osc.PrintableText;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;

/**
 * The command {@code downbeat bench}. The daemon's command line finds it by the name {@link #NAME},
 * as a service of the JDK's tool interface, so that the daemon does not depend on the benchmarks.
 */
public final class BenchmarkTool implements ToolProvider {
    /** The name of the service. */
    static final String NAME = "downbeat-bench";

    private static final int DONE = 0;
    private static final int REFUSED = 2;

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Runs the named benchmark, or all.
     *
     * @param arguments at most one of {@link BenchmarkList#names}, or {@code --help}
     * @return the exit code: 0, or 2 if the arguments are wrong or a benchmark could not be run
     */
    @Override
    public int run(PrintWriter out, PrintWriter err, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        if (words.contains("--help") || words.contains("-h")) {
            out.print(help());
            out.flush();
            return DONE;
        }
        Optional<String> problem = problem(words);
        if (problem.isPresent()) {
            err.println("downbeat: " + PrintableText.of(problem.get()));
            err.flush();
            return REFUSED;
        }
        return BenchmarkList.run(words.stream().findFirst(), out, err);
    }

    private static Optional<String> problem(List<String> words) {
        Optional<String> option = words.stream().filter(word -> word.startsWith("-")).findFirst();
        if (option.isPresent()) {
            return Optional.of(
                    "unknown option " + option.get() + " (downbeat bench --help tells more)");
        }
        if (words.size() > 1) {
            return Optional.of(
                    "unexpected argument %s; expected downbeat bench [NAME]".formatted(words.get(1))
                            + " (downbeat bench --help tells more)");
        }
        return words.stream()
                .filter(name -> !BenchmarkList.names().contains(name))
                .map(name ->
                        "bench: expected one of %s, found \"%s\""
                                .formatted(String.join(", ", BenchmarkList.names()), name))
                .findFirst();
    }

    private static String help() {
        return """
        Usage: downbeat bench [NAME]
        Measures this program beside C programs and others, and prints tables.
        Needs a C compiler; without a name all are run, which takes a while:

        %s

          -h, --help   This help.
        """
                .formatted(String.join("\n", BenchmarkList.summaries()));
    }
}
