package io.downbeat.control;

import io.downbeat.osc.OscAddressSyntax;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPattern;
import io.downbeat.session.command.AddressNaming;

import org.jspecify.annotations.Nullable;

/**
 * The spelling of objects in OSC addresses, for the session, which does not know OSC.
 *
 * <p>A pattern or two are tried on many objects in a row, often of the same names, so the last two
 * are kept parsed with what they fitted; threads that share a spelling can at worst parse again.
 */
public final class OscAddressNaming implements AddressNaming {

    /** Places for names of which the result is kept for a pattern; a power of two. */
    private static final int PLACES = 1024;

    private @Nullable Parsed last;
    private @Nullable Parsed before;

    /** A name, and whether it fits the pattern that it is kept with. */
    private record ParsedPattern(String spelled, boolean fits) {}

    /** Each name has one place, and the last one that came has it. */
    private static final class Parsed {
        private final String text;
        private final OscPattern pattern;
        private final @Nullable ParsedPattern[] places = new ParsedPattern[PLACES];

        Parsed(String text) {
            this.text = text;
            pattern = OscPattern.of("/" + text);
        }

        boolean fits(String spelled) {
            int hash = spelled.hashCode();
            int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
            ParsedPattern parsedPattern = places[place];
            if (parsedPattern == null || !parsedPattern.spelled.equals(spelled)) {
                parsedPattern = new ParsedPattern(spelled, pattern.matches("/" + spelled));
                places[place] = parsedPattern;
            }
            return parsedPattern.fits;
        }
    }

    @Override
    public String spelled(String name) {
        return OscAddressSyntax.part(name);
    }

    /** Whether one part of an address fits a pattern; what is no pattern at all fits nothing. */
    @Override
    public boolean fits(String pattern, String spelled) {
        try {
            return parsed(pattern).fits(spelled);
        } catch (OscFormatException e) {
            return false;
        }
    }

    private Parsed parsed(String text) {
        Parsed first = last;
        if (first != null && first.text.equals(text)) {
            return first;
        }
        Parsed second = before;
        Parsed wanted = second != null && second.text.equals(text) ? second : new Parsed(text);
        before = first;
        last = wanted;
        return wanted;
    }
}
