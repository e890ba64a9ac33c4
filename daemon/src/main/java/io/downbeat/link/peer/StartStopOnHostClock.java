package io.downbeat.link.peer;

import io.downbeat.time.HostMicros;

/**
 * A start or a stop of all members of a Link session.
 *
 * @param on true for a start
 * @param at when it takes effect; may be past or future, and is computed again when the session's
 *     timeline or clock moves
 * @param number identifies the command; equal numbers are the same command
 * @param ours whether this program gave the command
 */
public record StartStopOnHostClock(boolean on, HostMicros at, long number, boolean ours) {}
