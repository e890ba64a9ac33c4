package io.downbeat.session;

/** What a hand does to something that is on or off. */
public enum Switch {
    ON,
    OFF,
    FLIP;

    public static Switch of(boolean on) {
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
