package io.downbeat.app.cli;

import io.downbeat.rig.Endpoint;

import java.util.List;

/** A parsed command line. It is parsed completely before anything is done. */
public sealed interface ParsedCommandLine {
    /** Run the daemon with these settings. */
    record Run(DaemonSettings settings) implements ParsedCommandLine {}

    /** Load a graph file and print its warnings. */
    record Check(String graph) implements ParsedCommandLine {}

    /** Draw the arrangement of a graph file into an SVG file. */
    record ExportPicture(String graph, String svg) implements ParsedCommandLine {}

    /** Print the address space. */
    record Schema(Format format) implements ParsedCommandLine {}

    /**
     * Send one message and print the answers; arguments as they were typed.
     *
     * @param waitSeconds how long to wait for the daemon; 0 does not ask
     */
    record Send(Endpoint to, String address, List<String> arguments, double waitSeconds)
            implements ParsedCommandLine {
        public Send {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Subscribe and show the session, or print changes.
     *
     * @param pattern empty for everything
     * @param arrivals print messages that arrive at the daemon, not changes that it reports
     * @param prefix what the daemon was started with; empty for none
     */
    record Monitor(Endpoint to, String pattern, boolean arrivals, String prefix)
            implements ParsedCommandLine {
        /** Whether a terminal shows the grid; else lines are printed. */
        public boolean asksForTheGrid() {
            return pattern.isEmpty() && !arrivals;
        }
    }

    /** List the MIDI devices that could be a clock. */
    record Midi() implements ParsedCommandLine {}

    /** Start the benchmarks with these arguments. */
    record Bench(List<String> arguments) implements ParsedCommandLine {
        public Bench {
            arguments = List.copyOf(arguments);
        }
    }

    /** Print this text (help, version). */
    record Print(String text) implements ParsedCommandLine {}

    /** The command line is wrong: these lines for standard error, exit code 2. */
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
