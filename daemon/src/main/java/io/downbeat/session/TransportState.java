package io.downbeat.session;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Timeline;

/**
 * Where the count is and whether it runs.
 *
 * @param timeline where beats lie while it runs; while it is halted only its tempo and its origin
 *     mean something
 */
public record TransportState(boolean playing, Timeline timeline, Meter meter) {

    /** The song position at a moment; the halting place while it stands. */
    public Beats positionAt(HostMicros moment) {
        return playing ? timeline.beatsAt(moment) : timeline.origin();
    }
}
