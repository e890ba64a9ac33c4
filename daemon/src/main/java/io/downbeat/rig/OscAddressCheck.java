package io.downbeat.rig;

/** What an OSC address that someone wrote into a rig must look like. */
final class OscAddressCheck {
    private OscAddressCheck() {}

    /** An address or pattern: it begins with a slash and holds no space, comma or number sign. */
    static String pattern(String text) {
        check(text);
        return text;
    }

    /** What stands in braces, a pattern's words or a placeholder, may hold a comma. */
    static void check(String asWritten) {
        String address = asWritten.replaceAll("\\{[^}]*\\}", "x");
        if (!address.startsWith("/") || address.length() < 2) {
            throw TomlValues.unexpected("an address that begins with /, as /track/1", asWritten);
        }
        if (address.chars().anyMatch(c -> c <= ' ' || c == ',' || c == '#' || c == 0x7f)) {
            throw TomlValues.unexpected("an address without space, comma or #", asWritten);
        }
    }

    /** A prefix of all addresses: no pattern and no slash at its end; empty for none. */
    static String prefix(String text) {
        if (text.isEmpty()) {
            return text;
        }
        check(text);
        if (text.endsWith("/") || text.chars().anyMatch(c -> "*?[]{}".indexOf(c) >= 0)) {
            throw TomlValues.unexpected(
                    "a prefix such as /downbeat, without * or / at its end", text);
        }
        return text;
    }
}
