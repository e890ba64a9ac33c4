package io.downbeat.rig;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules for the names of outputs: a name is given in the rig or made from the address, and no
 * two outputs have the same name.
 */
final class OutputNameRules {
    private OutputNameRules() {}

    static String checked(String name) {
        if (name.isBlank()) {
            throw TomlTypeCheck.unexpected("a name", name);
        }
        return name;
    }

    /**
     * Merges the outputs of a base with those of the layer above it. A named output of the layer
     * replaces the output of the base with the same name. A name that is made from an address gets
     * a number if it repeats.
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

    /** Whether the rig gives this output the name of another output. */
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
