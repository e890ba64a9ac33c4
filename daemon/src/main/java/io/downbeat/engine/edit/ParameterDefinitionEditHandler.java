package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.editing.Edit;

/** Performs the commands that edit what a parameter is. */
final class ParameterDefinitionEditHandler {

    private final Editor editor;

    ParameterDefinitionEditHandler(Editor editor) {
        this.editor = editor;
    }

    void handle(Command.ParameterEditCommand command, Parameter parameter, CommandContext context) {
        Edit edit =
                switch (command) {
                    case Command.SetRange(var node, var param, var min, var max) ->
                            new Edit.SetRange(parameter.path(), stated(parameter, min, max));
                    case Command.SetLock(var node, var param, var locked) ->
                            new Edit.SetLock(parameter.path(), locked.from(parameter.locked()));
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
                    "a range's min must be below its max, not " + min + " and " + max);
        }
        return Range.stated(min, max);
    }
}
