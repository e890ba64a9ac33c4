package io.downbeat.session.command;

/** What a hand does to something that is on or off. */
public enum OnOffToggle {
    ON,
    OFF,
    FLIP;

    public static OnOffToggle of(boolean on) {
        return on ? ON : OFF;
    }

    /** What becomes of something that is {@code on}. */
    public boolean from(boolean on) {
        return switch (this) {
            case ON -> true;
            case OFF -> false;
            case FLIP -> !on;
        };
    }
}
