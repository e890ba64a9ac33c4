package io.downbeat.rig;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one rig, so that all are reported together. */
final class RigProblems {
    private final List<String> lines = new ArrayList<>();

    void add(String where, String what) {
        lines.add(where.isEmpty() ? what : where + ": " + what);
    }

    void add(String where, RigException mistake) {
        mistake.problems().forEach(problem -> add(where, problem));
    }

    /** Throws all mistakes, if there are any. */
    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new RigException(lines);
        }
    }
}
