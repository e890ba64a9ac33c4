package io.downbeat.rig;

import java.util.ArrayList;
import java.util.List;

/** The mistakes met so far while one rig is read, so that all are told at once. Not thread safe. */
final class RigProblems {
    private final List<String> lines = new ArrayList<>();

    void add(String where, String what) {
        lines.add(where.isEmpty() ? what : where + ": " + what);
    }

    void add(String where, RigException mistake) {
        mistake.problems().forEach(problem -> add(where, problem));
    }

    /** Throws what was met, if anything was. */
    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new RigException(lines);
        }
    }
}
