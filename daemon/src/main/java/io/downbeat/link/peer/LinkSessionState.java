package io.downbeat.link.peer;

import io.downbeat.time.Timeline;

import java.util.Optional;

/**
 * The state of a Link session, on this machine's host clock.
 *
 * @param beats the session's count of beats. Beat 0 is the origin of every member's bars: the phase
 *     in a bar of {@code q} quarters is the beat modulo {@code q}. The tempo is a whole number of
 *     microseconds per beat on the wire, so 121 reads 120.99994
 * @param startStop the last start or stop that was received or sent while start/stop sync was on in
 *     this session; empty after joining or founding a session
 * @param peers other members, each counted once however many networks it is on
 */
public record LinkSessionState(
        Timeline beats, Optional<StartStopOnHostClock> startStop, int peers) {}
