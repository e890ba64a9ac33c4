package io.downbeat.schema;

import java.util.Locale;

/** What is special about a method, beside its access and arguments. */
public enum Flag {
    /** A subscription covers it only where its pattern fits it itself, not from above. */
    EXPLICIT,
    /** A hand moves it, so that subscribers get it thinned to their rate. */
    CONTINUOUS,
    /** It moves with the music by itself, so that whoever listens needs it sampled. */
    FLOWING,
    /**
     * It marks a moment of the music, as a beat does: patches play sounds on it. It is told when
     * that moment comes and is never sent again to heal what was lost.
     */
    MOMENT,
    /** OSCQuery's CRITICAL: a client should see to it that it arrives. */
    CRITICAL,
    /** A pattern that could fire it is refused whole. */
    GUARDED,
    /** The release of a button counts here: gate and repeat clips. */
    RELEASE,
    /** Everything below the address belongs to it, too. */
    BELOW;

    /** The word that the contract file uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
