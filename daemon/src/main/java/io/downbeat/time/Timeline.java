package io.downbeat.time;

import java.util.Optional;

/**
 * Where the beats lie on the host clock: {@code origin} falls at {@code start}, and from there they
 * go by at {@code tempoProfile}.
 *
 * <p>Both maps round to the nearest whole number, so turning a beat into a moment and back may land
 * a few micro-beats before or after it. Nothing may conclude from that on which side of a bar line
 * it is: within a turn the beat of what is being done is "now", and what arrives in the very
 * microsecond of a boundary is on it.
 *
 * @param waitsFor a beat of which it is not known when it comes: the line goes on at its pace until
 *     just before it, and stands there
 */
public record Timeline(
        TempoProfile tempoProfile, Beats origin, HostMicros start, Optional<Beats> waitsFor) {

    /** What is waited for is not foreseen within a performance: eleven days. */
    private static final long UNFORESEEN_MICROS = 1_000_000_000_000L;

    /** A line that goes on for ever. */
    public Timeline(TempoProfile tempoProfile, Beats origin, HostMicros start) {
        this(tempoProfile, origin, start, Optional.empty());
    }

    /** A tempo that stays. */
    public Timeline(Tempo tempo, Beats origin, HostMicros start) {
        this(TempoProfile.of(tempo), origin, start);
    }

    /** The tempo at the origin. */
    public Tempo tempo() {
        return tempoProfile.from();
    }

    /** The tempo at a beat, as it is without a nudge. */
    public Tempo tempoAt(Beats at) {
        return tempoProfile.tempoAfter(at.minus(origin).quarters());
    }

    /**
     * The moment at which {@code at} falls, to the nearest microsecond; from the beat that is
     * waited for on, one that no performance reaches.
     */
    public HostMicros momentOf(Beats at) {
        HostMicros moment = start.plus(Math.round(tempoProfile.microsUntil(at.minus(origin))));
        boolean unforeseen = waitsFor.isPresent() && !at.isBefore(waitsFor.get());
        return unforeseen ? moment.plus(UNFORESEEN_MICROS) : moment;
    }

    /** The beat that falls at {@code moment}, to the nearest micro-beat. */
    public Beats beatsAt(HostMicros moment) {
        Beats passed = Beats.micro(Math.round(tempoProfile.microBeatsAfter(moment.since(start))));
        Beats there = origin.plus(passed);
        return waitsFor.isPresent() ? there.orEarlier(waitsFor.get().minus(Beats.micro(1))) : there;
    }

    /** The same line, which stands just before {@code unknown}. */
    public Timeline waitingFor(Beats unknown) {
        return new Timeline(tempoProfile, origin, start, Optional.of(unknown));
    }

    /** The same line, waiting for nothing. */
    public Timeline goingOn() {
        return new Timeline(tempoProfile, origin, start);
    }

    /** The same beats, each so many microseconds later. */
    public Timeline later(long micros) {
        return new Timeline(tempoProfile, origin, start.plus(micros), waitsFor);
    }

    /** The same beats at the same moments, counted so much further. */
    public Timeline ahead(Beats by) {
        return new Timeline(
                tempoProfile, origin.plus(by), start, waitsFor.map(beat -> beat.plus(by)));
    }

    /** The same, with {@code at} falling at {@code moment}: a glide goes on from where it was. */
    public Timeline with(Beats at, HostMicros moment) {
        Beats here = beatsAt(moment);
        return new Timeline(
                tempoProfile.after(here.minus(origin).quarters()),
                at,
                moment,
                waitsFor.map(beat -> beat.plus(at.minus(here))));
    }
}
