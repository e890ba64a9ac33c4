package io.downbeat.engine;

import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.LiveValues;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What only the edges of the program know: clients, the disk. Owned by the conductor. Not thread
 * safe.
 */
final class Guests {

    private final PromptBook book;
    private final Score score;
    private final Launcher launcher;
    private final Panel panel;
    private final Patchbay patchbay;
    private final Deque<Long> saving = new ArrayDeque<>();
    private List<String> clients = List.of();
    private List<String> folder = List.of();

    Guests(PromptBook book, Score score, Launcher launcher, Panel panel, Patchbay patchbay) {
        this.book = book;
        this.score = score;
        this.launcher = launcher;
        this.panel = panel;
        this.patchbay = patchbay;
    }

    List<String> clients() {
        return clients;
    }

    List<String> folder() {
        return folder;
    }

    void save(Command.Save save, LiveValues values, Moment moment) {
        saving.addLast(book.edits());
        score.tell(
                new Event.SaveAsked(
                        moment.beat(), moment.by(), moment.address(), save, values.still()));
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
            case Command.Saved(var asker, var name) -> {
                book.saved(saving.isEmpty() ? book.edits() : saving.removeFirst());
                score.tell(new Event.Saved(moment.beat(), asker, name));
            }
            case Command.DiskRefused(var asker, var address, var code, var text) -> {
                saving.pollFirst();
                score.tell(new Event.Refused(moment.beat(), asker, address, code, text));
            }
        }
    }
}
