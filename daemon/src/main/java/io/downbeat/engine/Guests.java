package io.downbeat.engine;

import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.LiveValues;
import io.downbeat.session.Refusal;

import java.util.List;

/**
 * What only the edges of the program know: clients, the disk. Owned by the conductor. Not thread
 * safe.
 */
final class Guests {

    /** More than there are clients in any venue; a client that floods is refused as busy. */
    private static final int MOST_SAVES_UNANSWERED = 256;

    private final PromptBook book;
    private final Score score;
    private final Launcher launcher;
    private final Panel panel;
    private final Patchbay patchbay;

    /** Saves that were asked for and are not answered yet. */
    private int savesUnanswered;

    private List<String> clients = List.of();
    private List<String> folder = List.of();

    Guests(PromptBook book, Panel panel, Score score, Launcher launcher, Patchbay patchbay) {
        this.book = book;
        this.score = score;
        this.panel = panel;
        this.launcher = launcher;
        this.patchbay = patchbay;
    }

    List<String> clients() {
        return clients;
    }

    List<String> folder() {
        return folder;
    }

    void save(Command.Save save, Moment moment) {
        if (savesUnanswered >= MOST_SAVES_UNANSWERED) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "%d saves wait for the disk already; ask again when they are answered"
                            .formatted(savesUnanswered));
        }
        savesUnanswered++;
        LiveValues values = panel.values().still();
        score.tell(
                new Event.SaveAsked(
                        moment.beat(), moment.by(), moment.address(), save, values, book.edits()));
    }

    /** What a client asked for itself is answered outside, in its turn. */
    void asked(Command.OfClient request, Moment moment) {
        score.tell(new Event.ForClient(moment.beat(), moment.by(), moment.address(), request));
    }

    void quit(Moment moment) {
        score.tell(new Event.QuitAsked(moment.beat(), moment.by()));
    }

    void told(Command.Told told, Moment moment) {
        switch (told) {
            case Command.ClientGone(var client) -> {
                launcher.release(client, moment);
                panel.release(client, moment);
            }
            case Command.ClientsAre(var now) -> clients = now;
            case Command.FolderHolds(var names) -> folder = names;
            case Command.OutputTold(var output, var status) ->
                    patchbay.told(output, status, moment);
            case Command.Saved(var asker, var name, var edits) -> {
                savesUnanswered--;
                book.saved(edits);
                score.tell(new Event.Saved(moment.beat(), asker, name));
            }
            case Command.DiskRefused(var asker, var address, var code, var text) -> {
                savesUnanswered--;
                score.tell(new Event.Refused(moment.beat(), asker, address, code, text));
            }
        }
    }
}
