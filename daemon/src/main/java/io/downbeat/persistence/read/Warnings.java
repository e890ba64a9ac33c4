package io.downbeat.persistence.read;

import java.util.ArrayList;
import java.util.List;

/** The warnings of one load, in the order in which they were found. */
public final class Warnings {

    private final List<Warning> found = new ArrayList<>();

    void add(JsonPath path, String text) {
        found.add(new Warning(path.toString(), text));
    }

    public List<Warning> all() {
        return List.copyOf(found);
    }
}
