package io.downbeat.session.view;

import java.util.Locale;

/** Who says where the beats lie, in the order of the contract. */
public enum ClockSource {
    INTERNAL,
    LINK,
    MIDI,
    OSC,
    NODE;

    /** The word of the contract and of the rig. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its tempo and its beats are somebody else's, and only followed. */
    public boolean isFollowed() {
        return this == MIDI || this == OSC;
    }
}
