package io.downbeat.schedule;

/**
 * The order of what falls on the same beat: the timeline first, so that the rest happens in the new
 * time.
 */
public enum SameBeatOrder {
    TIMELINE,
    STOP,
    LAUNCH,
    WRITE
}
