package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.session.command.Command;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.LaunchRules;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

/** Performs the commands that edit a track. */
final class TrackEditHandler {

    private final SessionDocument document;
    private final Editor editor;

    TrackEditHandler(SessionDocument document, Editor editor) {
        this.document = document;
        this.editor = editor;
    }

    void handle(Command.TrackEditCommand command, TrackId track, CommandContext context) {
        Track present = document.track(track);
        Edit edit =
                switch (command) {
                    case Command.SetSafe(var ref, var safe) ->
                            new Edit.SetTrackSafe(track, safe.from(present.safe()));
                    case Command.SetTrackFade(var ref, var change) -> {
                        var inForce = LaunchRules.transition(present, document.settings());
                        yield new Edit.SetTrackTransition(track, change.appliedTo(inForce));
                    }
                };
        editor.apply(edit, context);
    }
}
