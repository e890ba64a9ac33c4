package io.downbeat.rig;

/** Checks the OSC addresses in a rig. */
final class OscAddressSyntaxCheck {
    private OscAddressSyntaxCheck() {}

    /**
     * Checks an address or pattern: it begins with a slash and contains no space, comma or number
     * sign.
     */
    static String pattern(String text) {
        check(text);
        return text;
    }

    /** Braces (the words of a pattern, or a placeholder) may contain a comma. */
    static void check(String asWritten) {
        String address = asWritten.replaceAll("\\{[^}]*\\}", "x");
        if (!address.startsWith("/") || address.length() < 2) {
            throw TomlTypeCheck.unexpected("an address that begins with /, as /track/1", asWritten);
        }
        if (address.chars().anyMatch(c -> c <= ' ' || c == ',' || c == '#' || c == 0x7f)) {
            throw TomlTypeCheck.unexpected("an address without space, comma or #", asWritten);
        }
    }

    /** Checks a prefix of all addresses: no pattern, no slash at its end; empty for none. */
    static String prefix(String text) {
        if (text.isEmpty()) {
            return text;
        }
        check(text);
        if (text.endsWith("/") || text.chars().anyMatch(c -> "*?[]{}".indexOf(c) >= 0)) {
            throw TomlTypeCheck.unexpected(
                    "a prefix such as /downbeat, without * or / at its end", text);
        }
        return text;
    }
}
