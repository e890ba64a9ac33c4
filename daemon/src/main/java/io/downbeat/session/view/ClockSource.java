package io.downbeat.session.view;

import java.util.Locale;

/** The clock that the session follows, in the order of the contract. */
public enum ClockSource {
    INTERNAL,
    LINK,
    MIDI,
    OSC,
    NODE;

    /** The word of the contract and of the rig file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether tempo and beats come from an external pulse clock. */
    public boolean isFollowed() {
        return this == MIDI || this == OSC;
    }
}
