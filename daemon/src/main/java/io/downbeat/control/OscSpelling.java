package io.downbeat.control;

import io.downbeat.osc.OscAddress;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPattern;
import io.downbeat.session.Spelling;

import org.jspecify.annotations.Nullable;

/**
 * The spelling of objects in OSC addresses, for the session, which does not know OSC.
 *
 * <p>One pattern is tried on many objects in a row, so the last one is kept parsed; threads that
 * share a spelling can at worst parse it again.
 */
public final class OscSpelling implements Spelling {
    private @Nullable Parsed last;

    private record Parsed(String text, OscPattern pattern) {}

    @Override
    public String spelled(String name) {
        return OscAddress.part(name);
    }

    /** Whether one part of an address fits a pattern; what is no pattern at all fits nothing. */
    @Override
    public boolean fits(String pattern, String spelled) {
        try {
            return parsed(pattern).matches("/" + spelled);
        } catch (OscFormatException e) {
            return false;
        }
    }

    private OscPattern parsed(String text) {
        Parsed kept = last;
        if (kept == null || !kept.text.equals(text)) {
            kept = new Parsed(text, OscPattern.of("/" + text));
            last = kept;
        }
        return kept.pattern;
    }
}
