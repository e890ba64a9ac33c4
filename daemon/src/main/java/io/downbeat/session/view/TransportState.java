package io.downbeat.session.view;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

/**
 * The position of the beat count and whether it runs.
 *
 * @param timeline where the beats are while the transport plays; while it is stopped, only its
 *     tempo and origin count
 * @param tempo the tempo as it is reported: the present tempo of a ramp, the followed clock's tempo
 *     without its jitter, and never with the nudge
 * @param nudge how far the tempo is bent, -1 to 1
 */
public record TransportState(
        boolean playing, Timeline timeline, Meter meter, Tempo tempo, double nudge) {

    /** A transport with its timeline's tempo and no nudge. */
    public TransportState(boolean playing, Timeline timeline, Meter meter) {
        this(playing, timeline, meter, timeline.tempo(), 0);
    }

    /** The song position at a time; the stop position while the transport is stopped. */
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
