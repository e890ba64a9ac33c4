package io.downbeat.control;

import io.downbeat.address.arguments.NumericArguments;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPattern;
import io.downbeat.rig.IncomingAddressMapSpec;
import io.downbeat.rig.MessageTemplate;
import io.downbeat.rig.OutputValueMapSpec;
import io.downbeat.rig.Rig;
import io.downbeat.rig.ValueScaling;
import io.downbeat.session.command.RequestSender;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/**
 * Maps foreign addresses to addresses of the contract: the rig's inputs, from any sender, and the
 * addresses of output maps with {@code back}, from the output's host. Immutable.
 */
final class IncomingAddressMapping {
    private final List<Mapping> mappings;
    private final OutputHostCheck outputHosts;

    /**
     * One line of the map.
     *
     * @param output the output whose host may send it, from 1; 0 for any host
     * @param template the template that the message must match; empty for all arguments
     * @param scaling how numbers are scaled; empty leaves the arguments unchanged
     */
    private record Mapping(
            OscPattern match,
            int output,
            Optional<MessageTemplate> template,
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
            return template.isPresent()
                    ? ReturnedValueExtractor.value(template.get(), arguments).map(List::of)
                    : Optional.of(arguments);
        }

        private static List<OscArgument> scaled(
                List<OscArgument> arguments, DoubleUnaryOperator scaling) {
            return arguments.stream().map(argument -> scaled(argument, scaling)).toList();
        }

        private static OscArgument scaled(OscArgument argument, DoubleUnaryOperator scaling) {
            OptionalDouble number = NumericArguments.numberOf(argument);
            return number.isPresent()
                    ? OscArgument.d(scaling.applyAsDouble(number.getAsDouble()))
                    : argument;
        }
    }

    private IncomingAddressMapping(List<Mapping> mappings, OutputHostCheck outputHosts) {
        this.mappings = List.copyOf(mappings);
        this.outputHosts = outputHosts;
    }

    static IncomingAddressMapping of(Rig rig, OutputHostCheck outputHosts) {
        List<Mapping> mappings = new ArrayList<>();
        for (IncomingAddressMapSpec input : rig.inputs()) {
            mappings.add(
                    new Mapping(
                            OscPattern.of(input.match()),
                            0,
                            Optional.empty(),
                            input.to(),
                            scaling(input.valueScaling(), input.valueScaling()::apply)));
        }
        for (int at = 0; at < rig.outputs().size(); at++) {
            for (OutputValueMapSpec map : rig.outputs().get(at).maps()) {
                if (map.back()) {
                    mappings.add(backMapping(at + 1, map));
                }
            }
        }
        return new IncomingAddressMapping(mappings, outputHosts);
    }

    private static Mapping backMapping(int output, OutputValueMapSpec map) {
        String to =
                switch (map.source()) {
                    case OutputValueMapSpec.Value(String address) -> address;
                    case OutputValueMapSpec.Param(String node, String param) ->
                            "/node/"
                                    + OscAddressParts.part(node)
                                    + "/param/"
                                    + OscAddressParts.part(param);
                };
        return new Mapping(
                OscPattern.of(map.address()),
                output,
                ReturnedValueExtractor.isValueAlone(map.message())
                        ? Optional.empty()
                        : Optional.of(map.message()),
                to,
                scaling(map.valueScaling(), map.valueScaling()::invert));
    }

    private static Optional<DoubleUnaryOperator> scaling(
            ValueScaling valueScaling, DoubleUnaryOperator operator) {
        return switch (valueScaling) {
            case ValueScaling.None none -> Optional.empty();
            case ValueScaling.Linear linear -> Optional.of(operator);
        };
    }

    /** The messages that a message is mapped to, one for each line that matches. */
    List<OscMessage> mapped(OscMessage message, RequestSender from) {
        if (mappings.isEmpty()) {
            return List.of();
        }
        return mapped(message, mapping -> acceptsSender(mapping, from));
    }

    /** The messages that a message returned to the socket of an output is mapped to. */
    List<OscMessage> mappedBack(OscMessage message, int output) {
        return mapped(message, mapping -> mapping.output == output);
    }

    private List<OscMessage> mapped(OscMessage message, Predicate<Mapping> condition) {
        List<OscMessage> mapped = new ArrayList<>();
        for (Mapping mapping : mappings) {
            Optional<OscMessage> one = mapping.mapped(message);
            if (one.isPresent() && condition.test(mapping)) {
                mapped.add(one.get());
            }
        }
        return mapped;
    }

    private boolean acceptsSender(Mapping mapping, RequestSender sender) {
        return mapping.output == 0 || outputHosts.isFrom(mapping.output, sender);
    }

    /** Whether a line matches an address. */
    boolean matches(String address, RequestSender from) {
        return mappings.stream()
                .anyMatch(
                        mapping -> mapping.match.matches(address) && acceptsSender(mapping, from));
    }
}
