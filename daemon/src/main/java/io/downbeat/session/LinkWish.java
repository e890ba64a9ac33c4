package io.downbeat.session;

import io.downbeat.time.Timeline;

/** What the session wants of the Link session. */
public sealed interface LinkWish {

    /**
     * To be in it.
     *
     * @param own where this program's own beats lie: those of a session that it founds
     */
    record Join(Timeline own) implements LinkWish {}

    record Leave() implements LinkWish {}

    /** The session's beats where ours are: asked only while nobody else is in it. */
    record Place(Timeline own) implements LinkWish {}

    /** Whether starts and stops are shared. */
    record ShareStartStop(boolean shared) implements LinkWish {}

    /** Everybody's tempo. */
    record Tempo(io.downbeat.time.Tempo tempo) implements LinkWish {}

    /** Everybody's start or stop. */
    record Playing(boolean playing) implements LinkWish {}
}
