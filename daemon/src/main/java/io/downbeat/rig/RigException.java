package io.downbeat.rig;

import java.util.List;

/**
 * A rig file or command line that cannot be obeyed. Each problem is one line that says where it is,
 * what was expected and what was found.
 */
public final class RigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public RigException(String problem) {
        this(List.of(problem));
    }

    public RigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order in which they were met, one line each. */
    public List<String> problems() {
        return problems;
    }
}
