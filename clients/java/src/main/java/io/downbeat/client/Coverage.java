package io.downbeat.client;

import java.util.regex.Pattern;

/**
 * The addresses that a subscription pattern covers: those that it matches, and all below them.
 * Patterns are those of OSC 1.0 and the {@code //} of 1.1.
 */
record Coverage(String pattern, Pattern expression) {
    static Coverage of(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException(
                    "expected a pattern that begins with /, as /track/*/active, found \""
                            + pattern
                            + '"');
        }
        return new Coverage(pattern, Pattern.compile(expression(pattern) + "(/.*)?"));
    }

    boolean covers(String address) {
        return expression.matcher(address).matches();
    }

    private static String expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = closing(pattern, at);
            if (end > at) {
                String inside = pattern.substring(at + 1, end);
                expression.append(c == '[' ? anyOf(inside) : oneOf(inside));
                at = end + 1;
            } else if (pattern.startsWith("//", at)) {
                expression.append("/(.*/)?");
                at += 2;
            } else {
                expression.append(single(c));
                at++;
            }
        }
        return expression.toString();
    }

    /** Where the bracket that opens here closes, or -1. */
    private static int closing(String pattern, int at) {
        return switch (pattern.charAt(at)) {
            case '[' -> pattern.indexOf(']', at);
            case '{' -> pattern.indexOf('}', at);
            default -> -1;
        };
    }

    private static String single(char c) {
        return switch (c) {
            case '?' -> "[^/]";
            case '*' -> "[^/]*";
            default -> Pattern.quote(String.valueOf(c));
        };
    }

    private static String anyOf(String characters) {
        boolean not = characters.startsWith("!");
        StringBuilder set = new StringBuilder(not ? "[^/" : "[");
        String listed = not ? characters.substring(1) : characters;
        for (int at = 0; at < listed.length(); at++) {
            char c = listed.charAt(at);
            boolean range = c == '-' && at > 0 && at < listed.length() - 1;
            set.append(range || Character.isLetterOrDigit(c) ? c : "\\" + c);
        }
        return listed.isEmpty() ? "" : set.append(']').toString();
    }

    private static String oneOf(String words) {
        StringBuilder choice = new StringBuilder("(");
        for (String word : words.split(",", -1)) {
            choice.append(choice.length() == 1 ? "" : "|").append(Pattern.quote(word));
        }
        return choice.append(')').toString();
    }
}
