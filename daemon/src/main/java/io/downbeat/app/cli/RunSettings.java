package io.downbeat.app.cli;

import io.downbeat.rig.Rig;

/**
 * Everything the daemon is started with: the rig file with the command line laid over it, where
 * single settings win and outputs, subscribers and who is allowed add up.
 *
 * @param startNew whether the graph file may be missing: it is then created at the first save
 * @param jsonLog whether log lines are JSON objects
 */
public record RunSettings(
        Rig rig, boolean startNew, ConsoleSettings consoleSettings, boolean jsonLog) {
    /** How much the log says. */
    public enum ConsoleSettings {
        QUIET,
        NORMAL,
        VERBOSE
    }
}
