package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.TempoControl;
import io.downbeat.engine.transport.Transport;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.ClockSource;
import io.downbeat.time.Tempo;

/**
 * Performs the commands that change the tempo: of the transport, or of the graph's Clock node if
 * that is the clock source. Refuses them while another clock owns the tempo.
 */
final class TempoCommandHandler {

    private final Transport transport;
    private final TempoControl tempoControl;
    private final ClockSourceFollower clockSourceFollower;

    TempoCommandHandler(
            Transport transport,
            TempoControl tempoControl,
            ClockSourceFollower clockSourceFollower) {
        this.transport = transport;
        this.tempoControl = tempoControl;
        this.clockSourceFollower = clockSourceFollower;
    }

    void handle(Command.TempoCommand command, CommandContext context) {
        transport.forgetLaunchStart();
        clockSourceFollower.refuseIfOwned("the tempo");
        switch (command) {
            case Command.SetTempo(var tempo, var quarters) -> {
                if (quarters == 0) {
                    set(tempo, context);
                } else {
                    ramp(tempo, quarters, context);
                }
            }
            case Command.StepTempo(var bpm) ->
                    set(Tempo.clamped(transport.tempo().bpm() + bpm), context);
            case Command.Tap() ->
                    tempoControl.tap(context.arrivedAt()).ifPresent(tempo -> set(tempo, context));
            case Command.Nudge(var bend) -> nudge(bend, context);
        }
    }

    private void set(Tempo tempo, CommandContext context) {
        if (clockSourceFollower.source() == ClockSource.NODE) {
            clockSourceFollower.node().setByHand(tempo, context);
        } else {
            tempoControl.set(tempo, context);
        }
    }

    private void ramp(Tempo tempo, double quarters, CommandContext context) {
        if (clockSourceFollower.source() == ClockSource.NODE) {
            throw new Refusal(
                    Refusal.Code.LOCKED,
                    "the tempo is a parameter of the Clock node, and cannot be ramped: launch a"
                            + " clip that fades it, or set /clock/source internal");
        }
        tempoControl.ramp(
                tempo, quarters, clockSourceFollower.source() == ClockSource.LINK, context);
    }

    private void nudge(double bend, CommandContext context) {
        if (clockSourceFollower.source() == ClockSource.LINK) {
            throw new Refusal(
                    Refusal.Code.LOCKED,
                    "a nudge would move everybody in the Link session: set the tempo instead");
        }
        tempoControl.nudge(bend, context);
    }
}
