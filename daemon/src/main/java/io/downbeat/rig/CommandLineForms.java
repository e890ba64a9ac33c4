package io.downbeat.rig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forms in which a command line says what a rig file says. A problem begins with the option
 * that has it.
 *
 * <pre>
 *   --output [NAME=]HOST:PORT[,key=value...]   keys as in [[output]], lists joined by +
 *   --subscriber HOST:PORT[,/PATTERN...][,key=value...]   keys as in [[controller]]
 *   --allow ADDRESS | CIDR | lan
 * </pre>
 *
 * <p>In {@code --output} a comma ends a value, so a template may hold anything but a comma; one
 * with a {@code +} is a whole message: {@code template=/n_set+{node}+{param}+{value}}.
 */
public final class CommandLineForms {
    private static final Map<String, String> TOP =
            Map.of(
                    "--osc-port", "osc_port",
                    "--http-port", "http_port",
                    "--osc-tcp-port", "osc_tcp_port",
                    "--bind", "bind",
                    "--prefix", "prefix",
                    "--state-dir", "state_dir",
                    "GRAPH", "graph");
    private static final Map<String, String> CLOCK =
            Map.of(
                    "--clock", "source",
                    "--tempo", "tempo",
                    "--link", "link",
                    "--stopped", "stopped");

    private final Problems problems;

    private CommandLineForms(Problems problems) {
        this.problems = problems;
    }

    /**
     * The rig with what a command line says laid over it: single settings win, outputs, subscribers
     * and who is allowed are added.
     *
     * @param options each option that was given with its values in their order; a switch such as
     *     {@code --stopped} has the value {@code on}
     * @throws RigException if a value is not as it has to be
     */
    public static Rig over(Rig base, Map<String, List<String>> options) {
        Problems problems = new Problems();
        Rig rig = new CommandLineForms(problems).layer(options).over(base);
        rig.listening().complainOfSharedPorts(problems);
        problems.raise();
        return rig;
    }

    private Layer layer(Map<String, List<String>> options) {
        List<Layer.Output> outputs =
                options.getOrDefault("--output", List.of()).stream()
                        .map(text -> new Layer.Output(output(text), List.of(), List.of()))
                        .toList();
        return new Layer(
                named(Keys.TOP, TOP, options),
                named(Keys.CLOCK, CLOCK, options),
                allowed(options.getOrDefault("--allow", List.of())),
                outputs,
                options.getOrDefault("--subscriber", List.of()).stream()
                        .map(this::subscriber)
                        .toList(),
                List.of());
    }

    private Section named(Keys keys, Map<String, String> names, Map<String, List<String>> options) {
        Entries entries = new Entries(keys);
        options.forEach((option, values) -> {
            String key = names.getOrDefault(option, "");
            if (!key.isEmpty()) {
                entries.add(key, values.getLast(), option);
            }
        });
        return entries.section("");
    }

    private Section allowed(List<String> rules) {
        Map<String, Section.Entry> entries =
                rules.isEmpty()
                        ? Map.of()
                        : Map.of("allow", new Section.Entry(List.copyOf(rules), "--allow"));
        return new Section(Keys.ACCESS, "--allow", entries, problems);
    }

    private Section output(String text) {
        String option = "--output " + text;
        Entries entries = new Entries(Keys.OUTPUT);
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

    /** Reads {@code key=value} behind a comma. */
    private void setting(String field, String option, Entries entries) {
        int equals = field.indexOf('=');
        if (equals < 1) {
            problems.add(option, "expected key=value after a comma, found \"" + field + '"');
        } else {
            String key = field.substring(0, equals);
            entries.add(key, field.substring(equals + 1), option + ": " + key);
        }
    }

    private Section subscriber(String text) {
        String option = "--subscriber " + text;
        Entries entries = new Entries(Keys.CONTROLLER);
        // A comma inside a pattern's braces ends nothing.
        List<String> fields = List.of(text.split(",(?![^{]*\\})", -1));
        try {
            Endpoint endpoint = Endpoint.parse(fields.getFirst());
            entries.put("address", endpoint.host(), option);
            entries.put("feedback_port", (long) endpoint.port(), option);
        } catch (RigException malformed) {
            problems.add(option, malformed);
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

    /** The entries of one section, typed as its keys want them. */
    private final class Entries {
        private final Keys keys;
        private final Map<String, Section.Entry> entries = new LinkedHashMap<>();
        private final List<String> unread = new ArrayList<>();

        Entries(Keys keys) {
            this.keys = keys;
        }

        void add(String key, String text, String where) {
            if (entries.containsKey(key) || unread.contains(key)) {
                problems.add(where, "is given twice");
                return;
            }
            try {
                Object value = CommandLineText.typed(keys.form(key).orElse(Keys.Form.TEXT), text);
                entries.put(key, new Section.Entry(value, where));
            } catch (RigException mistake) {
                problems.add(where, mistake);
                unread.add(key);
            }
        }

        /** Adds a value that has its type already. */
        void put(String key, Object value, String where) {
            if (entries.putIfAbsent(key, new Section.Entry(value, where)) != null) {
                problems.add(where, key + " is given twice");
            }
        }

        Section section(String where) {
            return new Section(keys, where, entries, problems);
        }
    }
}
