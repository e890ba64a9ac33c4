package io.downbeat.app.cli;

import io.downbeat.rig.Endpoint;
import io.downbeat.rig.RigException;

import java.util.Map;

/** {@code downbeat monitor HOST:PORT [PATTERN] [--in] [--prefix /NAME]}. */
final class MonitorCommand implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat monitor", "HOST:PORT [PATTERN] [--in] [--prefix /NAME]")
                .withHelpLines(
                        "In a terminal, without PATTERN: shows the grid of a running daemon live;",
                        "arrows, page keys, home and end scroll, q or Ctrl-C leaves.",
                        "In a pipe, or with PATTERN: prints each change, until Ctrl-C.",
                        "With --in: what arrives at the daemon, from whom, and what became of it.",
                        "With --prefix: the daemon was started with this prefix.",
                        "NO_COLOR=1 in the environment: the grid has no colours.",
                        "Examples: downbeat monitor localhost:9120",
                        "          downbeat monitor localhost:9120 /track",
                        "          downbeat monitor localhost:9120 | grep /scene",
                        "          downbeat monitor localhost:9120 --in")
                .required("HOST:PORT")
                .optional("PATTERN")
                .values(Map.of("prefix", "/NAME"))
                .switches("in");
    }

    @Override
    public ParsedCommandLine read(CommandArguments parsedArguments) {
        return new ParsedCommandLine.Monitor(
                Endpoint.parse(parsedArguments.argument(0).orElse("")),
                parsedArguments.argument(1).orElse(""),
                parsedArguments.has("in"),
                parsedArguments.value("prefix").map(MonitorCommand::prefix).orElse(""));
    }

    private static String prefix(String written) {
        if (!written.startsWith("/") || written.endsWith("/")) {
            throw new RigException(
                    "--prefix: expected the prefix of the daemon, as /downbeat, found \""
                            + written
                            + '"');
        }
        return written;
    }
}
