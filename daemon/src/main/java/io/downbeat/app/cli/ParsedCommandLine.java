package io.downbeat.app.cli;

import io.downbeat.rig.Endpoint;

import java.util.List;

/** What a command line asks for, read whole before anything is done about it. */
public sealed interface ParsedCommandLine {
    /** The daemon, with these settings. */
    record Run(RunSettings settings) implements ParsedCommandLine {}

    /** Load a graph file and tell its warnings. */
    record Check(String graph) implements ParsedCommandLine {}

    /** Print the address space. */
    record Schema(Format format) implements ParsedCommandLine {}

    /**
     * Send one message and print what comes back; arguments as they were typed.
     *
     * @param waitSeconds how long to wait for the daemon; 0 asks nothing
     */
    record Send(Endpoint to, String address, List<String> arguments, double waitSeconds)
            implements ParsedCommandLine {
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
    record Monitor(Endpoint to, String pattern, boolean arrivals) implements ParsedCommandLine {}

    /** List the MIDI devices that could be a clock. */
    record Midi() implements ParsedCommandLine {}

    /** Start the benchmarks with these arguments. */
    record Bench(List<String> arguments) implements ParsedCommandLine {
        public Bench {
            arguments = List.copyOf(arguments);
        }
    }

    /** Text for standard output and nothing else: help, version. */
    record Print(String text) implements ParsedCommandLine {}

    /** What cannot be obeyed: these lines for standard error, exit code 2. */
    record Refused(List<String> lines) implements ParsedCommandLine {
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
