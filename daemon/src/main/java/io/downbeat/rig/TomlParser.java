package io.downbeat.rig;

import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/**
 * Parses the text of a rig file. The TOML library calls itself for each list, table and dot inside
 * another, so a text that nests too deep is refused first.
 */
final class TomlParser {
    /** A rig nests four levels deep. A text of brackets alone would use up the library's stack. */
    private static final int DEEPEST = 64;

    private final String name;
    private final String text;
    private int line = 1;
    private int depth;
    private int dots;

    TomlParser(String name, String text) {
        this.name = name;
        // Some editors write a byte order mark at the beginning.
        this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /**
     * The tables of the text.
     *
     * @throws RigException if it is not TOML, at the line of the first mistake
     */
    TomlParseResult parsed() {
        checkNesting();
        TomlParseResult toml;
        try {
            toml = Toml.parse(text);
        } catch (StackOverflowError tooDeep) {
            throw new RigException(name + ": not valid TOML: something in it nests too deep");
        }
        if (toml.hasErrors()) {
            // Later mistakes are often only a consequence of the first one.
            TomlParseError first = toml.errors().getFirst();
            throw refused(first.position().line(), String.valueOf(first.getMessage()));
        }
        return toml;
    }

    private void checkNesting() {
        int at = 0;
        while (at < text.length()) {
            at = step(at);
            if (Math.max(depth, dots) > DEEPEST) {
                throw refused(line, "it nests more than " + DEEPEST + " deep");
            }
        }
    }

    /** Reads a character, a comment or a whole string; returns the position after it. */
    private int step(int at) {
        char c = text.charAt(at);
        switch (c) {
            case '[', '{' -> depth++;
            case ']', '}' -> depth = Math.max(0, depth - 1);
            case '.' -> dots++;
            case '=', ',' -> dots = 0;
            case '\n' -> {
                line++;
                dots = 0;
            }
            case '#' -> {
                int end = text.indexOf('\n', at);
                return end < 0 ? text.length() : end;
            }
            case '"', '\'' -> {
                return afterString(at, c);
            }
            default -> {}
        }
        return at + 1;
    }

    private int afterString(int at, char quote) {
        String three = String.valueOf(quote).repeat(3);
        boolean several = text.startsWith(three, at);
        int from = several ? at + 3 : at + 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote == '"') {
                i++;
            } else if (several ? text.startsWith(three, i) : c == quote) {
                return i + (several ? 3 : 1);
            } else if (c == '\n') {
                if (!several) {
                    return i;
                }
                line++;
            }
        }
        return text.length();
    }

    private RigException refused(int at, String why) {
        return new RigException(name + ":" + at + ": not valid TOML: " + why);
    }
}
