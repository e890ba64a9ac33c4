package io.downbeat.time;

/**
 * Where the beats lie on the host clock: {@code origin} falls at {@code start}, and from there they
 * go by at {@code pace}.
 *
 * <p>Both maps round to the nearest whole number, so turning a beat into a moment and back may land
 * a few micro-beats before or after it. Nothing may conclude from that on which side of a bar line
 * it is: within a turn the beat of what is being done is "now", and what arrives in the very
 * microsecond of a boundary is on it.
 */
public record Timeline(Pace pace, Beats origin, HostMicros start) {

    /** A tempo that stays. */
    public Timeline(Tempo tempo, Beats origin, HostMicros start) {
        this(Pace.of(tempo), origin, start);
    }

    /** The tempo at the origin. */
    public Tempo tempo() {
        return pace.from();
    }

    /** The tempo at a beat, as it is without a nudge. */
    public Tempo tempoAt(Beats at) {
        return pace.tempoAfter(at.minus(origin).quarters());
    }

    /** The moment at which {@code at} falls, to the nearest microsecond. */
    public HostMicros momentOf(Beats at) {
        return start.plus(Math.round(pace.microsUntil(at.minus(origin))));
    }

    /** The beat that falls at {@code moment}, to the nearest micro-beat. */
    public Beats beatsAt(HostMicros moment) {
        return Beats.micro(origin.micro() + Math.round(pace.microBeatsAfter(moment.since(start))));
    }

    /** The same beats at the same moments, counted so much further. */
    public Timeline ahead(Beats by) {
        return new Timeline(pace, origin.plus(by), start);
    }

    /** The same, with {@code at} falling at {@code moment}: a glide goes on from where it was. */
    public Timeline with(Beats at, HostMicros moment) {
        return new Timeline(pace.after(beatsAt(moment).minus(origin).quarters()), at, moment);
    }
}
