package io.downbeat.net;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content types that an HTTP client understands (RFC 9110, section 12.5.1).
 *
 * @param text the header; empty if the client has sent none
 */
public record AcceptHeader(String text) {
    private static final Pattern WEIGHT = Pattern.compile(";\\s*q\\s*=\\s*([0-9.]{1,5})");

    /**
     * Whether the client would rather have a page for people than JSON: a browser that opens an
     * address, or a program that understands only HTML. The library of Java up to version 17 sends
     * {@code text/html} with each request, but takes everything.
     */
    public boolean prefersPage() {
        List<String> types =
                Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .toList();
        return types.stream().anyMatch(type -> type.startsWith("application/xhtml+xml"))
                || weight(types, "text/html")
                        > Math.max(weight(types, "application/json"), any(types));
    }

    /** What takes everything takes JSON as gladly as HTML. */
    private static double any(List<String> types) {
        return types.stream().anyMatch(type -> type.startsWith("*")) ? 1 : 0;
    }

    private static double weight(List<String> types, String name) {
        return types.stream()
                .filter(type -> type.equals(name) || type.startsWith(name + ";"))
                .mapToDouble(AcceptHeader::weight)
                .max()
                .orElse(0);
    }

    private static double weight(String type) {
        Matcher found = WEIGHT.matcher(type);
        try {
            return found.find() ? Double.parseDouble(found.group(1)) : 1;
        } catch (NumberFormatException malformed) {
            return 1;
        }
    }
}
