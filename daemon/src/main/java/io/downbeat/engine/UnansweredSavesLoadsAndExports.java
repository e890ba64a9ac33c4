package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.Editor;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.SessionView;

import java.util.List;
import java.util.function.Supplier;

/**
 * The saves, loads and exports that were requested and not yet answered, and the graph files in the
 * folder.
 */
final class UnansweredSavesLoadsAndExports {

    /** More than there are clients in any venue; a client that floods is refused as busy. */
    private static final int MOST_UNANSWERED_SAVES = 256;

    private final SessionDocument document;
    private final Editor editor;
    private final TurnEvents events;
    private final Supplier<SessionView> view;
    private int unansweredSaves;
    private boolean loading;
    private boolean exporting;
    private List<String> folder = List.of();

    /**
     * @param view the present view, with live values
     */
    UnansweredSavesLoadsAndExports(
            SessionDocument document,
            Editor editor,
            TurnEvents events,
            Supplier<SessionView> view) {
        this.document = document;
        this.editor = editor;
        this.events = events;
        this.view = view;
    }

    /** The names of the graph files in the folder of the present one. */
    List<String> folder() {
        return folder;
    }

    void handle(Command.Save save, CommandContext context) {
        if (unansweredSaves >= MOST_UNANSWERED_SAVES) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "%d saves wait for the disk already; ask again when they are answered"
                            .formatted(unansweredSaves));
        }
        unansweredSaves++;
        long state = editor.state();
        SessionView present = view.get();
        events.emit(
                new Event.SaveRequested(
                        context.beat(),
                        context.by(),
                        context.address(),
                        save,
                        present.with(present.values().frozenCopy()),
                        state));
    }

    /** Throws {@link Refusal} while another file is read. */
    void handle(Command.Load load, CommandContext context) {
        if (loading) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "another file is being read; ask again when that load is answered");
        }
        loading = true;
        events.emit(new Event.LoadRequested(context.beat(), context.by(), context.address(), load));
    }

    /** Throws {@link Refusal} if there is nothing to export, or while another export is written. */
    void handle(Command.ExportArrangement export, CommandContext context) {
        if (exporting) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "another export is being written; ask again when it is answered");
        }
        if (document.session().arrangement().isEmpty()) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "there is no arrangement to export; record one first, with /record 1");
        }
        exporting = true;
        events.emit(
                new Event.ExportRequested(
                        context.beat(),
                        context.by(),
                        context.address(),
                        export,
                        document.name(),
                        document.document()));
    }

    void handle(Command.StorageReport report, CommandContext context) {
        switch (report) {
            case Command.ReportSaved(var asker, var name, var state) -> {
                unansweredSaves--;
                if (editor.onSaved(state)) {
                    document.rename(name);
                }
                events.emit(new Event.Saved(context.beat(), asker, name));
            }
            case Command.ReportDiskFailure(var asker, var address, var code, var text) -> {
                unansweredSaves--;
                events.emit(new Event.Refused(context.beat(), asker, address, code, text));
            }
            case Command.ReportExported(var asker, var name, var omitted) -> {
                exporting = false;
                events.emit(new Event.Exported(context.beat(), asker, name, omitted));
            }
            case Command.ReportExportFailure(var asker, var address, var code, var text) -> {
                exporting = false;
                events.emit(new Event.Refused(context.beat(), asker, address, code, text));
            }
            case Command.ReportLoad load -> loading = false;
            case Command.ReportLoadFailure(var asker, var address, var code, var text) -> {
                loading = false;
                events.emit(new Event.Refused(context.beat(), asker, address, code, text));
            }
            case Command.ReportFolder(var names) -> folder = names;
        }
    }
}
