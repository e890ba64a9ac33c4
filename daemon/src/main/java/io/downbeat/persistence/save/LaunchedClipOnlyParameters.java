package io.downbeat.persistence.save;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.ParameterValueList;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The parameters that only clips name and that launches have written since the load. A save adds
 * them to their nodes, also if their values are those that a load gives.
 *
 * <p>What is set by hand or reverted does not count here: a save adds it where its value differs
 * from what a load gives. So after an undo nothing of it is left in the file.
 */
public final class LaunchedClipOnlyParameters {

    private final Set<ParamPath> paths = new LinkedHashSet<>();

    /** Notes what the launches of a turn have written. */
    public void onTurn(TurnResult turn) {
        for (Event event : turn.events()) {
            if (event instanceof Event.ParamsWritten written && isOfLaunch(written.cause())) {
                note(turn, written.values());
            }
        }
    }

    private static boolean isOfLaunch(Event.Cause cause) {
        return switch (cause) {
            case LAUNCH, ARRANGEMENT, FADE, ARRIVAL -> true;
            case HAND, REVERT -> false;
        };
    }

    private void note(TurnResult turn, ParameterValueList values) {
        for (int index = 0; index < values.size(); index++) {
            Parameter parameter = turn.view().graph().parameter(values.parameter(index));
            if (!parameter.declared()) {
                paths.add(parameter.path());
            }
        }
    }

    /** Another session was loaded. */
    public void clear() {
        paths.clear();
    }

    /** The parameters so far, in the order of their first launch. The set does not change later. */
    public Set<ParamPath> soFar() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(paths));
    }
}
