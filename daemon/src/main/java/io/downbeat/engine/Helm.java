package io.downbeat.engine;

import io.downbeat.session.ClockSource;
import io.downbeat.session.ClockState;
import io.downbeat.session.Command;
import io.downbeat.session.LinkWish;
import io.downbeat.session.Refusal;
import io.downbeat.session.Switch;
import io.downbeat.time.Beats;
import io.downbeat.time.Tempo;

import java.util.Optional;

/**
 * Hands on the count: play and stop, tempo, signature, and the clock that leads. What a hand may do
 * depends on who leads. Owned by the conductor. Not thread safe.
 */
final class Helm {

    /** A count may be shifted up to here: some years, and far from where beats end. */
    private static final Beats FURTHEST = Beats.of(1e9);

    private final Transport transport;
    private final Speed speed;
    private final Lead lead;

    Helm(Transport transport, Speed speed, Lead lead) {
        this.transport = transport;
        this.speed = speed;
        this.lead = lead;
    }

    Transport.Effect obey(Command.OfTime command, Moment moment) {
        transport.commanded();
        return switch (command) {
            case Command.OfTempo tempo -> obey(tempo, moment);
            case Command.Play() -> play(true, moment);
            case Command.Stop() -> stop(moment);
            case Command.Restart() -> restart(moment);
            case Command.SetPlaying(var playing) ->
                    transport.tell(play(playing.from(transport.playing()), moment), moment);
            case Command.Resync() -> resync(moment);
            case Command.SetMeter(var meter) -> {
                lead.layAnew();
                yield transport.setMeter(meter, moment);
            }
        };
    }

    Transport.Effect obey(Command.OfClock command, Moment moment) {
        return switch (command) {
            case Command.HearPulse pulse -> lead.hear(pulse, moment);
            case Command.ShiftCount(var quarters) -> shift(quarters, moment);
            case Command.SetClockSource(var source) -> {
                turnTo(source, moment);
                yield transport.tell(Transport.Effect.NONE, moment);
            }
            case Command.SetClockOffset(var millis) -> set(lead.state().withOffset(millis), moment);
            case Command.SetFreewheel(var bars) -> set(lead.state().withFreewheel(bars), moment);
            case Command.JoinLink(var joined) -> {
                join(joined, moment);
                yield transport.tell(Transport.Effect.NONE, moment);
            }
            case Command.ShareStartStop(var shared) -> {
                ClockState.Link link = lead.state().link();
                var next = link.withStartStop(shared.from(link.startStop()));
                lead.link().ask(new LinkWish.ShareStartStop(next.startStop()), moment);
                yield set(lead.state().with(next), moment);
            }
            case Command.LeadLink(var leads) -> {
                ClockState.Link link = lead.state().link();
                yield set(lead.state().with(link.withLead(leads.from(link.lead()))), moment);
            }
            case Command.LinkIs now -> {
                lead.hear(now);
                yield Transport.Effect.NONE;
            }
            case Command.LinkPlays(var playing) -> {
                linkPlays(playing, moment);
                yield Transport.Effect.NONE;
            }
        };
    }

    private Transport.Effect obey(Command.OfTempo command, Moment moment) {
        lead.refuseIfOwned("the tempo");
        if (lead.source() == ClockSource.NODE && !(command instanceof Command.Nudge)) {
            return moveNode(command, moment);
        }
        boolean shared = lead.source() == ClockSource.LINK;
        if (shared && command instanceof Command.Nudge) {
            throw new Refusal(
                    Refusal.Code.LOCKED,
                    "a nudge would move everybody in the Link session: set the tempo instead");
        }
        return speed.obey(command, shared, moment);
    }

    /** Everybody in the Link session starts or stops. */
    private void linkPlays(boolean playing, Moment moment) {
        if (lead.source() != ClockSource.LINK || !lead.state().link().startStop()) {
            return;
        }
        if (playing) {
            transport.run(moment);
        } else {
            transport.halt(moment);
        }
    }

