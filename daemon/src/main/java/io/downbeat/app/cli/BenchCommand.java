package io.downbeat.app.cli;

import java.util.List;

/**
 * {@code downbeat bench [NAME]}. The benchmarks are a program of their own; they read their
 * arguments themselves.
 */
final class BenchCommand implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat bench", "[NAME]").rest();
    }

    @Override
    public ParsedCommandLine parse(List<String> arguments) {
        return new ParsedCommandLine.Bench(arguments);
    }

    @Override
    public ParsedCommandLine read(CommandArguments parsedArguments) {
        return new ParsedCommandLine.Bench(parsedArguments.argumentsFrom(0));
    }
}
