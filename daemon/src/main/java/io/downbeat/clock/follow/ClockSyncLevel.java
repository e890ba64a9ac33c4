package io.downbeat.clock.follow;

/** How much is known of another clock, from nothing to its position in the song. */
public enum ClockSyncLevel {
    /** No timeline yet. */
    NOTHING,
    /** The tempo. The whole beats of the timeline mean nothing. */
    TEMPO,
    /**
     * Also where its beats lie: at the whole beats of the timeline. Which of them begins a bar is
     * unknown.
     */
    BEAT,
    /** Also where its bars begin: at beat zero of the timeline and every bar from there. */
    BAR,
    /** Also the position in the song: beat zero of the timeline is where the clock began. */
    POSITION;

    /** Whether at least {@code other} is known. */
    public boolean covers(ClockSyncLevel other) {
        return compareTo(other) >= 0;
    }
}
