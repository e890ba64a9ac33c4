package io.downbeat.cue;

/**
 * The order of what falls on the same beat: the timeline first, so that the rest happens in the new
 * time.
 */
public enum Rank {
    TIMELINE,
    STOP,
    LAUNCH,
    WRITE
}
