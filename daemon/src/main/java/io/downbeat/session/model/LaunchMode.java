package io.downbeat.session.model;

import java.util.Locale;

/** What a press and a release of a clip's launch button mean. Scenes ignore the mode. */
public enum LaunchMode {
    TRIGGER,
    GATE,
    TOGGLE,
    REPEAT;

    /** The word of the contract and of the file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
