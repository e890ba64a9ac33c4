package io.downbeat.rig;

import java.util.ArrayList;
import java.util.List;

/**
 * The setup of a venue: every setting of a rig file and the command line, with defaults for the
 * rest.
 *
 * @param graph path of the graph file; empty is an empty, untitled session
 * @param references the names of graph objects and addresses that the rig uses, and where it uses
 *     them
 * @param stateFolder path of the folder for state that is kept over restarts; empty is the
 *     platform's folder
 */
public record Rig(
        String graph,
        ListenSettings listenSettings,
        String stateFolder,
        TimetagJournalAndUndoSettings timetagJournalAndUndoSettings,
        ClockSettings clock,
        List<OutputSpec> outputs,
        List<ControllerSubscriptionSpec> controllers,
        List<IncomingAddressMapSpec> inputs,
        AllowedHosts allowedHosts,
        List<NameUsedInRig> references) {

    /** The contract's defaults, without a rig file or options. */
    public static final Rig DEFAULT =
            new Rig(
                    "",
                    ListenSettings.DEFAULT,
                    "",
                    TimetagJournalAndUndoSettings.DEFAULT,
                    ClockSettings.DEFAULT,
                    List.of(),
                    List.of(),
                    List.of(),
                    AllowedHosts.LOOPBACK_ONLY,
                    List.of());

    public Rig {
        outputs = List.copyOf(outputs);
        controllers = List.copyOf(controllers);
        inputs = List.copyOf(inputs);
        references = List.copyOf(references);
    }

    /** A rig that was not read from a file, so its names have no place in one. */
    public Rig(
            String graph,
            ListenSettings listenSettings,
            String stateFolder,
            TimetagJournalAndUndoSettings timetagJournalAndUndoSettings,
            ClockSettings clock,
            List<OutputSpec> outputs,
            List<ControllerSubscriptionSpec> controllers,
            List<IncomingAddressMapSpec> inputs,
            AllowedHosts allowedHosts) {
        this(
                graph,
                listenSettings,
                stateFolder,
                timetagJournalAndUndoSettings,
                clock,
                outputs,
                controllers,
                inputs,
                allowedHosts,
                List.of());
    }

    /** This rig with other paths. */
    Rig withPaths(String otherGraph, String otherStateFolder) {
        return new Rig(
                otherGraph,
                listenSettings,
                otherStateFolder,
                timetagJournalAndUndoSettings,
                clock,
                outputs,
                controllers,
                inputs,
                allowedHosts,
                references);
    }

    static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
