package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;

/** Performs the commands that edit an object of the document, with a handler for each subject. */
public final class EditCommandHandler {

    private final TrackEditHandler trackEditHandler;
    private final ClipEditHandler clipEditHandler;
    private final SceneEditHandler sceneEditHandler;
    private final CueListEditHandler cueListEditHandler;
    private final NodeEditHandler nodeEditHandler;
    private final UnknownParameterCreator unknownParameterCreator;
    private final ParameterDefinitionEditHandler parameterDefinitionEditHandler;

    public EditCommandHandler(SessionDocument document, Editor editor) {
        var liveValueCapture = new LiveValueCapture(document, editor);
        trackEditHandler = new TrackEditHandler(document, editor, liveValueCapture);
        clipEditHandler = new ClipEditHandler(document, editor, liveValueCapture);
        sceneEditHandler = new SceneEditHandler(document, editor);
        cueListEditHandler = new CueListEditHandler(document, editor);
        nodeEditHandler = new NodeEditHandler(document, editor);
        unknownParameterCreator = new UnknownParameterCreator(document, editor, nodeEditHandler);
        parameterDefinitionEditHandler = new ParameterDefinitionEditHandler(editor);
    }

    public void handle(Command.SessionEditCommand command, CommandContext context) {
        switch (command) {
            case Command.AddTrack(var name) -> trackEditHandler.add(name, context);
            case Command.AddScene(var name) -> sceneEditHandler.add(name, context);
            case Command.AddCueList(var name) -> cueListEditHandler.add(name, context);
            case Command.AddNode(var id, var type) -> nodeEditHandler.add(id, type, context);
        }
    }

    /** Throws {@link Refusal} if the track is gone. */
    public void handle(Command.TrackEditCommand command, TrackId track, CommandContext context) {
        trackEditHandler.handle(command, track, context);
    }

    /** Throws {@link Refusal} if the cell is empty. */
    public void handle(
            Command.ClipEditCommand command,
            CommandTargetFilter.Cell cell,
            CommandContext context) {
        clipEditHandler.handle(command, cell, context);
    }

    /** Sets a value that the clip of a cell stores for a parameter. */
    public void handle(
            Command.SetClipValue command,
            CommandTargetFilter.Cell cell,
            ParamPath parameter,
            CommandContext context) {
        clipEditHandler.set(command, cell, parameter, context);
    }

    public void handle(
            Command.ParameterEditCommand command, Parameter parameter, CommandContext context) {
        parameterDefinitionEditHandler.handle(command, parameter, context);
    }

    /** Throws {@link Refusal} if the scene is gone. */
    public void handle(Command.SceneEditCommand command, SceneId scene, CommandContext context) {
        sceneEditHandler.handle(command, scene, context);
    }

    /** Throws {@link Refusal} if the scene, the track or the clip is not there. */
    public void handle(
            Command.AssignmentCommand command,
            SceneId scene,
            TrackId track,
            CommandContext context) {
        sceneEditHandler.handle(command, scene, track, context);
    }

    /** Throws {@link Refusal} if the cue list or a scene is not there. */
    public void handle(Command.CueListEditCommand command, CueListId list, CommandContext context) {
        cueListEditHandler.handle(command, list, context);
    }

    /** Throws {@link Refusal} if the step or a scene is not there. */
    public void handle(Command.CueStepEditCommand command, CueStepId step, CommandContext context) {
        cueListEditHandler.handle(command, step, context);
    }

    public void handle(Command.NodeEditCommand command, Node node, CommandContext context) {
        nodeEditHandler.handle(command, node, context);
    }

    public void handle(Command.SetLearn command) {
        unknownParameterCreator.handle(command);
    }

    /** Whether a value is for a node or a parameter that is not there and is to be created. */
    public boolean learns(Command.WriteParam write) {
        return unknownParameterCreator.learns(write);
    }

    /** Creates the parameter that a value is for. Throws {@link Refusal} if it cannot be one. */
    public void learn(Command.WriteParam write, CommandContext context) {
        unknownParameterCreator.learn(write, context);
    }
}
