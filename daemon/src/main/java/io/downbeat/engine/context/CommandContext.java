package io.downbeat.engine.context;

import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.util.Optional;

/**
 * When and for whom something is being done.
 *
 * @param beat "now" for every musical decision
 * @param arrivedAt when what asks for it came in: before {@code host}, where nothing was obeyed
 *     meanwhile
 * @param address what the asker wrote, for answers; empty of a cue
 * @param timetag the moment that a time tag asked for; a late packet's lies before {@code host}
 */
public record CommandContext(
        Beats beat,
        HostMicros host,
        HostMicros arrivedAt,
        RequestOrigin by,
        String address,
        Optional<HostMicros> timetag) {

    public static CommandContext ofScheduledAction(Beats beat, HostMicros host) {
        return new CommandContext(beat, host, host, RequestOrigin.DAEMON, "", Optional.empty());
    }

    /** The same moment on another beat: the count has moved, or a boundary just passed counts. */
    public CommandContext atBeat(Beats other) {
        return new CommandContext(other, host, arrivedAt, by, address, timetag);
    }
}
