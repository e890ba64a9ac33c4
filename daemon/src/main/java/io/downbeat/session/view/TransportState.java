package io.downbeat.session.view;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

/**
 * Where the count is and whether it runs.
 *
 * @param timeline where beats lie while it runs; while it is halted only its tempo and its origin
 *     mean something
 * @param tempo as it is told: of a glide the tempo it has come to, of a followed clock without what
 *     is only its jitter, and never with the nudge
 * @param nudge how far a hand bends the tempo, -1 to 1
 */
public record TransportState(
        boolean playing, Timeline timeline, Meter meter, Tempo tempo, double nudge) {

    /** Told as the timeline has it, without a nudge. */
    public TransportState(boolean playing, Timeline timeline, Meter meter) {
        this(playing, timeline, meter, timeline.tempo(), 0);
    }

    /** The song position at a moment; the halting place while it stands. */
    public Beats positionAt(HostMicros moment) {
        return playing ? timeline.beatsAt(moment) : timeline.origin();
    }

    public TransportState with(Timeline other) {
        return new TransportState(playing, other, meter, tempo, nudge);
    }

    public TransportState with(Timeline other, Tempo told) {
        return new TransportState(playing, other, meter, told, nudge);
    }

    public TransportState with(boolean plays, Timeline other) {
        return new TransportState(plays, other, meter, tempo, nudge);
    }

    public TransportState with(Meter other) {
        return new TransportState(playing, timeline, other, tempo, nudge);
    }

    public TransportState withNudge(double bend, Timeline other) {
        return new TransportState(playing, other, meter, tempo, bend);
    }
}
