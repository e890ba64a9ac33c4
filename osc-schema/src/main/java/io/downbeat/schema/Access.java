package io.downbeat.schema;

/** The ways in which an address can be used: fired, set, asked for, obeyed or only heard. */
public enum Access {
    /** Fires on a press; never asked for, and nothing is ever sent on it. */
    TRIGGER("trigger"),
    /** Sets with arguments, asks without. */
    VALUE("value"),
    /** Asked for and subscribed to, never set. */
    STATE("state"),
    /** Obeyed, never asked for or subscribed to. */
    IN("in"),
    /** Sent only; what comes in on it is never answered. */
    OUT("out");

    private final String word;

    Access(String word) {
        this.word = word;
    }

    /** The word that the contract file uses. */
    public String word() {
        return word;
    }

    /** Whether a message without arguments, or a subscription, gets a present value here. */
    public boolean askable() {
        return this == VALUE || this == STATE;
    }

    /** Whether a message that is more than a question is obeyed here. */
    public boolean obeyed() {
        return this == TRIGGER || this == VALUE || this == IN;
    }
}
