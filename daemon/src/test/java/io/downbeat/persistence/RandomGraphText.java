package io.downbeat.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/**
 * Makes random graph files as other programs and people write them: with unknown keys, unusual
 * white space and spellings of numbers, missing keys, and objects that a load ignores.
 */
final class RandomGraphText {

    private final Random random;
    private final List<String> nodes = new ArrayList<>();
    private final List<String> tracks = new ArrayList<>();
    private final List<List<String>> clips = new ArrayList<>();
    private final List<String> scenes = new ArrayList<>();
    private int unknown;

    private RandomGraphText(Random random) {
        this.random = random;
    }

    static String of(Random random) {
        return new RandomGraphText(random).text();
    }

    private String text() {
        if (random.nextInt(12) == 0) {
            return pick("{}", "{ }", "{\"session\": null}", "{\"nodes\": {}, \"x_1\": [1.50]}\n");
        }
        int count = random.nextInt(4);
        for (int at = 0; at < count; at++) {
            nodes.add("node" + at);
        }
        for (int at = random.nextInt(4); at > 0; at--) {
            tracks.add("tr_" + at);
            List<String> own = new ArrayList<>();
            for (int clip = random.nextInt(4); clip > 0; clip--) {
                own.add("c_" + clip);
            }
            clips.add(own);
        }
        for (int at = random.nextInt(4); at > 0; at--) {
            scenes.add("sc_" + at);
        }
        List<String> members = new ArrayList<>();
        members.add("\"schema_version\": 3");
        members.add(key("nodes") + table(nodes.stream().map(this::node).toList()));
        maybe(members, "\"metronome\": {\"beats_per_bar\" :4, \"bpm\": 1.2e2}");
        members.add(key("session") + session());
        return object(members) + pick("", "\n");
    }

    private String session() {
        List<String> members = new ArrayList<>();
        if (!tracks.isEmpty()) {
            members.add(key("tracks") + list(tracks, this::track, "tr_"));
        }
        if (!scenes.isEmpty()) {
            members.add(key("scenes") + list(scenes, this::scene, "sc_"));
            maybe(members, key("cue_paths") + list(List.of("cue_1", "cue_2"), this::cue, "cue_"));
        }
        List<String> active = new ArrayList<>();
        for (int at = 0; at < tracks.size(); at++) {
            if (!clips.get(at).isEmpty() && random.nextBoolean()) {
                active.add(key(tracks.get(at)) + '"' + clips.get(at).getFirst() + '"');
            }
        }
        maybe(active, "\"tr_gone\": \"c_1\"");
        members.add(key("active_clips") + table(active));
        return object(members);
    }

    private String node(String id) {
        List<String> members = new ArrayList<>();
        members.add("\"type\": \"Type\"");
        List<String> params = new ArrayList<>();
        maybe(params, "\"n1\": " + number());
        maybe(params, "\"n2\": " + number());
        maybe(params, "\"s1\": \"w\\u0041\"");
        maybe(params, "\"odd\": [null]");
        maybe(members, key("params") + table(params));
        maybe(members, "\"locks\": {\"n1\": " + pick("true", "0", "[\"a\"]", "7") + "}");
        maybe(members, "\"ranges\": {\"n1\": [-5e2, 5e2], \"n2\": \"wide\"}");
        return key(id) + object(members);
    }

    private String track(int at) {
        String id = tracks.get(at);
        List<String> members = new ArrayList<>();
        members.add("\"id\": \"" + id + '"');
        maybe(members, "\"name\": \"Track " + id + '"');
        var owned = new StringJoiner(", ", "[", "]");
        if (at < nodes.size()) {
            owned.add('"' + nodes.get(at) + '"');
            if (random.nextBoolean()) {
                owned.add("\"nowhere\"");
            }
            if (random.nextBoolean()) {
                owned.add('"' + nodes.get(at) + '"');
            }
        }
        maybe(members, key("owned_nodes") + owned);
        members.add(key("clips") + list(clips.get(at), clip -> clip(at, clip), "c_"));
        maybe(members, "\"color\": \"#00ff80\"");
        maybe(members, "\"default_transition\": {\"mode\": \"fade\", \"duration_bars\": 2}");
        return object(members);
    }

