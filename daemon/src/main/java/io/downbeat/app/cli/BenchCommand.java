package io.downbeat.app.cli;

import io.downbeat.bench.BenchmarkList;
import io.downbeat.rig.RigException;

import java.util.Optional;

/** {@code downbeat bench [NAME]}. */
final class BenchCommand implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat bench", "[NAME]")
                .saying(
                        "Measures this program beside C programs and others, and prints tables.",
                        "Needs a C compiler; without a name all are run, which takes a while:",
                        "")
                .saying(BenchmarkList.summaries().toArray(String[]::new))
                .saying("")
                .optional("NAME");
    }

    @Override
    public ParsedCommandLine read(ParsedArguments parsedArguments) {
        Optional<String> name = parsedArguments.argument(0);
        if (name.isPresent() && !BenchmarkList.names().contains(name.get())) {
            throw new RigException(
                    "bench: expected one of %s, found \"%s\""
                            .formatted(String.join(", ", BenchmarkList.names()), name.get()));
        }
        return new ParsedCommandLine.Bench(name);
    }
}