    private Transport.Effect moveNode(Command.OfTempo command, Moment moment) {
        if (command instanceof Command.SetTempo(Tempo tempo, double quarters) && quarters > 0) {
            throw new Refusal(
                    Refusal.Code.LOCKED,
                    "the tempo is a parameter of the Clock node, which does not glide: launch a"
                            + " clip that fades it, or set /clock/source internal");
        }
        Optional<Tempo> asked = speed.asked(command, moment);
        asked.ifPresent(tempo -> lead.node().set(tempo, moment));
        return transport.tell(Transport.Effect.NONE, moment);
    }

    private Transport.Effect play(boolean playing, Moment moment) {
        if (playing == transport.playing()) {
            return Transport.Effect.NONE;
        }
        if (playing) {
            lead.refuseIfUnheard();
            transport.run(moment);
        } else {
            transport.halt(moment);
        }
        lead.handTurned(playing, moment);
        return Transport.Effect.NONE;
    }

    private Transport.Effect stop(Moment moment) {
        if (transport.playing()) {
            return play(false, moment);
        }
        transport.move(Beats.ZERO, moment);
        return Transport.Effect.FORGET;
    }

    private Transport.Effect restart(Moment moment) {
        if (!transport.playing()) {
            lead.refuseIfUnheard();
        }
        Transport.Effect effect = resync(moment);
        play(true, moment.on(transport.state().positionAt(moment.host())));
        return effect;
    }

    /** Under another's clock the nearest beat becomes 1.1, so that the beat itself stays. */
    private Transport.Effect resync(Moment moment) {
        Beats to = Beats.ZERO;
        if (lead.line().isPresent() && transport.playing() && !lead.isAloneInLink()) {
            to = moment.beat().minus(wholeBeats(Math.round(moment.beat().quarters())));
        }
        move(to, moment);
        return Transport.Effect.BEGIN_ANEW;
    }

    /** A count that would lie before 1.1 goes on by whole bars. */
    private Transport.Effect shift(int quarters, Moment moment) {
        Beats to = moment.beat().plus(wholeBeats(quarters));
        if (to.isAfter(FURTHEST)) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "the count goes up to "
                            + Math.round(FURTHEST.quarters())
                            + " quarters: shift by less, or /restart");
        }
        long bar = transport.meter().bar().micro();
        if (to.isBefore(Beats.ZERO)) {
            to = to.plus(Beats.micro(-Math.floorDiv(to.micro(), bar) * bar));
        }
        move(to, moment);
        return quarters < 0 ? Transport.Effect.RETIME : Transport.Effect.NONE;
    }

    /** Others in a session keep their bars; where there are none, the session's move with ours. */
    private void move(Beats to, Moment moment) {
        transport.move(to, moment);
        if (lead.isAloneInLink()) {
            lead.broughtInLine();
            lead.link().place(moment);
        } else {
            lead.movedByHand(to.minus(moment.beat()));
        }
    }

    private void turnTo(ClockSource source, Moment moment) {
        if (source == ClockSource.NODE) {
            lead.node().require();
        }
        if (source == ClockSource.LINK) {
            join(Switch.ON, moment);
        }
        lead.turnTo(source, moment);
    }

    /** Who leaves the session that leads goes on alone. */
    private void join(Switch joined, Moment moment) {
        ClockState.Link link = lead.state().link();
        boolean on = joined.from(link.enabled());
        if (!on && lead.source() == ClockSource.LINK) {
            lead.turnTo(ClockSource.INTERNAL, moment);
        }
        lead.link().joined(Switch.of(on), link, moment);
        lead.set(lead.state().with(link.withEnabled(on)).withPeers(on ? lead.state().peers() : 0));
    }

    private Transport.Effect set(ClockState changed, Moment moment) {
        lead.set(changed);
        return transport.tell(Transport.Effect.NONE, moment);
    }

    private static Beats wholeBeats(long quarters) {
        return Beats.micro(quarters * Beats.MICROS_PER_BEAT);
    }
}
