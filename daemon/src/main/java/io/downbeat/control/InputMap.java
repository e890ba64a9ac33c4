package io.downbeat.control;

import io.downbeat.osc.OscAddress;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPattern;
import io.downbeat.rig.InputSpec;
import io.downbeat.rig.MapSpec;
import io.downbeat.rig.MessageTemplate;
import io.downbeat.rig.Rig;
import io.downbeat.rig.Scaling;
import io.downbeat.session.Origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/**
 * Addresses that are not of the contract but mean one that is: the rig's inputs, from anywhere, and
 * what an output's host sends on an address that a value is mapped to and back. Immutable.
 */
final class InputMap {
    private final List<Line> lines;
    private final OutputHosts hosts;

    /**
     * One line of the map.
     *
     * @param output the output whose host it holds for, from 1; 0 for any host
     * @param form what must stand around the value; empty takes all arguments
     * @param scaling what becomes of numbers; empty leaves arguments as they are
     */
    private record Line(
            OscPattern match,
            int output,
            Optional<MessageTemplate> form,
            String to,
            Optional<DoubleUnaryOperator> scaling) {

        Optional<OscMessage> mapped(OscMessage message) {
            if (!match.matches(message.address())) {
                return Optional.empty();
            }
            return values(message.arguments())
                    .map(values ->
                            new OscMessage(
                                    to,
                                    scaling.map(scaled -> scaled(values, scaled)).orElse(values)));
        }

        private Optional<List<OscArgument>> values(List<OscArgument> arguments) {
            return form.isPresent()
                    ? ReturnedForm.value(form.get(), arguments).map(List::of)
                    : Optional.of(arguments);
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

    private InputMap(List<Line> lines, OutputHosts hosts) {
        this.lines = List.copyOf(lines);
        this.hosts = hosts;
    }

    static InputMap of(Rig rig, OutputHosts hosts) {
        List<Line> lines = new ArrayList<>();
        for (InputSpec input : rig.inputs()) {
            lines.add(
                    new Line(
                            OscPattern.of(input.match()),
                            0,
                            Optional.empty(),
                            input.to(),
                            scaling(input.scaling(), input.scaling()::apply)));
        }
        for (int at = 0; at < rig.outputs().size(); at++) {
            for (MapSpec map : rig.outputs().get(at).maps()) {
                if (map.back()) {
                    lines.add(back(at + 1, map));
                }
            }
        }
        return new InputMap(lines, hosts);
    }

    private static Line back(int output, MapSpec map) {
        String to =
                switch (map.source()) {
                    case MapSpec.Value(String address) -> address;
                    case MapSpec.Param(String node, String param) ->
                            "/node/" + OscAddress.part(node) + "/param/" + OscAddress.part(param);
                };
        return new Line(
                OscPattern.of(map.address()),
                output,
                ReturnedForm.isValueAlone(map.message())
                        ? Optional.empty()
                        : Optional.of(map.message()),
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
        return mapped(message, line -> isFrom(line, from));
    }

    /** What a message means that came back to the socket of an output. */
    List<OscMessage> mappedBack(OscMessage message, int output) {
        return mapped(message, line -> line.output == output);
    }

    private List<OscMessage> mapped(OscMessage message, Predicate<Line> meant) {
        List<OscMessage> mapped = new ArrayList<>();
        for (Line line : lines) {
            Optional<OscMessage> one = line.mapped(message);
            if (one.isPresent() && meant.test(line)) {
                mapped.add(one.get());
            }
        }
        return mapped;
    }

    private boolean isFrom(Line line, Origin sender) {
        return line.output == 0 || hosts.isFrom(line.output, sender);
    }

    /** Whether a message to an address means something. */
    boolean knows(String address, Origin from) {
        return lines.stream().anyMatch(line -> line.match.matches(address) && isFrom(line, from));
    }
}
