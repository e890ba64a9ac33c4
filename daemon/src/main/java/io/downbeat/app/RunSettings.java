package io.downbeat.app;

import io.downbeat.rig.ClockSpec;
import io.downbeat.rig.Rig;

import java.util.Optional;

/**
 * Everything the daemon is started with: the rig file with the command line laid over it, where
 * single settings win and outputs, subscribers and who is allowed add up.
 *
 * @param startNew whether the graph file may be missing: it is then created at the first save
 * @param jsonLog whether log lines are JSON objects
 */
record RunSettings(Rig rig, boolean startNew, Talk talk, boolean jsonLog) {
    /** How much the log says. */
    enum Talk {
        QUIET,
        NORMAL,
        VERBOSE
    }

    /** The reason why the clock that was asked for cannot be followed, if it cannot. */
    Optional<String> clockRefusal() {
        ClockSpec clock = rig.clock();
        if (clock.source() != ClockSpec.Source.INTERNAL) {
            return Optional.of(
                    "clock "
                            + clock.source().word()
                            + " is asked for, and this version has only internal: start with"
                            + " --clock internal");
        }
        return clock.link()
                ? Optional.of(
                        "Link is asked for, and this version cannot join it: start with --link off")
                : Optional.empty();
    }
}
