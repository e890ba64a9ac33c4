package io.downbeat.link.peer;

import io.downbeat.time.Timeline;

import java.util.Optional;

/**
 * What a Link session has agreed on, in terms of this machine's host clock.
 *
 * @param beats the session's own count of beats; its beat 0 is the origin of every member's bars,
 *     so the phase in a bar of {@code q} quarters is the beat modulo {@code q}. The tempo is what
 *     the wire can say, a whole number of microseconds per beat: 121 reads 120.99994
 * @param startStop the last start or stop that was heard or sent while start/stop sync was on in
 *     this session; empty, and meaning that nothing changes, after joining or founding one
 * @param peers other members, each counted once however many networks it is seen on
 */
public record SharedState(Timeline beats, Optional<PlayingState> startStop, int peers) {}
