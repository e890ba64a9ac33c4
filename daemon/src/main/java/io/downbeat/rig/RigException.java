package io.downbeat.rig;

import java.util.List;
import java.util.Locale;

/**
 * A rig file or a command line is not valid. Each problem is one line: where it is, what was
 * expected, and what was found.
 */
public final class RigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Characters of one problem. A file may contain texts of any length, and a log line should stay
     * readable.
     */
    private static final int LONGEST_LINE = 400;

    private final transient List<String> problems;

    public RigException(String problem) {
        this(List.of(problem));
    }

    public RigException(List<String> problems) {
        super(String.join("\n", printable(problems)));
        this.problems = printable(problems);
    }

    /** Removes control characters, because problems quote texts of a file and go to a terminal. */
    private static List<String> printable(List<String> problems) {
        return problems.stream().map(RigException::printable).toList();
    }

    private static String printable(String problem) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < problem.length() && line.length() < LONGEST_LINE; i++) {
            char c = problem.charAt(i);
            if (Character.isISOControl(c)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.length() < LONGEST_LINE ? line.toString() : line + "...";
    }

    /** The problems in the order in which they were found, one line each. */
    public List<String> problems() {
        return problems;
    }
}
