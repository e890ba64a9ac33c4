package io.downbeat.link.peer;

import io.downbeat.link.sockets.LinkClient;
import io.downbeat.time.HostMicros;

/**
 * A start or a stop of all members of a Link session.
 *
 * @param on whether it is a start
 * @param at when it takes effect; may lie ahead or have passed, and is worked out anew when the
 *     session's timeline or clock moves
 * @param number which command it is; equal numbers are the same command, told again
 * @param ours whether it is what {@link LinkClient#playing} asked for, come back
 */
public record PlayingState(boolean on, HostMicros at, long number, boolean ours) {}
