package io.downbeat.control;

import io.downbeat.address.arguments.NumericArguments;
import io.downbeat.osc.OscArgument;
import io.downbeat.rig.MessageTemplate;
import io.downbeat.rig.TemplateText;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds the value in a returned message, by the template with which the message was sent. */
final class ReturnedValueExtractor {
    private ReturnedValueExtractor() {}

    static boolean isValueAlone(MessageTemplate form) {
        return form.arguments().size() == 1 && isValue(form.arguments().getFirst());
    }

    /** The value, if the other arguments are as in the template. Further arguments are ignored. */
    static Optional<OscArgument> value(MessageTemplate form, List<OscArgument> arguments) {
        Optional<OscArgument> value = Optional.empty();
        if (arguments.size() < form.arguments().size()) {
            return value;
        }
        for (int i = 0; i < form.arguments().size(); i++) {
            MessageTemplate.Argument expected = form.arguments().get(i);
            OscArgument found = arguments.get(i);
            if (isValue(expected)) {
                value = value.isPresent() ? value : Optional.of(found);
            } else if (!isSame(expected, found)) {
                return Optional.empty();
            }
        }
        return value;
    }

    private static boolean isValue(MessageTemplate.Argument argument) {
        return argument instanceof MessageTemplate.TextArgument(TemplateText text)
                && text.onlyPlaceholder().isPresent();
    }

    /** Numbers are equal whatever OSC type they have. */
    private static boolean isSame(MessageTemplate.Argument expected, OscArgument found) {
        return switch (expected) {
            case MessageTemplate.IntArgument(int number) -> isNumber(found, number);
            case MessageTemplate.FloatArgument(double number) -> isNumber(found, number);
            case MessageTemplate.BooleanArgument(boolean on) -> isNumber(found, on ? 1 : 0);
            case MessageTemplate.TextArgument(TemplateText text) ->
                    found.text().filter(words -> words.equals(text.toString())).isPresent();
        };
    }

    private static boolean isNumber(OscArgument found, double number) {
        OptionalDouble value = NumericArguments.numberOf(found);
        return value.isPresent() && (float) value.getAsDouble() == (float) number;
    }
}
