package io.downbeat.session.view;

import io.downbeat.graph.ParamValue;

import java.util.Optional;

/**
 * The live values of all parameters, by parameter number. Only the conductor writes them. Any
 * thread may read them; each value is read whole, but two values read one after the other may be of
 * different moments.
 */
public interface LiveValues {

    /** The value, or empty while the parameter is unset. */
    Optional<ParamValue> value(int parameter);

    /** The number; 0 if the parameter is unset or holds text. */
    double number(int parameter);

    /** The text; empty if the parameter is unset or holds a number. */
    String text(int parameter);

    boolean isSet(int parameter);

    /** A copy that does not change. */
    LiveValues frozenCopy();
}
