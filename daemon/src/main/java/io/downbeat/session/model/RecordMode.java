package io.downbeat.session.model;

import java.util.Locale;

/** What a take does with the arrangement that is there. */
public enum RecordMode {
    /** The take takes its place. */
    NEW,
    /** The take is added to it. */
    OVERDUB,
    /** The take takes the place of what it covers. */
    REPLACE;

    /** The word of the contract. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
