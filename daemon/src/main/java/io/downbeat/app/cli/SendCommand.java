package io.downbeat.app.cli;

import io.downbeat.rig.Endpoint;
import io.downbeat.rig.RigException;

import java.util.Map;

/** {@code downbeat send HOST:PORT ADDRESS [ARGS...]}. */
final class SendCommand implements Subcommand {
    /** Long enough for a daemon on a busy wireless network. */
    static final double WAIT_SECONDS = 2;

    private static final int LONGEST_WAIT_SECONDS = 3600;

    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat send", "HOST:PORT [--wait SECONDS] ADDRESS [ARGS...]")
                .withHelpLines(
                        "Sends one OSC message and prints what comes back.",
                        "4 goes as i, 0.5 as f, anything else as s; s:4 i:4 f:4 T F N say so.",
                        "A /ping follows, so that an accepted message is answered too.",
                        "--wait SECONDS (before ADDRESS): how long to wait for the daemon, 2",
                        "unless given; 0 sends and asks nothing.",
                        "Exit code 0: accepted or answered, 1: refused (/error) or no answer,",
                        "2: it could not be sent.",
                        "Example: downbeat send localhost:9120 /scene/2/launch bar")
                .values(Map.of("wait", "SECONDS"))
                .required("HOST:PORT", "ADDRESS")
                .rest();
    }

    @Override
    public ParsedCommandLine read(CommandArguments parsedArguments) {
        String address = parsedArguments.argument(1).orElse("");
        if (!address.startsWith("/")) {
            throw new RigException(
                    "expected an address that begins with /, as /scene/2/launch, found \""
                            + address
                            + '"');
        }
        return new ParsedCommandLine.Send(
                Endpoint.parse(parsedArguments.argument(0).orElse("")),
                address,
                parsedArguments.argumentsFrom(2),
                parsedArguments.value("wait").map(SendCommand::seconds).orElse(WAIT_SECONDS));
    }

    private static double seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            if (seconds >= 0 && seconds <= LONGEST_WAIT_SECONDS) {
                return seconds;
            }
        } catch (NumberFormatException noNumber) {
            // Reported below.
        }
        throw new RigException(
                "--wait: expected seconds from 0 to %d, found \"%s\""
                        .formatted(LONGEST_WAIT_SECONDS, text));
    }
}
