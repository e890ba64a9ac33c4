package io.downbeat.app;

import io.downbeat.bench.Benches;
import io.downbeat.rig.RigException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code downbeat bench [NAME]}. */
final class BenchCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("downbeat bench", "[NAME]");
        List<String> description =
                new ArrayList<>(
                        List.of(
                                "Measures this program beside C programs and others, and prints tables.",
                                "Needs a C compiler; without a name all are run, which takes a while:",
                                ""));
        description.addAll(Benches.summaries());
        spec.usageMessage().description(description.toArray(String[]::new));
        Specs.optional(spec, "NAME");
        return spec;
    }

    @Override
    public Invocation read(ParseResult given) {
        Optional<String> name =
                given.hasMatchedPositional(0)
                        ? Optional.of(given.matchedPositionalValue(0, ""))
                        : Optional.empty();
        if (name.isPresent() && !Benches.names().contains(name.get())) {
            throw new RigException(
                    "bench: expected one of %s, found \"%s\""
                            .formatted(String.join(", ", Benches.names()), name.get()));
        }
        return new Invocation.Bench(name);
    }
}
