package io.downbeat.console.grid;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A colour; each part is 0 to 255. */
record Rgb(int red, int green, int blue) {

    /** As the daemon sends colours. */
    private static final Pattern SENT =
            Pattern.compile("rgb\\( *(\\d{1,3}) *, *(\\d{1,3}) *, *(\\d{1,3}) *\\)");

    /** For tracks that have none in the file, in turn: the page's colours. */
    private static final List<Rgb> USUAL =
            List.of(
                    new Rgb(0xff, 0x9f, 0x43),
                    new Rgb(0x4c, 0xc9, 0xf0),
                    new Rgb(0xb7, 0x94, 0xf6),
                    new Rgb(0x6e, 0xe7, 0xa0),
                    new Rgb(0xff, 0x7a, 0xa2),
                    new Rgb(0xf5, 0xd5, 0x47),
                    new Rgb(0x5e, 0xe6, 0xd8),
                    new Rgb(0x9f, 0xb4, 0xff));

    /** For scenes that have none: a light grey. */
    static final Rgb SCENE = new Rgb(0xc9, 0xd1, 0xdc);

    /** {@code rgb(r,g,b)}; empty if the text is no colour. */
    static Optional<Rgb> of(String text) {
        Matcher parts = SENT.matcher(text);
        return parts.matches()
                ? Optional.of(new Rgb(part(parts, 1), part(parts, 2), part(parts, 3)))
                : Optional.empty();
    }

    private static int part(Matcher parts, int group) {
        return Math.min(255, Integer.parseInt(parts.group(group)));
    }

    /** The colour of a track without one, by its position from 1. */
    static Rgb usual(int track) {
        return USUAL.get((track - 1) % USUAL.size());
    }

    /** Black or white, whichever is easier to read on this colour (WCAG's relative luminance). */
    Rgb ink() {
        double luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        return luminance > 0.179 ? new Rgb(0, 0, 0) : new Rgb(255, 255, 255);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
