package io.downbeat.app;

import io.downbeat.rig.Endpoint;

/** {@code downbeat monitor HOST:PORT [PATTERN]}. */
final class MonitorCommand implements Subcommand {
    @Override
    public Syntax syntax() {
        return new Syntax("downbeat monitor", "HOST:PORT [PATTERN]")
                .saying(
                        "Subscribes to a running daemon and prints what it reports, until Ctrl-C.",
                        "Example: downbeat monitor localhost:9120 /track")
                .required("HOST:PORT")
                .optional("PATTERN");
    }

    @Override
    public Invocation read(Given given) {
        return new Invocation.Monitor(
                Endpoint.parse(given.argument(0).orElse("")), given.argument(1).orElse(""));
    }
}
