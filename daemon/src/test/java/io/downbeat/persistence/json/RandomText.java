package io.downbeat.persistence.json;

import java.util.Random;
import java.util.StringJoiner;

/** Makes random JSON texts with unusual white space, escapes, numbers and nesting. */
record RandomText(Random random) {

    private static final String[] SPACES = {"", "", " ", "\n", "\t", "\r\n", "  \n\t "};
    private static final String[] LEAVES = {
        "0",
        "-0.0",
        "1e0",
        "1E+2",
        "12.50",
        "1e400",
        "true",
        "false",
        "null",
        "\"\"",
        "\"a\\u0041\"",
        "\"\\\"\\\\\\/\\b\\t\"",
        "\"\u00fc \ud83c\udfb6\"",
        "\"\\ud83c\\udfb6\"",
        "[]",
        "{ }",
        "[ \n]"
    };
    private static final String[] KEYS = {
        "a", "b", "a.b", "[0]", "", "\\u0061", "\u00fc", "nodes", "long key", "\\\"", "c", "d", "e"
    };

    String object(int depth) {
        var members = new StringJoiner(",", space() + "{" + space(), space() + "}" + space());
        int count = random.nextInt(6);
        for (int index = 0; index < count; index++) {
            members.add(space() + '"' + pick(KEYS) + '"' + space() + ':' + space() + value(depth));
        }
        return members.toString();
    }

    private String value(int depth) {
        int kind = random.nextInt(4);
        if (depth == 0 || kind < 2) {
            return pick(LEAVES) + space();
        }
        return kind == 2 ? object(depth - 1) : array(depth - 1);
    }

    String array(int depth) {
        var items = new StringJoiner(",", "[" + space(), "]" + space());
        int count = random.nextInt(4);
        for (int index = 0; index < count; index++) {
            items.add(space() + value(depth));
        }
        return items.toString();
    }

    private String space() {
        return pick(SPACES);
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
