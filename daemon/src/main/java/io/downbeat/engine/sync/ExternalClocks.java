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

/** The MIDI clock and the OSC clock, and which sender is the OSC clock. */
final class ExternalClocks {

    /** After this silence another sender may be the OSC clock: address space, below clocks. */
    private static final long OWNED_MICROS = 2_000_000;

    /** The most senders that are remembered as refused; more than anybody has clocks. */
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

    /** The clock source has changed. Senders that are refused get the error once more. */
    void select(Tempo present) {
        refusedSenders.clear();
        owner = Optional.empty();
        osc = oscMaster(present);
    }

    /**
     * Whether a pulse is used: a MIDI pulse always; an OSC pulse if OSC is the source and the
     * sender owns the clock. Throws {@link Refusal} once for each sender that is not used.
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
