package io.downbeat.engine;

import io.downbeat.engine.arrangement.ArrangementPlayer;
import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.Transport;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

/**
 * Performs the commands that start, stop or move the transport or set its meter. Retimes the queued
 * launches when that moves their boundaries.
 */
final class TransportCommandHandler {

    /** The furthest position that a shift may lead to: some years, and far from overflow. */
    private static final Beats FURTHEST_POSITION = Beats.of(1e9);

    private final Transport transport;
    private final ClockSourceFollower clockSourceFollower;
    private final Decks decks;
    private final ArrangementPlayer arrangementPlayer;

    TransportCommandHandler(
            Transport transport,
            ClockSourceFollower clockSourceFollower,
            Decks decks,
            ArrangementPlayer arrangementPlayer) {
        this.transport = transport;
        this.clockSourceFollower = clockSourceFollower;
        this.decks = decks;
        this.arrangementPlayer = arrangementPlayer;
    }

    void handle(Command.TransportCommand command, CommandContext context) {
        transport.forgetLaunchStart();
        switch (command) {
            case Command.Play() -> setPlaying(true, context);
            case Command.Stop() -> stop(context);
            case Command.Restart() -> restart(context);
            case Command.SetPlaying(var playing) ->
                    setPlaying(playing.from(transport.playing()), context);
            case Command.Resync() -> {
                moveToStart(context);
                decks.retime(context.atBeat(Beats.ZERO));
            }
            case Command.SetMeter(var meter) -> setMeter(meter, context);
        }
    }

    /** Moves the position by whole quarters; a position before 1.1 is raised by whole bars. */
    void shift(int quarters, CommandContext context) {
        Beats to = context.beat().plus(wholeBeats(quarters));
        if (to.isAfter(FURTHEST_POSITION)) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "the count goes up to "
                            + Math.round(FURTHEST_POSITION.quarters())
                            + " quarters: shift by less, or /restart");
        }
        long bar = transport.meter().bar().micro();
        if (to.isBefore(Beats.ZERO)) {
            to = to.plus(Beats.micro(-Math.floorDiv(to.micro(), bar) * bar));
        }
        move(to, context);
        if (quarters < 0) {
            decks.retime(atPosition(context));
        }
    }

    private void setMeter(Meter meter, CommandContext context) {
        clockSourceFollower.realign();
        if (transport.setMeter(meter, context)) {
            decks.retime(atPosition(context));
        }
    }

    private void setPlaying(boolean playing, CommandContext context) {
        if (playing == transport.playing()) {
            return;
        }
        if (playing) {
            clockSourceFollower.refuseIfNoPulses();
            transport.start(context);
        } else {
            transport.stop(context);
        }
        clockSourceFollower.onTransportCommand(playing, context);
    }

    private void stop(CommandContext context) {
        if (transport.playing()) {
            setPlaying(false, context);
        } else {
            transport.move(Beats.ZERO, context);
            arrangementPlayer.cancelPlay(atPosition(context));
            decks.cancelAllButArranged(atPosition(context));
        }
    }

    private void restart(CommandContext context) {
        if (!transport.playing()) {
            clockSourceFollower.refuseIfNoPulses();
        }
        moveToStart(context);
        setPlaying(true, atPosition(context));
        decks.retime(context.atBeat(Beats.ZERO));
    }

    /** Moves to 1.1. Under another clock the nearest beat becomes 1.1, so that the phase stays. */
    private void moveToStart(CommandContext context) {
        Beats to = Beats.ZERO;
        if (clockSourceFollower.clockTimeline().isPresent()
                && transport.playing()
                && !clockSourceFollower.isAloneInLink()) {
            to = context.beat().minus(wholeBeats(Math.round(context.beat().quarters())));
        }
        move(to, context);
    }

    /** Other peers of a Link session keep their bars; without peers the session moves along. */
    private void move(Beats to, CommandContext context) {
        transport.move(to, context);
        if (clockSourceFollower.isAloneInLink()) {
            clockSourceFollower.clearManualShift();
            clockSourceFollower.link().setSessionBeats(context);
        } else {
            clockSourceFollower.addManualShift(to.minus(context.beat()));
        }
    }

    /** The context at the position that the transport has now. */
    private CommandContext atPosition(CommandContext context) {
        return context.atBeat(transport.state().positionAt(context.host()));
    }

    private static Beats wholeBeats(long quarters) {
        return Beats.micro(quarters * Beats.MICROS_PER_BEAT);
    }
}
