package io.downbeat.app;

import io.downbeat.rig.Endpoint;

import java.util.List;
import java.util.Optional;

/** What a command line asks for, read whole before anything is done about it. */
sealed interface Invocation {
    /** The daemon, with these settings. */
    record Run(RunSettings settings) implements Invocation {}

    /** Load a graph file and tell its warnings. */
    record Check(String graph) implements Invocation {}

    /** Print the address space. */
    record Schema(Format format) implements Invocation {}

    /**
     * Send one message and print what comes back; arguments as they were typed.
     *
     * @param waitSeconds how long to wait for the daemon; 0 asks nothing
     */
    record Send(Endpoint to, String address, List<String> arguments, double waitSeconds)
            implements Invocation {
        public Send {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Subscribe and print.
     *
     * @param pattern empty for everything
     * @param arrivals what arrives at the daemon instead of what it reports
     */
    record Monitor(Endpoint to, String pattern, boolean arrivals) implements Invocation {}

    /** List the MIDI devices that could be a clock. */
    record Midi() implements Invocation {}

    /** Run one benchmark, or all. */
    record Bench(Optional<String> name) implements Invocation {}

    /** Text for standard output and nothing else: help, version. */
    record Print(String text) implements Invocation {}

    /** What cannot be obeyed: these lines for standard error, exit code 2. */
    record Refused(List<String> lines) implements Invocation {
        public Refused {
            lines = List.copyOf(lines);
        }
    }

    /** How the address space is printed. */
    enum Format {
        MARKDOWN,
        JSON
    }
}
