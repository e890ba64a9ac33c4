package io.downbeat.console.grid;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

/**
 * The position in quarters between two {@code /beat} messages, from the tempo. It is good enough
 * for blinking in time, not for launching.
 */
final class BeatPosition {

    private Timeline timeline = new Timeline(new Tempo(120), Beats.ZERO, new HostMicros(0));
    private boolean playing;

    void onBeat(double quarters, HostMicros now) {
        timeline = new Timeline(timeline.tempo(), Beats.of(quarters), now);
    }

    void onTempo(double bpm, HostMicros now) {
        timeline = new Timeline(Tempo.clamped(bpm), at(now), now);
    }

    void onPlaying(boolean plays, HostMicros now) {
        timeline = new Timeline(timeline.tempo(), at(now), now);
        playing = plays;
    }

    boolean isPlaying() {
        return playing;
    }

    private Beats at(HostMicros now) {
        return playing ? timeline.beatsAt(now) : timeline.origin();
    }

    /**
     * Whether what blinks is lit: in the first half of each beat; of each second if the transport
     * does not run.
     */
    boolean isLit(HostMicros now) {
        double beats = playing ? at(now).quarters() : now.micros() / 1e6;
        return beats - Math.floor(beats) < 0.5;
    }
}
