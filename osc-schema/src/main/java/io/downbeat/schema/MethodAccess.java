package io.downbeat.schema;

/** How an address can be used: triggered, set, asked for, or only received. */
public enum MethodAccess {
    /** Triggers an action; has no value and is never sent. */
    TRIGGER("trigger"),
    /** Sets with arguments, asks without. */
    VALUE("value"),
    /** Can be asked for and subscribed to, not set. */
    STATE("state"),
    /** Carried out; has no value to ask for or subscribe to. */
    IN("in"),
    /** Only sent by the daemon; an incoming message is not answered. */
    OUT("out");

    private final String word;

    MethodAccess(String word) {
        this.word = word;
    }

    /** The word that the contract file uses. */
    public String word() {
        return word;
    }

    /** Whether a message without arguments, or a subscription, gets the present value. */
    public boolean isReadable() {
        return this == VALUE || this == STATE;
    }

    /** Whether a message can do more than ask. */
    public boolean isSettable() {
        return this == TRIGGER || this == VALUE || this == IN;
    }
}
