package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.TrackId;

/** Performs the commands that edit an object of the document, with a handler for each subject. */
public final class EditCommandHandler {

    private final TrackEditHandler trackEditHandler;
    private final ClipEditHandler clipEditHandler;
    private final ParameterEditHandler parameterEditHandler;

    public EditCommandHandler(SessionDocument document, Editor editor) {
        var liveValueCapture = new LiveValueCapture(document, editor);
        trackEditHandler = new TrackEditHandler(document, editor, liveValueCapture);
        clipEditHandler = new ClipEditHandler(document, editor, liveValueCapture);
        parameterEditHandler = new ParameterEditHandler(editor);
    }

    public void handle(Command.SessionEditCommand command, CommandContext context) {
        switch (command) {
            case Command.AddTrack(var name) -> trackEditHandler.add(name, context);
        }
    }

    /** Throws {@link Refusal} if the track is gone. */
    public void handle(Command.TrackEditCommand command, TrackId track, CommandContext context) {
        trackEditHandler.handle(command, track, context);
    }

    /** Throws {@link Refusal} if the cell is empty. */
    public void handle(
            Command.ClipEditCommand command, TargetResolver.Cell cell, CommandContext context) {
        clipEditHandler.handle(command, cell, context);
    }

    /** Sets a value that the clip of a cell stores for a parameter. */
    public void handle(
            Command.SetClipValue command,
            TargetResolver.Cell cell,
            ParamPath parameter,
            CommandContext context) {
        clipEditHandler.set(command, cell, parameter, context);
    }

    public void handle(
            Command.ParameterEditCommand command, Parameter parameter, CommandContext context) {
        parameterEditHandler.handle(command, parameter, context);
    }
}
