package io.downbeat.app;

import io.downbeat.bench.Benches;
import io.downbeat.rig.RigException;

import java.util.Optional;

/** {@code downbeat bench [NAME]}. */
final class BenchCommand implements Subcommand {
    @Override
    public Syntax syntax() {
        return new Syntax("downbeat bench", "[NAME]")
                .saying(
                        "Measures this program beside C programs and others, and prints tables.",
                        "Needs a C compiler; without a name all are run, which takes a while:",
                        "")
                .saying(Benches.summaries().toArray(String[]::new))
                .saying("")
                .optional("NAME");
    }

    @Override
    public Invocation read(Given given) {
        Optional<String> name = given.argument(0);
        if (name.isPresent() && !Benches.names().contains(name.get())) {
            throw new RigException(
                    "bench: expected one of %s, found \"%s\""
                            .formatted(String.join(", ", Benches.names()), name.get()));
        }
        return new Invocation.Bench(name);
    }
}
