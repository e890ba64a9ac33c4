package io.downbeat.session.command;

/** A change of a setting that is on or off. */
public enum OnOffToggle {
    ON,
    OFF,
    FLIP;

    public static OnOffToggle of(boolean on) {
        return on ? ON : OFF;
    }

    /** The new state, given the present state {@code on}. */
    public boolean from(boolean on) {
        return switch (this) {
            case ON -> true;
            case OFF -> false;
            case FLIP -> !on;
        };
    }
}
