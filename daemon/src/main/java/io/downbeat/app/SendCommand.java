package io.downbeat.app;

import io.downbeat.rig.Endpoint;
import io.downbeat.rig.RigException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import java.util.List;

/** {@code downbeat send HOST:PORT ADDRESS [ARGS...]}. */
final class SendCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("downbeat send", "HOST:PORT ADDRESS [ARGS...]");
        spec.usageMessage()
                .description(
                        "Sends one OSC message and prints what comes back.",
                        "4 goes as i, 0.5 as f, anything else as s; s:4 i:4 f:4 T F N say so.",
                        "Example: downbeat send localhost:9120 /scene/2/launch bar");
        spec.parser().stopAtPositional(true).unmatchedOptionsArePositionalParams(true);
        Specs.required(spec, "HOST:PORT", "ADDRESS");
        Specs.rest(spec, "ARGS");
        return spec;
    }

    @Override
    public Invocation read(ParseResult given) {
        String address = given.matchedPositionalValue(1, "");
        if (!address.startsWith("/")) {
            throw new RigException(
                    "expected an address that begins with /, as /scene/2/launch, found \""
                            + address
                            + '"');
        }
        return new Invocation.Send(
                Endpoint.parse(given.matchedPositionalValue(0, "")),
                address,
                given.matchedPositionalValue(2, List.of()));
    }
}
