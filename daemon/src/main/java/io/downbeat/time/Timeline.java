package io.downbeat.time;

/**
 * Where the beats lie on the host clock: {@code origin} falls at {@code start}, and time runs at
 * {@code tempo}.
 *
 * <p>Both maps round to the nearest whole number, so turning a beat into a moment and back may land
 * a few micro-beats before or after it. Nothing may conclude from that on which side of a bar line
 * it is: within a turn the beat of what is being done is "now", and what arrives in the very
 * microsecond of a boundary is on it.
 */
public record Timeline(Tempo tempo, Beats origin, HostMicros start) {

    /** The moment at which {@code at} falls, to the nearest microsecond. */
    public HostMicros momentOf(Beats at) {
        return new HostMicros(
                start.micros() + Math.round(at.minus(origin).micro() * 60.0 / tempo.bpm()));
    }

    /** The beat that falls at {@code moment}, to the nearest micro-beat. */
    public Beats beatsAt(HostMicros moment) {
        return Beats.micro(origin.micro() + Math.round(moment.since(start) * tempo.bpm() / 60.0));
    }

    /** The same song position at {@code moment}, going on at another tempo. */
    public Timeline atTempo(Tempo next, HostMicros moment) {
        return new Timeline(next, beatsAt(moment), moment);
    }

    /** The same tempo, with {@code at} falling at {@code moment}. */
    public Timeline with(Beats at, HostMicros moment) {
        return new Timeline(tempo, at, moment);
    }
}
