package io.downbeat.clock.follow;

/** How much of a master's time is known, from nothing to its very place in the song. */
public enum SyncLevel {
    /** Nothing has been heard yet: there is no line. */
    NOTHING,
    /** How fast it goes. Where the line puts its whole beats says nothing. */
    TEMPO,
    /** Also where its beats lie: the line's whole beats. Which of them begins a bar is unknown. */
    BEAT,
    /** Also where its bars begin: the line's beat zero, and every bar's length from there. */
    BAR,
    /** Also how far the song has gone: the line's beat zero is where the master began. */
    PLACE;

    /** Whether at least {@code other} is known. */
    public boolean covers(SyncLevel other) {
        return compareTo(other) >= 0;
    }
}
