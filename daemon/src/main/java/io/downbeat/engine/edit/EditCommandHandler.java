package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.LaunchRules;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.OptionalDouble;

/** Performs the commands that edit an object of the document. */
public final class EditCommandHandler {

    private final SessionDocument document;
    private final Editor editor;

    public EditCommandHandler(SessionDocument document, Editor editor) {
        this.document = document;
        this.editor = editor;
    }

    public void handle(Command.TrackEditCommand command, TrackId track, CommandContext context) {
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

    /** Throws {@link Refusal} if the cell is empty. */
    public void handle(
            Command.ClipEditCommand command, TargetResolver.Cell cell, CommandContext context) {
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

    public void handle(
            Command.ParameterEditCommand command, Parameter parameter, CommandContext context) {
        Edit edit =
                switch (command) {
                    case Command.SetRange(var node, var param, var min, var max) ->
                            new Edit.SetRange(parameter.path(), stated(parameter, min, max));
                };
        editor.apply(edit, context);
    }

    private static Range stated(Parameter parameter, double min, double max) {
        if (parameter.text()) {
            throw new Refusal(
                    Refusal.Code.TYPE, parameter.path() + " holds text, which has no range");
        }
        if (!Range.isRange(min, max)) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a range's min lies below its max, not " + min + " and " + max);
        }
        return Range.stated(min, max);
    }
}
