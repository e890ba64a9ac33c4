package io.downbeat.control;

import io.downbeat.osc.OscAddress;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPattern;
import io.downbeat.rig.InputSpec;
import io.downbeat.rig.MapSpec;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.Rig;
import io.downbeat.rig.Scaling;
import io.downbeat.session.Origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * Addresses that are not of the contract but mean one that is: the rig's inputs, from anywhere, and
 * what an output's host sends on an address that a value is mapped to and back. Immutable.
 */
final class InputMap {
    private final List<Line> lines;

    /**
     * One line of the map.
     *
     * @param host the only host that it holds for; empty for any
     * @param scaling what becomes of numbers; empty leaves arguments as they are
     */
    private record Line(
            OscPattern match, String host, String to, Optional<DoubleUnaryOperator> scaling) {

        boolean fits(String address, Origin from) {
            return match.matches(address) && (host.isEmpty() || Hosts.isOn(host, from));
        }

        OscMessage mapped(OscMessage message) {
            return new OscMessage(
                    to,
                    scaling.map(scaled -> scaled(message.arguments(), scaled))
                            .orElse(message.arguments()));
        }

        private static List<OscArgument> scaled(
                List<OscArgument> arguments, DoubleUnaryOperator scaling) {
            return arguments.stream().map(argument -> scaled(argument, scaling)).toList();
        }

        private static OscArgument scaled(OscArgument argument, DoubleUnaryOperator scaling) {
            OptionalDouble number = Numbers.in(argument);
            return number.isPresent()
                    ? OscArgument.d(scaling.applyAsDouble(number.getAsDouble()))
                    : argument;
        }
    }

    private InputMap(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    static InputMap of(Rig rig) {
        List<Line> lines = new ArrayList<>();
        for (InputSpec input : rig.inputs()) {
            lines.add(
                    new Line(
                            OscPattern.of(input.match()),
                            "",
                            input.to(),
                            scaling(input.scaling(), input.scaling()::apply)));
        }
        for (OutputSpec output : rig.outputs()) {
            output.maps().stream()
                    .filter(MapSpec::back)
                    .forEach(map -> lines.add(back(output.address().host(), map)));
        }
        return new InputMap(lines);
    }

    private static Line back(String host, MapSpec map) {
        String to =
                switch (map.source()) {
                    case MapSpec.Value(String address) -> address;
                    case MapSpec.Param(String node, String param) ->
                            "/node/" + OscAddress.part(node) + "/param/" + OscAddress.part(param);
                };
        return new Line(
                OscPattern.of(map.address()),
                host,
                to,
                scaling(map.scaling(), map.scaling()::invert));
    }

    private static Optional<DoubleUnaryOperator> scaling(
            Scaling scaling, DoubleUnaryOperator operator) {
        return switch (scaling) {
            case Scaling.None none -> Optional.empty();
            case Scaling.Linear linear -> Optional.of(operator);
        };
    }

    /** What a message means, once for each line that knows its address; mostly nothing. */
    List<OscMessage> mapped(OscMessage message, Origin from) {
        if (lines.isEmpty()) {
            return List.of();
        }
        return lines.stream()
                .filter(line -> line.fits(message.address(), from))
                .map(line -> line.mapped(message))
                .toList();
    }

    /** Whether a message to an address means something. */
    boolean knows(String address, Origin from) {
        return lines.stream().anyMatch(line -> line.fits(address, from));
    }
}
