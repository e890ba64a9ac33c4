package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.sync.ClockSync;
import io.downbeat.engine.transport.TempoControl;
import io.downbeat.engine.transport.Transport;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.LinkRequest;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState;
import io.downbeat.time.Beats;
import io.downbeat.time.Tempo;

import java.util.Optional;

/**
 * Hands on the count: play and stop, tempo, signature, and the clock that leads. What a hand may do
 * depends on who leads. Owned by the conductor. Not thread safe.
 */
final class TransportControl {

    /** A count may be shifted up to here: some years, and far from where beats end. */
    private static final Beats FURTHEST = Beats.of(1e9);

    private final Transport transport;
    private final TempoControl tempoControl;
    private final ClockSync clockSync;

    TransportControl(Transport transport, TempoControl tempoControl, ClockSync clockSync) {
        this.transport = transport;
        this.tempoControl = tempoControl;
        this.clockSync = clockSync;
    }

    Transport.Effect handle(Command.TransportCommand command, CommandContext context) {
        transport.commanded();
        return switch (command) {
            case Command.TempoCommand tempo -> handle(tempo, context);
            case Command.Play() -> play(true, context);
            case Command.Stop() -> stop(context);
            case Command.Restart() -> restart(context);
            case Command.SetPlaying(var playing) ->
                    transport.emit(play(playing.from(transport.playing()), context), context);
            case Command.Resync() -> resync(context);
            case Command.SetMeter(var meter) -> {
                clockSync.realign();
                yield transport.setMeter(meter, context);
            }
        };
    }

    Transport.Effect handle(Command.ClockCommand command, CommandContext context) {
        return switch (command) {
            case Command.ReceivePulse pulse -> clockSync.onPulse(pulse, context);
            case Command.ShiftBeats(var quarters) -> shift(quarters, context);
            case Command.SetClockSource(var source) -> {
                switchTo(source, context);
                yield transport.emit(Transport.Effect.NONE, context);
            }
            case Command.SetClockOffset(var millis) ->
                    set(clockSync.state().withOffset(millis), context);
            case Command.SetFreewheel(var bars) ->
                    set(clockSync.state().withFreewheel(bars), context);
            case Command.JoinLink(var joined) -> {
                join(joined, context);
                yield transport.emit(Transport.Effect.NONE, context);
            }
            case Command.ShareStartStop(var shared) -> {
                ClockState.Link link = clockSync.state().link();
                var next = link.withStartStop(shared.from(link.startStop()));
                clockSync.link().request(new LinkRequest.ShareStartStop(next.startStop()), context);
                yield set(clockSync.state().with(next), context);
            }
            case Command.LeadLink(var leads) -> {
                ClockState.Link link = clockSync.state().link();
                yield set(clockSync.state().with(link.withLead(leads.from(link.lead()))), context);
            }
            case Command.UpdateLinkState now -> {
                clockSync.onPulse(now);
                yield Transport.Effect.NONE;
            }
            case Command.FollowLinkStartStop(var playing) -> {
                linkPlays(playing, context);
                yield Transport.Effect.NONE;
            }
        };
    }

    private Transport.Effect handle(Command.TempoCommand command, CommandContext context) {
        clockSync.refuseIfOwned("the tempo");
        if (clockSync.source() == ClockSource.NODE && !(command instanceof Command.Nudge)) {
            return moveNode(command, context);
        }
        boolean shared = clockSync.source() == ClockSource.LINK;
        if (shared && command instanceof Command.Nudge) {
            throw new Refusal(
                    Refusal.Code.LOCKED,
                    "a nudge would move everybody in the Link session: set the tempo instead");
        }
        return tempoControl.handle(command, shared, context);
    }

    /** Everybody in the Link session starts or stops. */
    private void linkPlays(boolean playing, CommandContext context) {
        if (clockSync.source() != ClockSource.LINK || !clockSync.state().link().startStop()) {
            return;
        }
        if (playing) {
            transport.run(context);
        } else {
            transport.halt(context);
        }
    }

