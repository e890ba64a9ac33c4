package io.downbeat.rig;

import java.util.ArrayList;
import java.util.List;

/**
 * What belongs to the venue: everything a rig file and the command line can say, with the defaults
 * of what they do not.
 *
 * @param graph path of the graph file; empty is an empty, untitled session
 * @param references the names of the graph that the rest holds, with their places
 * @param stateFolder path of the folder for what outlives a restart; empty is the platform's own
 */
public record Rig(
        String graph,
        ListenSettings listenSettings,
        String stateFolder,
        EngineSettings engineSettings,
        ClockSpec clock,
        List<OutputSpec> outputs,
        List<ControllerSpec> controllers,
        List<InputSpec> inputs,
        AccessRules accessRules,
        List<RigReference> references) {

    /** No file and no option: the contract's defaults. */
    public static final Rig DEFAULT =
            new Rig(
                    "",
                    ListenSettings.DEFAULT,
                    "",
                    EngineSettings.DEFAULT,
                    ClockSpec.DEFAULT,
                    List.of(),
                    List.of(),
                    List.of(),
                    AccessRules.LOOPBACK_ONLY,
                    List.of());

    public Rig {
        outputs = List.copyOf(outputs);
        controllers = List.copyOf(controllers);
        inputs = List.copyOf(inputs);
        references = List.copyOf(references);
    }

    /** A rig that was not read, whose names have no place in a file. */
    public Rig(
            String graph,
            ListenSettings listenSettings,
            String stateFolder,
            EngineSettings engineSettings,
            ClockSpec clock,
            List<OutputSpec> outputs,
            List<ControllerSpec> controllers,
            List<InputSpec> inputs,
            AccessRules accessRules) {
        this(
                graph,
                listenSettings,
                stateFolder,
                engineSettings,
                clock,
                outputs,
                controllers,
                inputs,
                accessRules,
                List.of());
    }

    /** This rig with other paths. */
    Rig withPaths(String otherGraph, String otherStateFolder) {
        return new Rig(
                otherGraph,
                listenSettings,
                otherStateFolder,
                engineSettings,
                clock,
                outputs,
                controllers,
                inputs,
                accessRules,
                references);
    }

    static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
