package io.downbeat.control;

import io.downbeat.osc.OscArgument;
import io.downbeat.rig.MessageTemplate;
import io.downbeat.rig.TemplateText;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A map's message when it comes back: the value is where it stood, with the same around it. */
final class EchoedValueExtractor {
    private EchoedValueExtractor() {}

    static boolean isValueAlone(MessageTemplate form) {
        return form.arguments().size() == 1 && isValue(form.arguments().getFirst());
    }

    /** The value, if the rest is as the form has it; arguments behind the form's do not matter. */
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

    /** Numbers are the same whatever type they travel as. */
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
        OptionalDouble value = NumericArguments.in(found);
        return value.isPresent() && (float) value.getAsDouble() == (float) number;
    }
}
