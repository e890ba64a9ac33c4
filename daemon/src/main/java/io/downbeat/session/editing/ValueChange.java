package io.downbeat.session.editing;

import io.downbeat.graph.ParamValue;

import java.util.Optional;

/**
 * A live value that was set by hand.
 *
 * @param parameter its number
 * @param before the value it had; empty if it was unset
 * @param after the value it was given; empty where an undo unset it
 */
public record ValueChange(int parameter, Optional<ParamValue> before, Optional<ParamValue> after) {

    /** A change of a number: this record, two values and the references to them. */
    private static final long BYTES = 120;

    /** About how many bytes of memory it keeps. */
    long bytes() {
        return BYTES + 2L * (letters(before) + letters(after));
    }

    private static int letters(Optional<ParamValue> value) {
        return value.isPresent() && value.get() instanceof ParamValue.Text(var text)
                ? text.length()
                : 0;
    }

    /** This change and a later one of the same parameter, as one. */
    ValueChange then(ValueChange later) {
        return new ValueChange(parameter, before, later.after);
    }

    /** Whether the value is the same after it. */
    public boolean isNothing() {
        return before.equals(after);
    }
}
