package io.downbeat.fade;

import java.util.Locale;

/** The shape of a fade between its two ends. */
public enum Curve {
    LINEAR,
    SMOOTH,
    EXP,
    LOG;

    /** The word of the contract and of the file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
