package io.downbeat.control;

import io.downbeat.osc.OscArgument;
import io.downbeat.schema.Method;
import io.downbeat.session.command.Refusal;

import java.util.List;
import java.util.OptionalDouble;

/** What the first argument of a trigger says of the finger on it (contract, rule 1). */
enum ButtonState {
    /** Nothing: a message alone fires, and no release will follow. */
    BARE,
    /** {@code T}, {@code I} or any number but 0. */
    DOWN,
    /** {@code 0}, {@code F} or {@code N}: a button's release. */
    UP;

    /**
     * Throws {@link Refusal} for what is neither press nor release nor an option of the trigger.
     */
    static ButtonState of(Method method, List<OscArgument> sent) {
        if (sent.isEmpty()) {
            return BARE;
        }
        OscArgument first = sent.getFirst();
        if (first.text().isPresent() && !method.arguments().isEmpty()) {
            return BARE;
        }
        return of(first);
    }

    /** The press or the release that one argument is. */
    static ButtonState of(OscArgument argument) {
        if (argument instanceof OscArgument.Impulse) {
            return DOWN;
        }
        if (argument instanceof OscArgument.Nil) {
            return UP;
        }
        OptionalDouble number = NumericArguments.in(argument);
        if (number.isEmpty()) {
            throw new Refusal(
                    Refusal.Code.TYPE,
                    "a trigger takes no argument, or 1 for a press and 0 for a release, not "
                            + ErrorText.shown(argument));
        }
        return NumericArguments.finite(number.getAsDouble()) == 0 ? UP : DOWN;
    }
}
