package io.downbeat.app;

import io.downbeat.rig.Endpoint;

/** {@code downbeat monitor HOST:PORT [PATTERN] [--in]}. */
final class MonitorCommand implements Subcommand {
    @Override
    public Syntax syntax() {
        return new Syntax("downbeat monitor", "HOST:PORT [PATTERN] [--in]")
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
    public Invocation read(Given given) {
        return new Invocation.Monitor(
                Endpoint.parse(given.argument(0).orElse("")),
                given.argument(1).orElse(""),
                given.has("in"));
    }
}
