package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.RequestSender;

import java.util.Map;
import java.util.Optional;

/** Sets parameters to the values of an undone or redone step. */
public interface UndoValueRestorer {

    /** The value that a parameter has; empty if it is unset. */
    Optional<ParamValue> value(int parameter);

    /**
     * Sets values as if by hand, without adding a step to the history.
     *
     * @param values by parameter number; empty unsets the parameter
     * @param by who counts as the one that sets them; the daemon if every client is to be told
     */
    void restore(
            Map<Integer, Optional<ParamValue>> values, RequestSender by, CommandContext context);
}
