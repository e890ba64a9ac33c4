package io.downbeat.schedule;

/**
 * The rank of actions on the same beat, first to last. Timeline changes come first, so that the
 * other actions happen at the new tempo.
 */
public enum SameBeatOrder {
    TIMELINE,
    STOP,
    LAUNCH,
    WRITE
}
