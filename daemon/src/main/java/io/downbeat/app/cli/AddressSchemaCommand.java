package io.downbeat.app.cli;

import io.downbeat.rig.RigException;

import java.util.Map;

/** {@code downbeat schema [--format markdown|json]}. */
final class AddressSchemaCommand implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat schema", "[--format markdown|json]")
                .withHelpLines("Prints every OSC address with its arguments and meaning.")
                .values(Map.of("format", "markdown|json"));
    }

    @Override
    public ParsedCommandLine read(CommandArguments parsedArguments) {
        String format = parsedArguments.value("format").orElse("markdown");
        return new ParsedCommandLine.Schema(
                switch (format) {
                    case "markdown" -> ParsedCommandLine.Format.MARKDOWN;
                    case "json" -> ParsedCommandLine.Format.JSON;
                    default ->
                            throw new RigException(
                                    "--format: expected markdown or json, found \"" + format + '"');
                });
    }
}
