package io.downbeat.persistence.json;

import java.util.Locale;

/**
 * Describes a JSON syntax error for a person: what was expected and what was found. The message of
 * the parser only identifies the error and is never shown.
 */
final class JsonErrorText {

    private static final String VALUE =
            "expected a value (a text in \"double quotes\", a number, true, false, null, a list"
                    + " [ ... ] or an object { ... })";
    private static final String NUMBER = "expected a number such as 5, -0.5 or 1e3";

    private final String parsers;
    private final String text;
    private final int offset;

    private JsonErrorText(String parsers, String text, int offset) {
        this.parsers = parsers;
        this.text = text;
        this.offset = offset;
    }

    /**
     * The error in one line.
     *
     * @param parsers the message of the parser
     * @param offset the position in the text where the parser stopped
     */
    static String words(String parsers, String text, long offset) {
        int at = Math.clamp(offset, 0, text.length());
        return new JsonErrorText(parsers, text, at).words();
    }

    /** The error of a text that goes on behind its value, with this character. */
    static String more(char next) {
        return next == '}' || next == ']'
                ? "nothing is open that could end here, found " + next
                : "there is more text after the end of the object";
    }

    /** Where the mistake begins. The parser stops after a word that is not JSON. */
    static int offset(String parsers, String text, long offset) {
        int at = Math.clamp(offset, 0, text.length());
        return parsers.contains("Unrecognized token") || parsers.contains("Non-standard token")
                ? new JsonErrorText(parsers, text, at).wordStart()
                : at;
    }

    private String words() {
        if (parsers.contains("end-of-input")) {
            return "the file ends too early; " + missing();
        }
        if (parsers.contains("start property name")) {
            return lastCharacterBefore() == ','
                    ? "expected a key in \"double quotes\" after the comma, " + found()
                    : "expected a key in \"double quotes\", " + found();
        }
        if (parsers.contains("colon")) {
            return "expected : between the key and its value, " + found();
        }
        if (parsers.contains("comma to separate Array")) {
            return "expected , or ] after the value, " + found();
        }
        if (parsers.contains("comma to separate Object")) {
            return "expected , or } after the value, " + found();
        }
        if (parsers.contains("close marker")) {
            return parsers.contains("expected ']'")
                    ? "expected ] to end the list, " + found()
                    : parsers.contains("expected '}'")
                            ? "expected } to end the object, " + found()
                            : "nothing is open that could end here, " + found();
        }
        return inAValue();
    }

    private String inAValue() {
        if (parsers.contains("unquoted character")) {
            return "a text contains a line end or another control character; write it as an escape,"
                    + " as \\n";
        }
        if (parsers.contains("escape")) {
            return "expected an escape, one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four hex"
                    + " digits, "
                    + found();
        }
        if (parsers.contains("comment")) {
            return "JSON has no comments; remove this one";
        }
        if (parsers.contains("nesting depth")) {
            return "objects and lists are nested more than " + JsonReader.DEEPEST + " levels deep";
        }
        if (parsers.contains("Number value length")) {
            return "a number has too many digits";
        }
        if (parsers.contains("Non-standard token")) {
            return NUMBER + ", " + word();
        }
        String lower = parsers.toLowerCase(Locale.ROOT);
        return lower.contains("numeric value") || lower.contains("number literals")
                ? NUMBER + ", " + found()
                : VALUE + ", " + word();
    }

    private String missing() {
        if (parsers.contains("closing quote")) {
            return "expected a \" that ends the text";
        }
        if (parsers.contains("for Object")) {
            return "expected } to end an object";
        }
        return parsers.contains("for Array") ? "expected ] to end a list" : VALUE;
    }

    /** The last character before the mistake that is no white space; a space if there is none. */
    private char lastCharacterBefore() {
        int at = offset - 1;
        while (at > 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at < 0 ? ' ' : text.charAt(at);
    }

    private String found() {
        if (offset >= text.length()) {
            return "found the end of the file";
        }
        int c = text.codePointAt(offset);
        if (c == '\n' || c == '\r') {
            return "found a line end";
        }
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
                ? String.format(Locale.ROOT, "found the control character U+%04X", c)
                : "found " + Character.toString(c);
    }

    /** The word at the position where the parser stopped. The parser may stop after the word. */
    private String word() {
        int start = wordStart();
        int end = start;
        while (end < text.length()
                && end - start < 20
                && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end == start ? found() : "found " + text.substring(start, end);
    }

    private int wordStart() {
        int start = offset;
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }
}
