package io.downbeat.time;

import java.util.Optional;

/**
 * Maps beats to moments of the host clock and back: the beat {@code origin} is at the moment {@code
 * start}, and the beats after it follow at {@code tempoProfile}.
 *
 * <p>Both directions round to the nearest whole number, so a beat that is turned into a moment and
 * back may differ by a few micro-beats. Never decide from that on which side of a bar line a moment
 * lies. Within a turn, "now" is the beat of the action that is performed; what arrives in the same
 * microsecond as a boundary is on the boundary.
 *
 * @param waitsFor a beat whose moment is not known yet: the timeline goes on at its tempo until
 *     just before this beat and waits there
 */
public record Timeline(
        TempoProfile tempoProfile, Beats origin, HostMicros start, Optional<Beats> waitsFor) {

    /** Eleven days: a beat without a known time is later than any performance. */
    private static final long UNFORESEEN_MICROS = 1_000_000_000_000L;

    /** A timeline that waits for no beat. */
    public Timeline(TempoProfile tempoProfile, Beats origin, HostMicros start) {
        this(tempoProfile, origin, start, Optional.empty());
    }

    /** A timeline of constant tempo. */
    public Timeline(Tempo tempo, Beats origin, HostMicros start) {
        this(TempoProfile.of(tempo), origin, start);
    }

    /** The tempo at the origin. */
    public Tempo tempo() {
        return tempoProfile.from();
    }

    /** The tempo at a beat, without a nudge. */
    public Tempo tempoAt(Beats at) {
        return tempoProfile.tempoAfter(at.minus(origin).quarters());
    }

    /**
     * The moment of a beat, to the nearest microsecond. The beat that is waited for and all later
     * ones get a moment that no performance reaches.
     */
    public HostMicros momentOf(Beats at) {
        HostMicros moment = start.plus(Math.round(tempoProfile.microsUntil(at.minus(origin))));
        boolean unforeseen = waitsFor.isPresent() && !at.isBefore(waitsFor.get());
        return unforeseen ? moment.plus(UNFORESEEN_MICROS) : moment;
    }

    /** The beat at a moment, to the nearest micro-beat. */
    public Beats beatsAt(HostMicros moment) {
        Beats passed = Beats.micro(Math.round(tempoProfile.microBeatsAfter(moment.since(start))));
        Beats there = origin.plus(passed);
        return waitsFor.isPresent() ? there.orEarlier(waitsFor.get().minus(Beats.micro(1))) : there;
    }

    /** The same timeline, waiting for {@code unknown}. */
    public Timeline haltingBefore(Beats unknown) {
        return new Timeline(tempoProfile, origin, start, Optional.of(unknown));
    }

    /** The same timeline, waiting for no beat. */
    public Timeline withoutWaiting() {
        return new Timeline(tempoProfile, origin, start);
    }

    /** The same beats, each this many microseconds later. */
    public Timeline later(long micros) {
        return new Timeline(tempoProfile, origin, start.plus(micros), waitsFor);
    }

    /** The same moments, with {@code by} added to the count of each beat. */
    public Timeline ahead(Beats by) {
        return new Timeline(
                tempoProfile, origin.plus(by), start, waitsFor.map(beat -> beat.plus(by)));
    }

    /**
     * The same tempo, with the beat {@code at} at {@code moment}; a ramp goes on from its state
     * there.
     */
    public Timeline with(Beats at, HostMicros moment) {
        Beats here = beatsAt(moment);
        return new Timeline(
                tempoProfile.after(here.minus(origin).quarters()),
                at,
                moment,
                waitsFor.map(beat -> beat.plus(at.minus(here))));
    }
}
