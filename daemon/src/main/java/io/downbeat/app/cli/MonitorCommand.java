package io.downbeat.app.cli;

import io.downbeat.rig.Endpoint;

/** {@code downbeat monitor HOST:PORT [PATTERN] [--in]}. */
final class MonitorCommand implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat monitor", "HOST:PORT [PATTERN] [--in]")
                .saying(
                        "Subscribes to a running daemon and prints each change, until Ctrl-C.",
                        "With --in: what arrives at the daemon, from whom, and what became of it.",
                        "Examples: downbeat monitor localhost:9120 /track",
                        "          downbeat monitor localhost:9120 --in")
                .required("HOST:PORT")
                .optional("PATTERN")
                .switches("in");
    }

    @Override
    public ParsedCommandLine read(CommandArguments parsedArguments) {
        return new ParsedCommandLine.Monitor(
                Endpoint.parse(parsedArguments.argument(0).orElse("")),
                parsedArguments.argument(1).orElse(""),
                parsedArguments.has("in"));
    }
}
