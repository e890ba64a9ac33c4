package io.downbeat.app.cli;

import io.downbeat.rig.Rig;

/**
 * All settings of the daemon: the rig file with the command line applied to it.
 *
 * @param startNew whether the graph file may be missing: it is then created at the first save
 * @param fresh whether to start from the graph file although there is a journal
 * @param jsonLog whether log lines are JSON objects
 */
public record DaemonSettings(
        Rig rig,
        boolean startNew,
        boolean fresh,
        ConsoleSettings consoleSettings,
        boolean jsonLog) {
    /** How much is logged. */
    public enum ConsoleSettings {
        QUIET,
        NORMAL,
        VERBOSE
    }
}
