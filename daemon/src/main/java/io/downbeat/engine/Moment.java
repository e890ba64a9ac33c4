package io.downbeat.engine;

import io.downbeat.session.Origin;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.util.Optional;

/**
 * When and for whom something is being done.
 *
 * @param beat "now" for every musical decision
 * @param came when what asks for it came in: before {@code host}, where nothing was obeyed
 *     meanwhile
 * @param address what the asker wrote, for answers; empty of a cue
 * @param tag the moment that a time tag asked for; a late packet's lies before {@code host}
 */
record Moment(
        Beats beat,
        HostMicros host,
        HostMicros came,
        Origin by,
        String address,
        Optional<HostMicros> tag) {

    static Moment ofCue(Beats beat, HostMicros host) {
        return new Moment(beat, host, host, Origin.DAEMON, "", Optional.empty());
    }

    /** The same moment on another beat: the count has moved, or a boundary just passed counts. */
    Moment on(Beats other) {
        return new Moment(other, host, came, by, address, tag);
    }
}
