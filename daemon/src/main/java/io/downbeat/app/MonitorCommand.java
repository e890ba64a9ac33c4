package io.downbeat.app;

import io.downbeat.rig.Endpoint;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code downbeat monitor HOST:PORT [PATTERN]}. */
final class MonitorCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("downbeat monitor", "HOST:PORT [PATTERN]");
        spec.usageMessage()
                .description(
                        "Subscribes to a running daemon and prints what it reports, until Ctrl-C.",
                        "Example: downbeat monitor localhost:9120 /track");
        Specs.required(spec, "HOST:PORT");
        Specs.optional(spec, "PATTERN");
        return spec;
    }

    @Override
    public Invocation read(ParseResult given) {
        return new Invocation.Monitor(
                Endpoint.parse(given.matchedPositionalValue(0, "")),
                given.matchedPositionalValue(1, ""));
    }
}
