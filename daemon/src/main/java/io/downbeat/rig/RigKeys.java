package io.downbeat.rig;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of one table of a rig file, in the order of the reference, and the form of each value.
 *
 * @param title the heading of the table in a file; empty for the keys before the first table
 */
record RigKeys(String title, Map<String, Form> forms) {
    static final RigKeys TOP =
            of(
                    "",
                    "graph:TEXT osc_port:PORT http_port:PORT osc_tcp_port:PORT bind:TEXT zeroconf:FLAG"
                            + " prefix:TEXT state_dir:TEXT timetag:TEXT timetag_window_s:NUMBER"
                            + " journal_sync_ms:NUMBER undo_limit:NUMBER spin_us:NUMBER clock:TABLE"
                            + " output:TABLE controller:TABLE input:TABLE access:TABLE");
    static final RigKeys CLOCK =
            of(
                    "[clock]",
                    "source:TEXT tempo:NUMBER stopped:FLAG offset_ms:NUMBER link:FLAG"
                            + " link_allow:TEXT start_stop:FLAG midi_in:TEXT midi_out:TEXT freewheel_bars:NUMBER");
    static final RigKeys OUTPUT =
            of(
                    "[[output]]",
                    "name:TEXT address:TEXT nodes:TEXTS tracks:TEXTS template:PARTS bundle:FLAG"
                            + " timetag:TEXT lookahead_ms:NUMBER offset_ms:NUMBER fade_hz:NUMBER"
                            + " resend_s:NUMBER initial:FLAG enabled:FLAG map:TABLE on:TABLE");
    static final RigKeys MAP =
            of(
                    "[[output.map]]",
                    "param:TEXT value:TEXT address:PARTS from:PARTS to:PARTS type:TEXT back:FLAG");
    static final RigKeys ON = of("[[output.on]]", "event:TEXT send:PARTS");
    static final RigKeys CONTROLLER =
            of(
                    "[[controller]]",
                    "name:TEXT address:TEXT feedback_port:NUMBER subscribe:TEXTS rate_hz:NUMBER"
                            + " typed:FLAG bundle:FLAG heal_s:NUMBER");
    static final RigKeys INPUT = of("[[input]]", "match:TEXT to:TEXT from:PARTS range:PARTS");
    static final RigKeys ACCESS = of("[access]", "allow:TEXTS");

    static final List<RigKeys> ALL =
            List.of(TOP, CLOCK, OUTPUT, MAP, ON, CONTROLLER, INPUT, ACCESS);

    /** How a value is written on a command line, where everything is text. */
    enum Form {
        TEXT,
        NUMBER,
        PORT,
        FLAG,
        TEXTS,
        PARTS,
        TABLE
    }

    RigKeys {
        forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
    }

    private static RigKeys of(String title, String table) {
        Map<String, Form> forms = new LinkedHashMap<>();
        for (String entry : table.split(" ", -1)) {
            int colon = entry.indexOf(':');
            forms.put(entry.substring(0, colon), Form.valueOf(entry.substring(colon + 1)));
        }
        return new RigKeys(title, forms);
    }

    List<String> names() {
        return List.copyOf(forms.keySet());
    }

    Optional<Form> form(String key) {
        return Optional.ofNullable(forms.get(key));
    }

    /** The other table that has this key, if exactly one has it. */
    Optional<String> elsewhere(String key) {
        List<String> titles =
                ALL.stream()
                        .filter(rigKeys -> !rigKeys.equals(this) && rigKeys.forms.containsKey(key))
                        .map(rigKeys ->
                                rigKeys.title.isEmpty() ? "the top of the file" : rigKeys.title)
                        .toList();
        return titles.size() == 1 ? Optional.of(titles.getFirst()) : Optional.empty();
    }
}
