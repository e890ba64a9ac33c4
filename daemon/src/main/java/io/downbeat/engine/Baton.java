package io.downbeat.engine;

import io.downbeat.session.Command;
import io.downbeat.session.Event;

/**
 * The commands that concern everybody at once: where the count goes, what holds for every launch,
 * and forgetting all that waits. Owned by the conductor. Not thread safe.
 */
final class Baton {

    private final PromptBook book;
    private final Transport transport;
    private final Score score;
    private final Decks decks;
    private final Holding holding;

    Baton(Ensemble ensemble, Decks decks, Holding holding) {
        this.book = ensemble.book();
        this.transport = ensemble.transport();
        this.score = ensemble.score();
        this.decks = decks;
        this.holding = holding;
    }

    void obey(Command.OfTime command, Moment moment) {
        Transport.Effect effect = transport.obey(command, moment);
        Moment after = moment.on(transport.state().positionAt(moment.host()));
        switch (effect) {
            case NONE -> {}
            case RETIME -> decks.retime(after);
            case FORGET -> decks.cancelAll(after);
        }
    }

    void obey(Command.OfLaunching command, Moment moment) {
        switch (command) {
            case Command.OfSettings settings -> set(settings, moment);
            case Command.CancelAll c -> {
                holding.forget(moment.by());
                decks.cancelAll(moment);
            }
            case Command.Panic p -> {
                holding.clear();
                decks.cancelAll(moment);
                score.tell(new Event.Panicked(moment.beat()));
            }
        }
    }

    private void set(Command.OfSettings command, Moment moment) {
        book.set(
                switch (command) {
                    case Command.SetQuantize(var quantize) ->
                            book.settings().withQuantize(quantize);
                    case Command.SetLate(var millis) -> book.settings().withLate(millis);
                    case Command.SetWhenStopped(var what) -> book.settings().with(what);
                    case Command.SetWhenEmpty(var what) -> book.settings().with(what);
                });
        score.tell(new Event.Set(moment.beat(), moment.by(), moment.address()));
    }
}
