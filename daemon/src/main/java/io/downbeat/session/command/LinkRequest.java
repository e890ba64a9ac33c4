package io.downbeat.session.command;

import io.downbeat.time.Timeline;

/** What the session asks of the Link session. */
public sealed interface LinkRequest {

    /**
     * Join the Link session.
     *
     * @param own the beats of this program; a session that it founds uses them
     */
    record Join(Timeline own) implements LinkRequest {}

    record Leave() implements LinkRequest {}

    /**
     * Moves the Link session's beats to {@code own}. Sent only while no other peer is in the
     * session.
     */
    record SetBeat(Timeline own) implements LinkRequest {}

    /** Whether start and stop are shared with the peers. */
    record ShareStartStop(boolean shared) implements LinkRequest {}

    /** Sets the tempo of all peers. */
    record Tempo(io.downbeat.time.Tempo tempo) implements LinkRequest {}

    /** Starts or stops all peers that share start and stop. */
    record Playing(boolean playing) implements LinkRequest {}
}
