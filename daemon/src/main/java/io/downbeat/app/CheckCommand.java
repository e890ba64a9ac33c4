package io.downbeat.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code downbeat check GRAPH.json}. */
final class CheckCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("downbeat check", "GRAPH.json");
        spec.usageMessage()
                .description(
                        "Loads a graph file and prints each warning with its place in the file.",
                        "Exit code 0: clean, 1: warnings, 2: the file would be refused.");
        Specs.required(spec, "GRAPH.json");
        return spec;
    }

    @Override
    public Invocation read(ParseResult given) {
        return new Invocation.Check(given.matchedPositionalValue(0, ""));
    }
}
