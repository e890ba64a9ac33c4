package io.downbeat.engine.sync;

import io.downbeat.clock.follow.PulseFollower;
import io.downbeat.engine.context.CommandContext;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.view.ClockSource;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The MIDI clock and the OSC clock, and which program is the OSC clock. Owned by {@link ClockSync}.
 * Not thread safe.
 */
final class ExternalClocks {

    /** An OSC clock that is silent for so long gives its place up: address space, below clocks. */
    private static final long OWNED_MICROS = 2_000_000;

    /** Senders beyond this are told again; nobody has so many clocks. */
    private static final int MOST_TOLD = 256;

    private final Set<RequestOrigin> refusedSenders = new LinkedHashSet<>();
    private final ExternalClock midi;
    private ExternalClock osc;
    private Optional<RequestOrigin> owner = Optional.empty();
    private HostMicros ownedUntil = HostMicros.NEVER;

    ExternalClocks(Tempo presumed) {
        this.midi = new ExternalClock(PulseFollower.ofMidi(presumed), presumed);
        this.osc = oscMaster(presumed);
    }

    ExternalClock of(ClockSource source) {
        return source == ClockSource.OSC ? osc : midi;
    }

    /** A source has been chosen: whoever is refused is told so once more. */
    void select(Tempo present) {
        refusedSenders.clear();
        owner = Optional.empty();
        osc = oscMaster(present);
    }

    /**
     * Whether a pulse is listened to: MIDI's always, OSC's if it leads and comes from its owner.
     * Throws {@link Refusal} once for each who is not.
     */
    boolean admits(ClockSource from, ClockSource leading, CommandContext context) {
        if (from != ClockSource.OSC) {
            return true;
        }
        if (leading != ClockSource.OSC) {
            return refuse(
                    context.by(),
                    Refusal.Code.LOCKED,
                    "the "
                            + leading.word()
                            + " clock leads: to be followed, send /clock/source osc first");
        }
        boolean free = owner.isEmpty() || !ownedUntil.isAfter(context.host());
        if (free && !owner.equals(Optional.of(context.by()))) {
            if (owner.isPresent()) {
                osc = oscMaster(osc.statedTempo());
            }
            owner = Optional.of(context.by());
            refusedSenders.clear();
        }
        if (!owner.equals(Optional.of(context.by()))) {
            return refuse(
                    context.by(),
                    Refusal.Code.BUSY,
                    "another program is the OSC clock, until it is silent for 2 seconds");
        }
        ownedUntil = context.host().plus(OWNED_MICROS);
        return true;
    }

    private boolean refuse(RequestOrigin by, Refusal.Code code, String text) {
        if (refusedSenders.contains(by)) {
            return false;
        }
        if (refusedSenders.size() >= MOST_TOLD) {
            refusedSenders.clear();
        }
        refusedSenders.add(by);
        throw new Refusal(code, text);
    }

    private static ExternalClock oscMaster(Tempo presumed) {
        return new ExternalClock(PulseFollower.ofOsc(presumed), presumed);
    }
}
