package io.downbeat.app;

import io.downbeat.rig.RigException;

import java.util.Map;

/** {@code downbeat schema [--format markdown|json]}. */
final class SchemaCommand implements Subcommand {
    @Override
    public Syntax syntax() {
        return new Syntax("downbeat schema", "[--format markdown|json]")
                .saying("Prints every OSC address with its arguments and meaning.")
                .values(Map.of("format", "markdown|json"));
    }

    @Override
    public Invocation read(Given given) {
        String format = given.value("format").orElse("markdown");
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
