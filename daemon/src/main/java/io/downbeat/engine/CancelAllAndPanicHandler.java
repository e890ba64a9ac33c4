package io.downbeat.engine;

import io.downbeat.engine.arrangement.ArrangementPlayer;
import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.launch.CueListPlayer;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.launch.FollowActionScheduler;
import io.downbeat.engine.parameters.ParameterFader;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;

/** Performs the commands that end at once what waits or fades, on all tracks. */
final class CancelAllAndPanicHandler {

    private final TurnEvents events;
    private final Decks decks;
    private final CueListPlayer cueListPlayer;
    private final FollowActionScheduler followActionScheduler;
    private final ArrangementPlayer arrangementPlayer;
    private final ParameterFader fades;
    private final TimetagQueue timetagQueue;

    CancelAllAndPanicHandler(
            TurnEvents events,
            Decks decks,
            CueListPlayer cueListPlayer,
            FollowActionScheduler followActionScheduler,
            ArrangementPlayer arrangementPlayer,
            ParameterFader fades,
            TimetagQueue timetagQueue) {
        this.events = events;
        this.decks = decks;
        this.cueListPlayer = cueListPlayer;
        this.followActionScheduler = followActionScheduler;
        this.arrangementPlayer = arrangementPlayer;
        this.fades = fades;
        this.timetagQueue = timetagQueue;
    }

    void handle(Command.CancelCommand command, CommandContext context) {
        switch (command) {
            case Command.CancelAll() -> {
                timetagQueue.removeOf(context.by());
                arrangementPlayer.cancelPlay(context);
                decks.cancelAll(context);
            }
            case Command.CutFades() -> fades.cut(context);
            case Command.Panic() -> {
                timetagQueue.clear();
                arrangementPlayer.halt(context);
                decks.cancelAll(context);
                cueListPlayer.disarmAll();
                followActionScheduler.disarmAll();
                fades.freeze();
                events.emit(new Event.Panicked(context.beat()));
            }
        }
    }
}
