package io.downbeat.address.arguments;

import io.downbeat.osc.OscArgument;
import io.downbeat.schema.Method;
import io.downbeat.session.command.Refusal;

import java.util.List;
import java.util.OptionalDouble;

/** Whether a message presses or releases the button of a trigger (contract, rule 1). */
public enum ButtonPressOrRelease {
    /** No press is sent: the message itself fires, and no release follows. */
    NO_BUTTON,
    /** {@code T}, {@code I} or any number but 0. */
    PRESS,
    /** {@code 0}, {@code F} or {@code N}: a button's release. */
    RELEASE;

    /**
     * The state that the first argument gives. Throws {@link Refusal} if the argument is neither a
     * press nor a release nor an option of the trigger.
     */
    public static ButtonPressOrRelease of(Method method, List<OscArgument> sent) {
        if (sent.isEmpty()) {
            return NO_BUTTON;
        }
        OscArgument first = sent.getFirst();
        if (first.text().isPresent() && !method.arguments().isEmpty()) {
            return NO_BUTTON;
        }
        return of(first);
    }

    /** Whether one argument is a press or a release. */
    public static ButtonPressOrRelease of(OscArgument argument) {
        if (argument instanceof OscArgument.Impulse) {
            return PRESS;
        }
        if (argument instanceof OscArgument.Nil) {
            return RELEASE;
        }
        OptionalDouble number = NumericArguments.numberOf(argument);
        if (number.isEmpty()) {
            throw new Refusal(
                    Refusal.Code.TYPE,
                    "a trigger takes no argument, or 1 for a press and 0 for a release, not "
                            + ErrorText.shown(argument));
        }
        return NumericArguments.finite(number.getAsDouble()) == 0 ? RELEASE : PRESS;
    }
}
