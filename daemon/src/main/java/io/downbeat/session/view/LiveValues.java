package io.downbeat.session.view;

import io.downbeat.graph.ParamValue;

import java.util.Optional;

/**
 * The live values of all parameters, by number. Written by the conductor alone; any thread may
 * read, and sees each value whole, though two values read in turn may be of two moments.
 */
public interface LiveValues {

    /** The value, or empty while the parameter is unset. */
    Optional<ParamValue> value(int parameter);

    /** The number it holds; 0 if it is unset or holds text. */
    double number(int parameter);

    /** The text it holds; empty if it is unset or holds a number. */
    String text(int parameter);

    boolean isSet(int parameter);

    /** A copy that no longer moves. */
    LiveValues still();
}
