package io.downbeat.oscquery;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.osc.OscArgument;
import io.downbeat.schema.ArgumentSpec;
import io.downbeat.schema.ArgumentType;
import io.downbeat.schema.MethodAccess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is served about one value of an address: its part of TYPE, RANGE, UNIT and CLIPMODE. Two
 * equal specs are served as the same JSON.
 *
 * @param tag the OSC type tag
 * @param argument the argument of the contract
 * @param ownRange the range of the parameter whose number this is; empty elsewhere
 * @param unit empty for none
 * @param clips whether a value outside the range is clipped
 */
record ValueAttributes(
        char tag, ArgumentSpec argument, Optional<Range> ownRange, String unit, boolean clips) {
    private static final String PARAMETER = "/node/{id}/{param}";

    /** The values that a message to or from an address has without its optional arguments. */
    static List<ValueAttributes> of(ConcreteAddress address, SessionViewAtTime viewAtTime) {
        AddressRow row = address.row();
        List<ArgumentSpec> arguments = row.method().arguments();
        if (!row.isReadable()) {
            return of(required(arguments), address, viewAtTime);
        }
        Optional<Parameter> parameter = parameter(address, viewAtTime);
        List<ValueAttributes> values = new ArrayList<>();
        for (OscArgument value : row.read(viewAtTime, address)) {
            // The last argument may be repeated.
            int at = Math.min(values.size(), arguments.size() - 1);
            values.add(of(tag(value), arguments.get(at), parameter));
        }
        return values;
    }

    /** The values of a message to an address with these arguments. */
    static List<ValueAttributes> of(
            List<ArgumentSpec> arguments, ConcreteAddress address, SessionViewAtTime viewAtTime) {
        Optional<Parameter> parameter = parameter(address, viewAtTime);
        boolean isSent = address.row().access() == MethodAccess.OUT;
        return arguments.stream()
                .map(each -> of(isSent ? sentTag(each) : tag(each), each, parameter))
                .toList();
    }

    /** The same value as text, if a message to a row takes that too: else this. */
    ValueAttributes asTextFor(AddressRow row) {
        // The value of a parameter that is there is either a number or a text.
        boolean takesText =
                argument.type() == ArgumentType.POSITION
                        || (argument.type() == ArgumentType.VALUE && !row.isReadable());
        return takesText ? new ValueAttributes('s', argument, Optional.empty(), "", false) : this;
    }

    static List<ArgumentSpec> required(List<ArgumentSpec> arguments) {
        return arguments.stream().filter(each -> !each.optional()).toList();
    }

    private static ValueAttributes of(
            char tag, ArgumentSpec argument, Optional<Parameter> parameter) {
        return new ValueAttributes(
                tag,
                argument,
                parameter.filter(own -> tag == 'f').map(Parameter::range),
                parameter.map(Parameter::unit).orElseGet(argument::unit),
                parameter
                        .map(own -> !own.text() && !own.range().guessed())
                        .orElseGet(() -> argument.range().clipped()));
    }

    /** The parameter whose value an address has in its natural units; its range is its own. */
    private static Optional<Parameter> parameter(
            ConcreteAddress address, SessionViewAtTime viewAtTime) {
        AddressRow row = address.row();
        boolean isLiveValue =
                row.objectKind() == ObjectKind.PARAM && row.canonicalTemplate().equals(PARAMETER);
        if (isLiveValue) {
            return Optional.of(viewAtTime.view().graph().parameter(address.first()));
        }
        boolean isStored = row.objectKind() == ObjectKind.STORED && address.third() >= 0;
        return isStored
                ? Optional.of(viewAtTime.view().graph().parameter(address.third()))
                : Optional.empty();
    }

    /** Every number is sent as a float. */
    private static char tag(OscArgument value) {
        return switch (value) {
            case OscArgument.Text text -> 's';
            case OscArgument.Rgba color -> 'r';
            default -> 'f';
        };
    }

    private static char sentTag(ArgumentSpec argument) {
        char tag = tag(argument);
        return tag == 'i' ? 'f' : tag;
    }

    private static char tag(ArgumentSpec argument) {
        return argument.type() == ArgumentType.VALUE || argument.type() == ArgumentType.ANY
                ? 'f'
                : argument.type().typedTag().charAt(0);
    }
}
