package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.EventLog;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.Launcher;
import io.downbeat.engine.parameters.Parameters;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.LiveValues;

import java.util.List;

/**
 * What only the edges of the program know: clients, the disk. Owned by the conductor. Not thread
 * safe.
 */
final class ClientAndSaveHandler {

    /** More than there are clients in any venue; a client that floods is refused as busy. */
    private static final int MOST_SAVES_UNANSWERED = 256;

    private final SessionDocument document;
    private final EventLog events;
    private final Launcher launcher;
    private final Parameters parameters;
    private final OutputStateStore outputStateStore;

    /** Saves that were asked for and are not answered yet. */
    private int savesUnanswered;

    private List<String> clients = List.of();
    private List<String> folder = List.of();

    ClientAndSaveHandler(
            SessionDocument document,
            Parameters parameters,
            EventLog events,
            Launcher launcher,
            OutputStateStore outputStateStore) {
        this.document = document;
        this.events = events;
        this.parameters = parameters;
        this.launcher = launcher;
        this.outputStateStore = outputStateStore;
    }

    List<String> clients() {
        return clients;
    }

    List<String> folder() {
        return folder;
    }

    void save(Command.Save save, CommandContext context) {
        if (savesUnanswered >= MOST_SAVES_UNANSWERED) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "%d saves wait for the disk already; ask again when they are answered"
                            .formatted(savesUnanswered));
        }
        savesUnanswered++;
        LiveValues values = parameters.values().still();
        events.emit(
                new Event.SaveAsked(
                        context.beat(),
                        context.by(),
                        context.address(),
                        save,
                        values,
                        document.edits()));
    }

    /** What a client asked for itself is answered outside, in its turn. */
    void handle(Command.ClientCommand request, CommandContext context) {
        events.emit(
                new Event.ClientRequested(
                        context.beat(), context.by(), context.address(), request));
    }

    void quit(CommandContext context) {
        events.emit(new Event.QuitAsked(context.beat(), context.by()));
    }

    void handleReport(Command.StateReport stateReport, CommandContext context) {
        switch (stateReport) {
            case Command.ReportClientGone(var client) -> {
                launcher.release(client, context);
                parameters.release(client, context);
            }
            case Command.ReportClients(var now) -> clients = now;
            case Command.ReportFolder(var names) -> folder = names;
            case Command.ReportOutput(var output, var status) ->
                    outputStateStore.onStatus(output, status, context);
            case Command.ReportSaved(var asker, var name, var edits) -> {
                savesUnanswered--;
                document.saved(edits);
                events.emit(new Event.Saved(context.beat(), asker, name));
            }
            case Command.ReportDiskFailure(var asker, var address, var code, var text) -> {
                savesUnanswered--;
                events.emit(new Event.Refused(context.beat(), asker, address, code, text));
            }
        }
    }
}
