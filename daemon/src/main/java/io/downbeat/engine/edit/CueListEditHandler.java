package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.SceneId;

import java.util.List;
import java.util.Optional;

/** Performs the commands that edit a cue list or a step of one. */
final class CueListEditHandler {

    private static final String CUE_LIST = "Cue list";

    private final SessionDocument document;
    private final Editor editor;

    CueListEditHandler(SessionDocument document, Editor editor) {
        this.document = document;
        this.editor = editor;
    }

    /** Adds a cue list without steps. */
    void add(Optional<String> name, CommandContext context) {
        List<CueList> lists = document.session().cueLists();
        int position = lists.size() + 1;
        var id = new CueListId(editor.objectIds().next(ObjectIds.Kind.CUE_LIST));
        editor.apply(
                new Edit.AddCueList(id, DefaultNames.ofNew(name, CUE_LIST, lists), position),
                context);
        editor.answerAdded(Event.Added.Kind.CUE_LIST, List.of(), ParamValue.of(position), context);
    }

    /** Throws {@link Refusal} if the cue list or the scene is not there. */
    void handle(Command.CueListEditCommand command, CueListId id, CommandContext context) {
        CueList list = document.requireCueList(id);
        switch (command) {
            case Command.RenameCueList(var ref, var name) ->
                    editor.apply(
                            new Edit.RenameCueList(
                                    id,
                                    DefaultNames.ofRenamed(
                                            name,
                                            CUE_LIST,
                                            id.text(),
                                            document.session().cueLists())),
                            context);
            case Command.DeleteCueList(var ref) ->
                    editor.apply(new Edit.DeleteCueList(id), context);
            case Command.SetCueGuard(var ref, var seconds) ->
                    editor.apply(new Edit.SetCueGuard(id, seconds), true, context);
            case Command.SetCueQuantize(var ref, var quantize) ->
                    editor.apply(new Edit.SetCueQuantize(id, quantize), context);
            case Command.AddCueStep(var ref, var scene) -> {
                var step = new CueStepId(id, editor.objectIds().next(ObjectIds.Kind.CUE_STEP));
                int position = list.steps().size() + 1;
                editor.apply(new Edit.AddCueStep(step, scene(scene), position), context);
                editor.answerAdded(
                        Event.Added.Kind.CUE_STEP,
                        List.of(Integer.toString(document.session().positionOf(id))),
                        ParamValue.of(position),
                        context);
            }
        }
    }

    /** Throws {@link Refusal} if the step or the scene is not there. */
    void handle(Command.CueStepEditCommand command, CueStepId id, CommandContext context) {
        CueList.Step step = document.requireStep(id);
        editor.apply(
                switch (command) {
                    case Command.DeleteCueStep delete -> new Edit.DeleteCueStep(id);
                    case Command.MoveCueStep(var l, var s, var position) ->
                            new Edit.MoveCueStep(id, position);
                    case Command.SetCueStepScene(var l, var s, var scene) ->
                            new Edit.SetCueStepScene(id, scene(scene));
                    case Command.SetCueStepAdvance(var l, var s, var advance, var bars) ->
                            new Edit.SetCueStepAdvance(id, advance, bars.orElse(step.bars()));
                },
                context);
    }

    private SceneId scene(ObjectReference named) {
        return SceneId.of(
                document.session()
                        .scenes()
                        .get(document.objectLookup().scenes(named).getFirst() - 1));
    }
}
