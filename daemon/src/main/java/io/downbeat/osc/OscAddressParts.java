package io.downbeat.osc;

import java.util.ArrayList;
import java.util.List;

/** Splits OSC addresses into parts, and makes parts from names. */
public final class OscAddressParts {
    private static final String FORBIDDEN = " #*,/?[]{}";

    private OscAddressParts() {}

    /**
     * A name as an address part. Characters that OSC forbids there (space {@code # * , / ? [ ] {
     * }}) and control characters become {@code -}. Idempotent.
     */
    public static String part(String name) {
        StringBuilder part = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            part.append(FORBIDDEN.indexOf(c) >= 0 || Character.isISOControl(c) ? '-' : c);
        }
        return part.toString();
    }

    /**
     * The parts between the slashes: {@code /a/b} gives a and b, {@code /a/} gives a and an empty
     * part, {@code /} one empty part. A missing leading slash is assumed.
     */
    public static List<String> parts(String address) {
        List<String> parts = new ArrayList<>();
        int from = address.startsWith("/") ? 1 : 0;
        for (int to = address.indexOf('/', from); to >= 0; to = address.indexOf('/', from)) {
            parts.add(address.substring(from, to));
            from = to + 1;
        }
        parts.add(address.substring(from));
        return List.copyOf(parts);
    }

    /** Whether an address is a pattern: holds one of {@code ? * [ ] { }}, or {@code //}. */
    public static boolean isPattern(String address) {
        for (int i = 0; i < address.length(); i++) {
            switch (address.charAt(i)) {
                case '?', '*', '[', ']', '{', '}' -> {
                    return true;
                }
                case '/' -> {
                    if (i > 0 && address.charAt(i - 1) == '/') {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }
}
