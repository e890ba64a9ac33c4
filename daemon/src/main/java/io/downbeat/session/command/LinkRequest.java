package io.downbeat.session.command;

import io.downbeat.time.Timeline;

/** What the session wants of the Link session. */
public sealed interface LinkRequest {

    /**
     * To be in it.
     *
     * @param own where this program's own beats lie: those of a session that it founds
     */
    record Join(Timeline own) implements LinkRequest {}

    record Leave() implements LinkRequest {}

    /** The session's beats where ours are: asked only while nobody else is in it. */
    record SetBeat(Timeline own) implements LinkRequest {}

    /** Whether starts and stops are shared. */
    record ShareStartStop(boolean shared) implements LinkRequest {}

    /** Everybody's tempo. */
    record Tempo(io.downbeat.time.Tempo tempo) implements LinkRequest {}

    /** Everybody's start or stop. */
    record Playing(boolean playing) implements LinkRequest {}
}