    private Transport.Effect moveNode(Command.TempoCommand command, CommandContext context) {
        if (command instanceof Command.SetTempo(Tempo tempo, double quarters) && quarters > 0) {
            throw new Refusal(
                    Refusal.Code.LOCKED,
                    "the tempo is a parameter of the Clock node, which does not glide: launch a"
                            + " clip that fades it, or set /clock/source internal");
        }
        Optional<Tempo> asked = tempoControl.requestedTempo(command, context);
        asked.ifPresent(tempo -> clockSync.node().set(tempo, context));
        return transport.emit(Transport.Effect.NONE, context);
    }

    private Transport.Effect play(boolean playing, CommandContext context) {
        if (playing == transport.playing()) {
            return Transport.Effect.NONE;
        }
        if (playing) {
            clockSync.refuseIfUnheard();
            transport.run(context);
        } else {
            transport.halt(context);
        }
        clockSync.handTurned(playing, context);
        return Transport.Effect.NONE;
    }

    private Transport.Effect stop(CommandContext context) {
        if (transport.playing()) {
            return play(false, context);
        }
        transport.move(Beats.ZERO, context);
        return Transport.Effect.FORGET;
    }

    private Transport.Effect restart(CommandContext context) {
        if (!transport.playing()) {
            clockSync.refuseIfUnheard();
        }
        Transport.Effect effect = resync(context);
        play(true, context.on(transport.state().positionAt(context.host())));
        return effect;
    }

    /** Under another's clock the nearest beat becomes 1.1, so that the beat itself stays. */
    private Transport.Effect resync(CommandContext context) {
        Beats to = Beats.ZERO;
        if (clockSync.line().isPresent() && transport.playing() && !clockSync.isAloneInLink()) {
            to = context.beat().minus(wholeBeats(Math.round(context.beat().quarters())));
        }
        move(to, context);
        return Transport.Effect.BEGIN_ANEW;
    }

    /** A count that would lie before 1.1 goes on by whole bars. */
    private Transport.Effect shift(int quarters, CommandContext context) {
        Beats to = context.beat().plus(wholeBeats(quarters));
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
        move(to, context);
        return quarters < 0 ? Transport.Effect.RETIME : Transport.Effect.NONE;
    }

    /** Others in a session keep their bars; where there are none, the session's move with ours. */
    private void move(Beats to, CommandContext context) {
        transport.move(to, context);
        if (clockSync.isAloneInLink()) {
            clockSync.broughtInLine();
            clockSync.link().place(context);
        } else {
            clockSync.movedByHand(to.minus(context.beat()));
        }
    }

    private void switchTo(ClockSource source, CommandContext context) {
        if (source == ClockSource.NODE) {
            clockSync.node().require();
        }
        if (source == ClockSource.LINK) {
            join(OnOffToggle.ON, context);
        }
        clockSync.switchTo(source, context);
    }

    /** Who leaves the session that leads goes on alone. */
    private void join(OnOffToggle joined, CommandContext context) {
        ClockState.Link link = clockSync.state().link();
        boolean on = joined.from(link.enabled());
        if (!on && clockSync.source() == ClockSource.LINK) {
            clockSync.switchTo(ClockSource.INTERNAL, context);
        }
        clockSync.link().joined(OnOffToggle.of(on), link, context);
        clockSync.set(
                clockSync
                        .state()
                        .with(link.withEnabled(on))
                        .withPeers(on ? clockSync.state().peers() : 0));
    }

    private Transport.Effect set(ClockState changed, CommandContext context) {
        clockSync.set(changed);
        return transport.emit(Transport.Effect.NONE, context);
    }

    private static Beats wholeBeats(long quarters) {
        return Beats.micro(quarters * Beats.MICROS_PER_BEAT);
    }
}
