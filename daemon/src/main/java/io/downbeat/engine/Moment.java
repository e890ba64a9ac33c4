package io.downbeat.engine;

import io.downbeat.session.Origin;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

/**
 * When and for whom something is being done.
 *
 * @param beat "now" for every musical decision
 * @param address what the asker wrote, for answers; empty of a cue
 * @param tagged true if a time tag chose the moment
 */
record Moment(Beats beat, HostMicros host, Origin by, String address, boolean tagged) {

    static Moment ofCue(Beats beat, HostMicros host) {
        return new Moment(beat, host, Origin.DAEMON, "", false);
    }
}
