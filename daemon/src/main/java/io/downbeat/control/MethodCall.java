package io.downbeat.control;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.schema.Form;
import io.downbeat.schema.Method;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Quantize;

import java.util.List;
import java.util.Optional;

/**
 * One method of the contract as it was called: on which objects, with which checked arguments.
 *
 * @param refs the objects, in the order of the template's placeholders
 * @param values the arguments that were sent, see {@link ArgumentReader}
 * @param held true if the call is a press whose release may follow
 * @param sent the arguments as they came
 */
record MethodCall(
        Method method,
        List<ObjectReference> refs,
        List<ParamValue> values,
        boolean held,
        List<OscArgument> sent,
        PacketSender from) {

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
                    throw new IllegalStateException(method + " was read as text: " + text);
        };
    }

    int whole(int index) {
        return (int) number(index);
    }

    String text(int index) {
        return values.get(index).text();
    }

    Optional<String> optionalText(int index) {
        return has(index) ? Optional.of(text(index)) : Optional.empty();
    }

    /** Where a switch is put, or that it is turned over. */
    OnOffToggle toggle() {
        return method.form() instanceof Form.Toggle
                ? OnOffToggle.FLIP
                : OnOffToggle.of(number(0) != 0);
    }

    /** The quantization in the address, or the one that follows the press. */
    Optional<Quantize> quantize() {
        return method.form() instanceof Form.Fixed(Method base, String word)
                ? Quantize.of(word)
                : optionalText(0).flatMap(Quantize::of);
    }

    /** The refusal of what this version does not do. */
    Refusal notYet(String what) {
        return new Refusal(
                Refusal.Code.NOT_YET,
                what + " is in the contract, but this version does not do it yet");
    }
}
