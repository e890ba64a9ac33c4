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

    /** The same change, with what another write made of it. */
    ValueChange then(ValueChange later) {
        return new ValueChange(parameter, before, later.after);
    }

    boolean isNothing() {
        return before.equals(after);
    }
}
