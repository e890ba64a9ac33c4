package io.downbeat.app;

import io.downbeat.rig.RigException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import java.util.Map;

/** {@code downbeat schema [--format markdown|json]}. */
final class SchemaCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("downbeat schema", "[--format markdown|json]");
        spec.usageMessage().description("Prints every OSC address with its arguments and meaning.");
        Specs.values(spec, Map.of("--format", "markdown|json"));
        return spec;
    }

    @Override
    public Invocation read(ParseResult given) {
        String format = given.matchedOptionValue("--format", "markdown");
        return new Invocation.Schema(
                switch (format) {
                    case "markdown" -> Invocation.Format.MARKDOWN;
                    case "json" -> Invocation.Format.JSON;
                    default ->
                            throw new RigException(
                                    "--format: expected markdown or json, found \"" + format + '"');
                });
    }
}
