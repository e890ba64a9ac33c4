package io.downbeat.address;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodOrigin;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.Quantize;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One message to one address of the contract: which objects it names, with which checked arguments.
 *
 * @param refs the objects, in the order of the template's placeholders
 * @param values the checked arguments, see {@link io.downbeat.address.arguments.ArgumentReader}
 * @param held whether a button is pressed, so that a release may follow
 * @param sent the arguments as they were received
 * @param from the client that sent the message
 */
public record ResolvedMessage(
        AddressRow row,
        List<ObjectReference> refs,
        List<ParamValue> values,
        boolean held,
        List<OscArgument> sent,
        RequestSender from) {

    ObjectReference ref(int index) {
        return refs.get(index);
    }

    boolean has(int index) {
        return index < values.size();
    }

    ParamValue value(int index) {
        return values.get(index);
    }

    double number(int index) {
        return switch (values.get(index)) {
            case ParamValue.Numeric(double value) -> value;
            case ParamValue.Text(String text) ->
                    throw new IllegalStateException(row + " was read as text: " + text);
        };
    }

    OptionalDouble optionalNumber(int index) {
        return has(index) ? OptionalDouble.of(number(index)) : OptionalDouble.empty();
    }

    int whole(int index) {
        return (int) number(index);
    }

    String text(int index) {
        return values.get(index).text();
    }

    /** All arguments, as texts. */
    List<String> texts() {
        return values.stream().map(ParamValue::text).toList();
    }

    Optional<String> optionalText(int index) {
        return has(index) ? Optional.of(text(index)) : Optional.empty();
    }

    /** The object that an argument names, by position, name or id; empty for position 0. */
    Optional<ObjectReference> optionalObject(int index) {
        return value(index) instanceof ParamValue.Numeric(double position) && position == 0
                ? Optional.empty()
                : Optional.of(object(index));
    }

    /** As {@link #optionalObject}, where position 0 is a mistake. */
    ObjectReference object(int index) {
        return ObjectReference.of(text(index));
    }

    /**
     * The one of {@code constants} that has the word at an index.
     *
     * @param word the word that a constant has in the contract
     */
    <E> E constant(int index, E[] constants, Function<E, String> word) {
        for (E constant : constants) {
            if (word.apply(constant).equals(text(index))) {
                return constant;
            }
        }
        throw new IllegalStateException(
                "%s: the contract has the word %s, for which there is no constant; there are %s"
                        .formatted(row, text(index), Arrays.toString(constants)));
    }

    /** On or off as sent; the {@code /toggle} form switches to the opposite. */
    OnOffToggle onOff() {
        return row.method().form() instanceof MethodOrigin.Toggle
                ? OnOffToggle.FLIP
                : OnOffToggle.of(number(0) != 0);
    }

    /** The quantization in the address, or the one that follows the press. */
    Optional<Quantize> quantize() {
        return row.method().form() instanceof MethodOrigin.Fixed(Method base, String word)
                ? Quantize.of(word)
                : optionalText(0).flatMap(Quantize::of);
    }
}
