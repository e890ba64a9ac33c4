package io.downbeat.discovery;

import java.nio.charset.StandardCharsets;

/** Makes the names of services and hosts fit for the wire and for a person's eyes. */
final class ServiceName {

    /** Bytes of a label in DNS; also the most characters of a name that is shown. */
    static final int LONGEST = 63;

    /**
     * Room for what JmDNS appends to a name that another program has already: {@code " (12345)"}.
     */
    private static final int ROOM_FOR_NUMBER = 8;

    private ServiceName() {}

    /**
     * The name of this program's services: {@code Downbeat on HOST}. It is shortened at a character
     * if it does not fit a label.
     */
    static String ofProgram(String host) {
        String plain = printable(host);
        return shortened(plain.isEmpty() ? "Downbeat" : "Downbeat on " + plain);
    }

    /** A host label: letters, digits and hyphens. */
    static String hostLabel(String... parts) {
        String joined = String.join("-", parts).replaceAll("[^A-Za-z0-9]+", "-");
        String trimmed = joined.replaceAll("^-|-$", "");
        return trimmed.substring(0, Math.min(trimmed.length(), LONGEST - ROOM_FOR_NUMBER));
    }

    /**
     * A name of another program without the characters that could control a terminal, hide text or
     * change its direction, and cut to {@value #LONGEST} characters. A dot in it stays.
     */
    static String printable(String name) {
        var text = new StringBuilder();
        name.codePoints()
                .map(each -> isPrintable(each) ? each : ' ')
                .limit(LONGEST)
                .forEach(text::appendCodePoint);
        return text.toString().strip();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    private static String shortened(String name) {
        int most = LONGEST - ROOM_FOR_NUMBER;
        String shorter = name;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > most) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter.strip();
    }
}
