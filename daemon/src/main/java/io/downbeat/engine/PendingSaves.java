package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.Editor;
import io.downbeat.engine.parameters.Parameters;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;

import java.util.List;

/** The saves that were requested and not yet answered, and the graph files in the folder. */
final class PendingSaves {

    /** More than there are clients in any venue; a client that floods is refused as busy. */
    private static final int MOST_SAVES_UNANSWERED = 256;

    private final Editor editor;
    private final Parameters parameters;
    private final TurnEvents events;
    private int savesUnanswered;
    private List<String> folder = List.of();

    PendingSaves(Editor editor, Parameters parameters, TurnEvents events) {
        this.editor = editor;
        this.parameters = parameters;
        this.events = events;
    }

    /** The names of the graph files beside the present one. */
    List<String> folder() {
        return folder;
    }

    void handle(Command.Save save, CommandContext context) {
        if (savesUnanswered >= MOST_SAVES_UNANSWERED) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "%d saves wait for the disk already; ask again when they are answered"
                            .formatted(savesUnanswered));
        }
        savesUnanswered++;
        events.emit(
                new Event.SaveAsked(
                        context.beat(),
                        context.by(),
                        context.address(),
                        save,
                        parameters.values().still(),
                        editor.state()));
    }

    void handle(Command.StorageReport report, CommandContext context) {
        switch (report) {
            case Command.ReportSaved(var asker, var name, var edits) -> {
                savesUnanswered--;
                editor.onSaved(edits);
                events.emit(new Event.Saved(context.beat(), asker, name));
            }
            case Command.ReportDiskFailure(var asker, var address, var code, var text) -> {
                savesUnanswered--;
                events.emit(new Event.Refused(context.beat(), asker, address, code, text));
            }
            case Command.ReportFolder(var names) -> folder = names;
        }
    }
}
