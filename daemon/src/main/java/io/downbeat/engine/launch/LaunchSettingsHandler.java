package io.downbeat.engine.launch;

import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.fade.Transition;
import io.downbeat.fade.TransitionChange;
import io.downbeat.session.command.Command;
import io.downbeat.session.model.GlobalLaunchSettings;

/** Performs the commands that set what holds for every launch to come. */
public final class LaunchSettingsHandler {

    private final SessionDocument document;
    private final Decks decks;

    public LaunchSettingsHandler(SessionDocument document, Decks decks) {
        this.document = document;
        this.decks = decks;
    }

    public void handle(Command.LaunchSettingCommand command) {
        GlobalLaunchSettings settings = document.settings();
        switch (command) {
            case Command.SetQuantize(var quantize) -> document.set(settings.withQuantize(quantize));
            case Command.SetLate(var millis) -> document.set(settings.withLate(millis));
            case Command.SetFade(var change) -> setTransition(change);
            case Command.SetWhenStopped(var what) -> document.set(settings.with(what));
            case Command.SetWhenEmpty(var what) -> document.set(settings.with(what));
            case Command.SetFollow(var on) -> {
                document.set(settings.withFollow(on.from(settings.follow())));
                decks.noteFollowChange();
            }
        }
    }

    private void setTransition(TransitionChange change) {
        GlobalLaunchSettings settings = document.settings();
        document.set(settings.with(change.appliedTo(settings.transition()).orElse(Transition.CUT)));
        decks.reannounceChangedTransitions();
    }
}
