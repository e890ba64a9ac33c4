package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.LaunchRules;

import java.util.OptionalDouble;

/** Performs the commands that edit a clip. */
final class ClipEditHandler {

    private final SessionDocument document;
    private final Editor editor;

    ClipEditHandler(SessionDocument document, Editor editor) {
        this.document = document;
        this.editor = editor;
    }

    /** Throws {@link Refusal} if the cell is empty. */
    void handle(Command.ClipEditCommand command, TargetResolver.Cell cell, CommandContext context) {
        ClipId clip = document.requireClip(cell);
        Edit edit =
                switch (command) {
                    case Command.SetClipFade(var t, var c, var change) -> {
                        var inForce =
                                LaunchRules.transition(
                                        OptionalDouble.empty(),
                                        document.clip(clip),
                                        document.track(clip.track()),
                                        document.settings());
                        yield new Edit.SetClipTransition(clip, change.appliedTo(inForce));
                    }
                    case Command.SetClipQuantize(var t, var c, var quantize) ->
                            new Edit.SetClipQuantize(clip, quantize);
                    case Command.SetClipMode(var t, var c, var mode) ->
                            new Edit.SetClipMode(clip, mode);
                };
        editor.apply(edit, context);
    }
}
