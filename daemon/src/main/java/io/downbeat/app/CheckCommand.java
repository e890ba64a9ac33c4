package io.downbeat.app;

/** {@code downbeat check GRAPH.json}. */
final class CheckCommand implements Subcommand {
    @Override
    public Syntax syntax() {
        return new Syntax("downbeat check", "GRAPH.json")
                .saying(
                        "Loads a graph file and prints each warning with its place in the file.",
                        "Exit code 0: clean, 1: warnings, 2: the file would be refused.")
                .required("GRAPH.json");
    }

    @Override
    public Invocation read(Given given) {
        return new Invocation.Check(given.argument(0).orElse(""));
    }
}
