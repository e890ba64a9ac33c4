package io.downbeat.engine;

import io.downbeat.fade.Transition;
import io.downbeat.fade.TransitionChange;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Settings;
import io.downbeat.time.Beats;

/**
 * The commands that concern everybody at once: where the count goes, what holds for every launch,
 * and forgetting all that waits. Owned by the conductor. Not thread safe.
 */
final class Baton {

    private final PromptBook book;
    private final Transport transport;
    private final Score score;
    private final Helm helm;
    private final Decks decks;
    private final Fades fades;
    private final Holding holding;

    Baton(
            PromptBook book,
            Transport transport,
            Fades fades,
            Score score,
            Helm helm,
            Decks decks,
            Holding holding) {
        this.book = book;
        this.transport = transport;
        this.score = score;
        this.helm = helm;
        this.decks = decks;
        this.fades = fades;
        this.holding = holding;
    }

    void obey(Command.OfTime command, Moment moment) {
        move(helm.obey(command, moment), moment);
    }

    void obey(Command.OfClock command, Moment moment) {
        move(helm.obey(command, moment), moment);
    }

    private void move(Transport.Effect effect, Moment moment) {
        Moment after = moment.on(transport.state().positionAt(moment.host()));
        switch (effect) {
            case NONE -> {}
            case RETIME -> decks.retime(after);
            case BEGIN_ANEW -> decks.retime(moment.on(Beats.ZERO));
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
            case Command.CutFades c -> fades.cut(moment);
            case Command.Panic p -> {
                holding.clear();
                decks.cancelAll(moment);
                fades.freeze();
                score.tell(new Event.Panicked(moment.beat()));
            }
        }
    }

    private void set(Command.OfSettings command, Moment moment) {
        Settings settings = book.settings();
        switch (command) {
            case Command.SetQuantize(var quantize) -> book.set(settings.withQuantize(quantize));
            case Command.SetLate(var millis) -> book.set(settings.withLate(millis));
            case Command.SetFade(var change) -> setFade(change);
            case Command.SetWhenStopped(var what) -> book.set(settings.with(what));
            case Command.SetWhenEmpty(var what) -> book.set(settings.with(what));
        }
        score.tell(new Event.Set(moment.beat(), moment.by(), moment.address()));
    }

    private void setFade(TransitionChange change) {
        book.set(change.appliedTo(book.session().transition()).orElse(Transition.CUT));
        decks.revise();
    }
}
