package io.downbeat.engine.context;

import io.downbeat.session.command.RequestSender;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.util.Optional;

/**
 * The time and the client of a command or of a scheduled action.
 *
 * @param beat "now" for every musical decision
 * @param host the same time on the host clock
 * @param arrivedAt when the request arrived; earlier than {@code host} if it was read late
 * @param address the address that the sender wrote, for answers; empty for scheduled actions
 * @param timetag the time tag of the bundle; earlier than {@code host} if the packet was late
 */
public record CommandContext(
        Beats beat,
        HostMicros host,
        HostMicros arrivedAt,
        RequestSender by,
        String address,
        Optional<HostMicros> timetag) {

    public static CommandContext ofScheduledAction(Beats beat, HostMicros host) {
        return new CommandContext(beat, host, host, RequestSender.DAEMON, "", Optional.empty());
    }

    /** The same with another beat: after a jump, or for a boundary that has just passed. */
    public CommandContext atBeat(Beats other) {
        return new CommandContext(other, host, arrivedAt, by, address, timetag);
    }
}
