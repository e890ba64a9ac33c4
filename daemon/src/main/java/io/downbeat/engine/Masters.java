package io.downbeat.engine;

import io.downbeat.clock.PulseFollower;
import io.downbeat.session.ClockSource;
import io.downbeat.session.Origin;
import io.downbeat.session.Refusal;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The MIDI clock and the OSC clock, and which program is the OSC clock. Owned by {@link Lead}. Not
 * thread safe.
 */
final class Masters {

    /** An OSC clock that is silent for so long gives its place up: address space, below clocks. */
    private static final long OWNED_MICROS = 2_000_000;

    /** Senders beyond this are told again; nobody has so many clocks. */
    private static final int MOST_TOLD = 256;

    private final Set<Origin> told = new LinkedHashSet<>();
    private final Master midi;
    private Master osc;
    private Optional<Origin> owner = Optional.empty();
    private HostMicros ownedUntil = HostMicros.NEVER;

    Masters(Tempo presumed) {
        this.midi = new Master(PulseFollower.ofMidi(presumed), presumed);
        this.osc = oscMaster(presumed);
    }

    Master of(ClockSource source) {
        return source == ClockSource.OSC ? osc : midi;
    }

    /** A source has been chosen: whoever is refused is told so once more. */
    void turnedTo(Tempo present) {
        told.clear();
        owner = Optional.empty();
        osc = oscMaster(present);
    }

    /**
     * Whether a pulse is listened to: MIDI's always, OSC's if it leads and comes from its owner.
     * Throws {@link Refusal} once for each who is not.
     */
    boolean admits(ClockSource from, ClockSource leading, Moment moment) {
        if (from != ClockSource.OSC) {
            return true;
        }
        if (leading != ClockSource.OSC) {
            return refuse(
                    moment.by(),
                    Refusal.Code.LOCKED,
                    "the "
                            + leading.word()
                            + " clock leads: to be followed, send /clock/source osc first");
        }
        boolean free = owner.isEmpty() || !ownedUntil.isAfter(moment.host());
        if (free && !owner.equals(Optional.of(moment.by()))) {
            if (owner.isPresent()) {
                osc = oscMaster(osc.told());
            }
            owner = Optional.of(moment.by());
            told.clear();
        }
        if (!owner.equals(Optional.of(moment.by()))) {
            return refuse(
                    moment.by(),
                    Refusal.Code.BUSY,
                    "another program is the OSC clock, until it is silent for 2 seconds");
        }
        ownedUntil = moment.host().plus(OWNED_MICROS);
        return true;
    }

    private boolean refuse(Origin by, Refusal.Code code, String text) {
        if (told.contains(by)) {
            return false;
        }
        if (told.size() >= MOST_TOLD) {
            told.clear();
        }
        told.add(by);
        throw new Refusal(code, text);
    }

    private static Master oscMaster(Tempo presumed) {
        return new Master(PulseFollower.ofOsc(presumed), presumed);
    }
}
