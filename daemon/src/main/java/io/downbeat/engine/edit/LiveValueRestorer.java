package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.ParamValue;

import java.util.Map;
import java.util.Optional;

/** Gives parameters the values that a step had or has for them. */
public interface LiveValueRestorer {

    /** The value that a parameter has; empty if it is unset. */
    Optional<ParamValue> value(int parameter);

    /**
     * Sets values as if by hand, without making a step of it.
     *
     * @param values by parameter number; empty unsets the parameter
     */
    void restore(Map<Integer, Optional<ParamValue>> values, CommandContext context);
}
