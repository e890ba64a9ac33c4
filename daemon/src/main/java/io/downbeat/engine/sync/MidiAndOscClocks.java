package io.downbeat.engine.sync;

import io.downbeat.clock.follow.PulseFollower;
import io.downbeat.engine.context.CommandContext;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.view.ClockSource;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The MIDI clock and the OSC clock, and which sender is the OSC clock. */
final class MidiAndOscClocks {

    /** After this silence another sender may be the OSC clock: address space, below clocks. */
    private static final long OWNERSHIP_MICROS = 2_000_000;

    /** The most senders that are remembered as refused; more than anybody has clocks. */
    private static final int MOST_REFUSED_SENDERS = 256;

    private final Set<RequestSender> refusedSenders = new LinkedHashSet<>();
    private final MidiOrOscClock midi;
    private MidiOrOscClock osc;
    private Optional<RequestSender> owner = Optional.empty();
    private HostMicros ownedUntil = HostMicros.NEVER;

    MidiAndOscClocks(Tempo presumed) {
        this.midi = new MidiOrOscClock(PulseFollower.ofMidi(presumed), presumed);
        this.osc = newOscClock(presumed);
    }

    MidiOrOscClock clockOf(ClockSource source) {
        return source == ClockSource.OSC ? osc : midi;
    }

    /** The clock source has changed. Senders that are refused get the error once more. */
    void select(Tempo present) {
        refusedSenders.clear();
        owner = Optional.empty();
        osc = newOscClock(present);
    }

    /**
     * Whether a pulse is used: a MIDI pulse always; an OSC pulse if OSC is the source and the
     * sender owns the clock. Throws {@link Refusal} once for each sender that is not used.
     */
    boolean accepts(ClockSource from, ClockSource source, CommandContext context) {
        if (from != ClockSource.OSC) {
            return true;
        }
        if (source != ClockSource.OSC) {
            return refuse(
                    context.by(),
                    Refusal.Code.LOCKED,
                    "the "
                            + source.word()
                            + " clock leads: to be followed, send /clock/source osc first");
        }
        boolean free = owner.isEmpty() || !ownedUntil.isAfter(context.host());
        if (free && !owner.equals(Optional.of(context.by()))) {
            if (owner.isPresent()) {
                osc = newOscClock(osc.statedTempo());
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
        ownedUntil = context.host().plus(OWNERSHIP_MICROS);
        return true;
    }

    private boolean refuse(RequestSender by, Refusal.Code code, String text) {
        if (refusedSenders.contains(by)) {
            return false;
        }
        if (refusedSenders.size() >= MOST_REFUSED_SENDERS) {
            refusedSenders.clear();
        }
        refusedSenders.add(by);
        throw new Refusal(code, text);
    }

    private static MidiOrOscClock newOscClock(Tempo presumed) {
        return new MidiOrOscClock(PulseFollower.ofOsc(presumed), presumed);
    }
}
