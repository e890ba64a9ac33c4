package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
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
        trackEditHandler = new TrackEditHandler(document, editor);
        clipEditHandler = new ClipEditHandler(document, editor);
        parameterEditHandler = new ParameterEditHandler(editor);
    }

    public void handle(Command.TrackEditCommand command, TrackId track, CommandContext context) {
        trackEditHandler.handle(command, track, context);
    }

    /** Throws {@link Refusal} if the cell is empty. */
    public void handle(
            Command.ClipEditCommand command, TargetResolver.Cell cell, CommandContext context) {
        clipEditHandler.handle(command, cell, context);
    }

    public void handle(
            Command.ParameterEditCommand command, Parameter parameter, CommandContext context) {
        parameterEditHandler.handle(command, parameter, context);
    }
}
