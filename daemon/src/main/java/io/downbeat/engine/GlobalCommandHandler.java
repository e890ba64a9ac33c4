package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.EventLog;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.parameters.Fades;
import io.downbeat.engine.transport.Transport;
import io.downbeat.fade.Transition;
import io.downbeat.fade.TransitionChange;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.time.Beats;

/**
 * The commands that concern everybody at once: where the count goes, what holds for every launch,
 * and forgetting all that waits. Owned by the conductor. Not thread safe.
 */
final class GlobalCommandHandler {

    private final SessionDocument document;
    private final Transport transport;
    private final EventLog events;
    private final TransportControl transportControl;
    private final Decks decks;
    private final Fades fades;
    private final TimetagQueue timetagQueue;

    GlobalCommandHandler(
            SessionDocument document,
            Transport transport,
            Fades fades,
            EventLog events,
            TransportControl transportControl,
            Decks decks,
            TimetagQueue timetagQueue) {
        this.document = document;
        this.transport = transport;
        this.events = events;
        this.transportControl = transportControl;
        this.decks = decks;
        this.fades = fades;
        this.timetagQueue = timetagQueue;
    }

    void handle(Command.TransportCommand command, CommandContext context) {
        move(transportControl.handle(command, context), context);
    }

    void handle(Command.ClockCommand command, CommandContext context) {
        move(transportControl.handle(command, context), context);
    }

    private void move(Transport.Effect effect, CommandContext context) {
        CommandContext after = context.on(transport.state().positionAt(context.host()));
        switch (effect) {
            case NONE -> {}
            case RETIME -> decks.retime(after);
            case BEGIN_ANEW -> decks.retime(context.on(Beats.ZERO));
            case FORGET -> decks.cancelAll(after);
        }
    }

    void handle(Command.GlobalLaunchCommand command, CommandContext context) {
        switch (command) {
            case Command.LaunchSettingCommand settings -> set(settings, context);
            case Command.CancelAll c -> {
                timetagQueue.forget(context.by());
                decks.cancelAll(context);
            }
            case Command.CutFades c -> fades.cut(context);
            case Command.Panic p -> {
                timetagQueue.clear();
                decks.cancelAll(context);
                fades.freeze();
                events.emit(new Event.Panicked(context.beat()));
            }
        }
    }

    private void set(Command.LaunchSettingCommand command, CommandContext context) {
        GlobalLaunchSettings settings = document.settings();
        switch (command) {
            case Command.SetQuantize(var quantize) -> document.set(settings.withQuantize(quantize));
            case Command.SetLate(var millis) -> document.set(settings.withLate(millis));
            case Command.SetFade(var change) -> setFade(change);
            case Command.SetWhenStopped(var what) -> document.set(settings.with(what));
            case Command.SetWhenEmpty(var what) -> document.set(settings.with(what));
        }
        events.emit(new Event.ValueSet(context.beat(), context.by(), context.address()));
    }

    private void setFade(TransitionChange change) {
        document.set(change.appliedTo(document.session().transition()).orElse(Transition.CUT));
        decks.revise();
    }
}
