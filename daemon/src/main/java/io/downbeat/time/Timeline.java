package io.downbeat.time;

/**
 * Where the beats lie on the host clock: {@code origin} falls at {@code start}, and time runs at
 * {@code tempo}.
 *
 * <p>Both maps are total and monotonic, and {@code beatsAt} is the least inverse of {@code
 * momentOf}: {@code beatsAt(momentOf(b)) <= b} and {@code momentOf(beatsAt(m)) >= m}. What arrives
 * in the very microsecond of a bar line therefore still finds that bar line ahead of it, never
 * behind.
 */
public record Timeline(Tempo tempo, Beats origin, HostMicros start) {

    /** The moment at which {@code at} falls, to the nearest microsecond. */
    public HostMicros momentOf(Beats at) {
        return new HostMicros(
                start.micros() + Math.round(at.minus(origin).micro() * 60.0 / tempo.bpm()));
    }

    /** The first micro-beat whose moment is not before {@code moment}. */
    public Beats beatsAt(HostMicros moment) {
        long micro = origin.micro() + Math.round(moment.since(start) * tempo.bpm() / 60.0);
        while (!momentOf(Beats.micro(micro - 1)).isBefore(moment)) {
            micro--;
        }
        while (momentOf(Beats.micro(micro)).isBefore(moment)) {
            micro++;
        }
        return Beats.micro(micro);
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
