package io.downbeat.schema;

import java.util.Locale;

/** Special properties of a method, besides its access and arguments. */
public enum MethodFlag {
    /**
     * A subscription covers it only if its pattern matches it directly, not an address above it.
     */
    EXPLICIT,
    /** It changes continuously under a fader, so subscribers get it limited to their rate. */
    CONTINUOUS,
    /** It changes with the music by itself, so subscribers get samples of it. */
    FLOWING,
    /**
     * It marks a moment of the music, such as a beat; patches play sounds on it. It is sent at that
     * moment and never repeated.
     */
    MOMENT,
    /** CRITICAL of OSCQuery: a client should make sure that it arrives. */
    CRITICAL,
    /** A pattern that matches it is refused completely. */
    GUARDED,
    /** The release of a button counts, as for gate and repeat clips. */
    RELEASE,
    /** All addresses below it belong to it. */
    BELOW;

    /** The word that the contract file uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
