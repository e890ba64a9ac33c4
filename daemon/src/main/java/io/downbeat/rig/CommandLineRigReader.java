package io.downbeat.rig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the options of a command line that a rig file can also set. A problem begins with its
 * option.
 *
 * <pre>
 *   --output [NAME=]HOST:PORT[,key=value...]   keys as in [[output]], lists joined by +
 *   --subscriber HOST:PORT[,/PATTERN...][,key=value...]   keys as in [[controller]]
 *   --allow ADDRESS | CIDR | lan
 * </pre>
 *
 * <p>In {@code --output} a comma ends a value, so a template cannot contain a comma. A template
 * with a {@code +} is a whole message: {@code template=/n_set+{node}+{param}+{value}}.
 */
public final class CommandLineRigReader {
    private static final Map<String, String> TOP =
            Map.of(
                    "--osc-port", "osc_port",
                    "--http-port", "http_port",
                    "--osc-tcp-port", "osc_tcp_port",
                    "--bind", "bind",
                    "--zeroconf", "zeroconf",
                    "--prefix", "prefix",
                    "--state-dir", "state_dir",
                    "GRAPH", "graph");
    private static final Map<String, String> CLOCK =
            Map.of(
                    "--clock", "source",
                    "--tempo", "tempo",
                    "--link", "link",
                    "--stopped", "stopped");

    private final RigProblems rigProblems;

    private CommandLineRigReader(RigProblems rigProblems) {
        this.rigProblems = rigProblems;
    }

    /**
     * Applies a command line to a rig. Single settings replace those of the rig; outputs,
     * subscribers and access rules are added.
     *
     * @param options each given option with its values in order; a switch such as {@code --stopped}
     *     has the value {@code on}
     * @throws RigException if a value is not valid
     */
    public static Rig over(Rig base, Map<String, List<String>> options) {
        RigProblems rigProblems = new RigProblems();
        Rig rig = new CommandLineRigReader(rigProblems).layer(options).over(base);
        rig.listenSettings().reportSharedPorts(rigProblems);
        rigProblems.throwIfAny();
        return rig;
    }

    private RigLayer layer(Map<String, List<String>> options) {
        List<RigLayer.Output> outputs =
                options.getOrDefault("--output", List.of()).stream()
                        .map(text -> new RigLayer.Output(output(text), List.of(), List.of()))
                        .toList();
        return new RigLayer(
                named(RigKeys.TOP, TOP, options),
                named(RigKeys.CLOCK, CLOCK, options),
                allowed(options.getOrDefault("--allow", List.of())),
                outputs,
                options.getOrDefault("--subscriber", List.of()).stream()
                        .map(this::subscriber)
                        .toList(),
                List.of());
    }

    private RigSectionReader named(
            RigKeys rigKeys, Map<String, String> names, Map<String, List<String>> options) {
        Entries entries = new Entries(rigKeys);
        options.forEach((option, values) -> {
            String key = names.getOrDefault(option, "");
            if (!key.isEmpty()) {
                entries.add(key, values.getLast(), option);
            }
        });
        return entries.section("");
    }

    private RigSectionReader allowed(List<String> rules) {
        Map<String, RigSectionReader.Entry> entries =
                rules.isEmpty()
                        ? Map.of()
                        : Map.of(
                                "allow", new RigSectionReader.Entry(List.copyOf(rules), "--allow"));
        return new RigSectionReader(RigKeys.ACCESS, "--allow", entries, rigProblems);
    }

    private RigSectionReader output(String text) {
        String option = "--output " + text;
        Entries entries = new Entries(RigKeys.OUTPUT);
        String[] fields = text.split(",", -1);
        int name = fields[0].indexOf('=');
        if (name >= 0) {
            entries.add("name", fields[0].substring(0, name), option);
        }
        entries.add("address", fields[0].substring(name + 1), option);
        for (int i = 1; i < fields.length; i++) {
            setting(fields[i], option, entries);
        }
        return entries.section(option);
    }

    /** Reads {@code key=value} after a comma. */
    private void setting(String field, String option, Entries entries) {
        int equals = field.indexOf('=');
        if (equals < 1) {
            rigProblems.add(option, "expected key=value after a comma, found \"" + field + '"');
        } else {
            String key = field.substring(0, equals);
            entries.add(key, field.substring(equals + 1), option + ": " + key);
        }
    }

    private RigSectionReader subscriber(String text) {
        String option = "--subscriber " + text;
        Entries entries = new Entries(RigKeys.CONTROLLER);
        // A comma inside the braces of a pattern does not end the pattern.
        List<String> fields = List.of(text.split(",(?![^{]*\\})", -1));
        try {
            Endpoint endpoint = Endpoint.parse(fields.getFirst());
            entries.put("address", endpoint.host(), option);
            entries.put("feedback_port", (long) endpoint.port(), option);
        } catch (RigException malformed) {
            rigProblems.add(option, malformed);
            entries.put("address", "unread", option);
            entries.put("feedback_port", 1L, option);
        }
        List<String> patterns = new ArrayList<>();
        for (String field : fields.subList(1, fields.size())) {
            if (!field.startsWith("/") && field.indexOf('=') > 0) {
                setting(field, option, entries);
            } else {
                patterns.add(field);
            }
        }
        if (!patterns.isEmpty()) {
            entries.put("subscribe", List.copyOf(patterns), option);
        }
        return entries.section(option);
    }

    /** The entries of one section, converted to the types of their keys. */
    private final class Entries {
        private final RigKeys rigKeys;
        private final Map<String, RigSectionReader.Entry> entries = new LinkedHashMap<>();
        private final List<String> unread = new ArrayList<>();

        Entries(RigKeys rigKeys) {
            this.rigKeys = rigKeys;
        }

        void add(String key, String text, String where) {
            if (entries.containsKey(key) || unread.contains(key)) {
                rigProblems.add(where, "is given twice");
                return;
            }
            try {
                Object value =
                        CommandLineValueParser.typed(
                                rigKeys.form(key).orElse(RigKeys.Form.TEXT), text);
                entries.put(key, new RigSectionReader.Entry(value, where));
            } catch (RigException mistake) {
                rigProblems.add(where, mistake);
                unread.add(key);
            }
        }

        /** Adds a value that already has its type. */
        void put(String key, Object value, String where) {
            if (entries.putIfAbsent(key, new RigSectionReader.Entry(value, where)) != null) {
                rigProblems.add(where, key + " is given twice");
            }
        }

        RigSectionReader section(String where) {
            return new RigSectionReader(rigKeys, where, entries, rigProblems);
        }
    }
}
