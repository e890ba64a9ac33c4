package io.downbeat.rig;

import java.util.List;
import java.util.Locale;

/**
 * A rig file or command line that cannot be obeyed. Each problem is one line that says where it is,
 * what was expected and what was found.
 */
public final class RigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A line of a terminal or a log: what a file holds may be of any length. */
    private static final int LONGEST_LINE = 400;

    private final transient List<String> problems;

    public RigException(String problem) {
        this(List.of(problem));
    }

    public RigException(List<String> problems) {
        super(String.join("\n", printable(problems)));
        this.problems = printable(problems);
    }

    /** A file's text is quoted in them, and may hold what a terminal obeys. */
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

    /** The problems in the order in which they were met, one line each. */
    public List<String> problems() {
        return problems;
    }
}