    private String clip(int track, int at) {
        String id = clips.get(track).get(at);
        List<String> members = new ArrayList<>();
        members.add("\"id\": \"" + id + '"');
        maybe(members, "\"name\": \"Clip\\t" + id + '"');
        List<String> params = new ArrayList<>();
        for (String node : nodes) {
            if (random.nextBoolean()) {
                params.add(
                        key(node)
                                + "{\"n1\": "
                                + number()
                                + ", \"n3\" : "
                                + number()
                                + ", \"s1\": \"t\"}");
            }
        }
        maybe(params, "\"nowhere\": {\"n1\": 4}");
        maybe(members, key("params") + table(params));
        String texts = nodes.isEmpty() ? "" : key(nodes.getFirst()) + "{\"s1\": \"wins\"}";
        maybe(members, key("string_params") + "{" + texts + "}");
        maybe(members, "\"quantize\": \"BAR\"");
        maybe(members, "\"follow\": {\"on\": 1, \"a\": \"jump\", \"jump_a\": 2.0, \"time\": 8}");
        return object(members);
    }

    private String scene(int at) {
        List<String> assignments = new ArrayList<>();
        for (int track = 0; track < tracks.size(); track++) {
            if (!clips.get(track).isEmpty() && random.nextBoolean()) {
                String clip = '"' + clips.get(track).getLast() + '"';
                assignments.add(key(tracks.get(track)) + pick(clip, "null", "\"c_gone\""));
            }
        }
        maybe(assignments, "\"tr_gone\": \"c_1\"");
        List<String> members = new ArrayList<>();
        members.add("\"id\": \"" + scenes.get(at) + '"');
        maybe(members, "\"name\": \"Scene " + at + '"');
        maybe(members, key("assignments") + table(assignments));
        maybe(members, "\"tempo\": 1.4E2");
        return object(members);
    }

    private String cue(int at) {
        List<String> steps = new ArrayList<>();
        for (int step = random.nextInt(4); step > 0; step--) {
            String id = random.nextInt(4) == 0 ? "" : "\"id\": \"st_" + step + "\", ";
            String scene = pick("sc_gone", scenes.getFirst(), scenes.getLast());
            String advance = pick("", ", \"advance_mode\": \"after_bars\", \"bars\": 8.0");
            steps.add("{" + id + "\"scene_id\": \"" + scene + "\"" + advance + "}");
        }
        List<String> members = new ArrayList<>();
        members.add("\"id\": \"cue_" + (at + 1) + '"');
        members.add(key("steps") + "[" + String.join(", ", steps) + "]");
        maybe(members, "\"guard\": 0.50");
        return object(members);
    }

    /** A list with objects in it that a load ignores. */
    private String list(List<String> ids, IntFunction<String> item, String prefix) {
        String space = space();
        var items = new StringJoiner("," + space, "[" + space, space + "]");
        items.setEmptyValue("[]");
        for (int at = 0; at < ids.size(); at++) {
            items.add(item.apply(at));
            if (random.nextInt(8) == 0) {
                items.add(pick("null", "{\"name\": \"no id\"}", "{\"id\": \"" + prefix + "1\"}"));
            }
        }
        return items.toString();
    }

    /** An object whose keys are names, so that an unknown key would be one more. */
    private String table(List<String> members) {
        return joined(members, -1);
    }

    private String object(List<String> members) {
        return joined(members, random.nextInt(3) == 0 ? random.nextInt(members.size() + 1) : -1);
    }

    /**
     * @param odd the place of an unknown member; -1 for none
     */
    private String joined(List<String> members, int odd) {
        String space = space();
        var joined = new StringJoiner("," + space, "{" + space, space + "}");
        joined.setEmptyValue(pick("{}", "{ }"));
        for (int at = 0; at <= members.size(); at++) {
            if (at == odd) {
                joined.add("\"x_" + ++unknown + "\":" + pick("1.50", " { \"y\":[ ] }", "\"\\/\""));
            }
            if (at < members.size()) {
                joined.add(members.get(at));
            }
        }
        return joined.toString();
    }

    private void maybe(List<String> members, String member) {
        if (random.nextBoolean()) {
            members.add(member);
        }
    }

    private String key(String key) {
        return '"' + key + '"' + pick(": ", ":", " : ");
    }

    private String number() {
        return pick("1", "0.50", "-3", "12e0", "0.0", "250");
    }

    private String space() {
        return pick("", " ", "\n  ", "\n\t\t", "\r\n ");
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}
