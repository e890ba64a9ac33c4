package io.downbeat.app.cli;

/** {@code downbeat check GRAPH.json}. */
final class CheckCommand implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat check", "GRAPH.json")
                .withHelpLines(
                        "Loads a graph file and prints each warning with its place in the file.",
                        "Exit code 0: clean, 1: warnings, 2: the file would be refused.")
                .required("GRAPH.json");
    }

    @Override
    public ParsedCommandLine read(CommandArguments parsedArguments) {
        return new ParsedCommandLine.Check(parsedArguments.argument(0).orElse(""));
    }
}
