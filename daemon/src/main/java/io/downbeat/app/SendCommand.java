package io.downbeat.app;

import io.downbeat.rig.Endpoint;
import io.downbeat.rig.RigException;

/** {@code downbeat send HOST:PORT ADDRESS [ARGS...]}. */
final class SendCommand implements Subcommand {
    @Override
    public Syntax syntax() {
        return new Syntax("downbeat send", "HOST:PORT ADDRESS [ARGS...]")
                .saying(
                        "Sends one OSC message and prints what comes back.",
                        "4 goes as i, 0.5 as f, anything else as s; s:4 i:4 f:4 T F N say so.",
                        "Example: downbeat send localhost:9120 /scene/2/launch bar")
                .required("HOST:PORT", "ADDRESS")
                .rest();
    }

    @Override
    public Invocation read(Given given) {
        String address = given.argument(1).orElse("");
        if (!address.startsWith("/")) {
            throw new RigException(
                    "expected an address that begins with /, as /scene/2/launch, found \""
                            + address
                            + '"');
        }
        return new Invocation.Send(
                Endpoint.parse(given.argument(0).orElse("")), address, given.argumentsFrom(2));
    }
}
