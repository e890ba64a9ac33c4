package io.downbeat.rig;

import java.util.ArrayList;
import java.util.List;

/** The names that outputs go by: each one's own, or made from its address, never one twice. */
final class OutputNames {
    private OutputNames() {}

    static String checked(String name) {
        if (name.isBlank()) {
            throw TomlValues.unexpected("a name", name);
        }
        return name;
    }

    /**
     * The outputs of a base with those of the layer above it. One above that was given the name of
     * one below replaces it; names made from an address get a number where they would repeat.
     */
    static List<OutputSpec> layered(List<OutputSpec> base, List<OutputSpec> above) {
        List<OutputSpec> all = new ArrayList<>(base);
        for (OutputSpec output : above) {
            int same = position(base, output.name());
            if (same >= 0 && !output.isNamedByItsAddress()) {
                all.set(same, output);
            } else {
                all.add(output.named(free(all, output.name())));
            }
        }
        return List.copyOf(all);
    }

    /** Whether an output was given, by hand, a name that one of the others has. */
    static boolean isRepeated(List<OutputSpec> others, OutputSpec output) {
        return !output.isNamedByItsAddress() && position(others, output.name()) >= 0;
    }

    private static String free(List<OutputSpec> taken, String name) {
        String free = name;
        for (int number = 2; position(taken, free) >= 0; number++) {
            free = name + "-" + number;
        }
        return free;
    }

    private static int position(List<OutputSpec> outputs, String name) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
