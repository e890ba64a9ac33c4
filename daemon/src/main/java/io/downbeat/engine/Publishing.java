package io.downbeat.engine;

import io.downbeat.session.SceneStates;
import io.downbeat.session.SessionView;
import io.downbeat.session.TrackState;

import java.util.List;

/**
 * The session as others see it, made anew when something of it changed. Owned by the conductor. Not
 * thread safe.
 */
final class Publishing {

    private final PromptBook book;
    private final Transport transport;
    private final Decks decks;
    private final Scenes scenes;
    private final Panel panel;
    private final Lead lead;
    private final Patchbay patchbay;
    private final Guests guests;
    private long deckRevision = -1;
    private long dirtRevision = -1;
    private List<TrackState> tracks = List.of();
    private SceneStates sceneStates = SceneStates.NONE;
    private SessionView view;

    Publishing(
            PromptBook book,
            Transport transport,
            Panel panel,
            Lead lead,
            Decks decks,
            Scenes scenes,
            Patchbay patchbay,
            Guests guests) {
        this.book = book;
        this.transport = transport;
        this.panel = panel;
        this.decks = decks;
        this.scenes = scenes;
        this.lead = lead;
        this.patchbay = patchbay;
        this.guests = guests;
        this.view = next();
    }

    SessionView view() {
        refreshStates();
        if (!isCurrent()) {
            view = next();
        }
        return view;
    }

    private void refreshStates() {
        if (deckRevision != decks.revision() || dirtRevision != panel.dirtRevision()) {
            deckRevision = decks.revision();
            dirtRevision = panel.dirtRevision();
            tracks = decks.states();
        }
        sceneStates = scenes.states();
    }

    /** By identity: each part hands out the same object for as long as it has not changed. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isCurrent() {
        return view.graph() == book.graph()
                && view.session() == book.session()
                && view.transport() == transport.state()
                && view.clock() == lead.state()
                && view.settings() == book.settings()
                && view.tracks() == tracks
                && view.scenes() == sceneStates
                && view.skipped() == decks.skipped()
                && view.touched() == panel.touched()
                && view.outputs() == patchbay.outputs()
                && view.clients() == guests.clients()
                && view.edited() == book.isEdited()
                && view.folder() == guests.folder();
    }

    private SessionView next() {
        return new SessionView(
                book.name(),
                book.graph(),
                book.session(),
                transport.state(),
                lead.state(),
                book.settings(),
                tracks,
                sceneStates,
                decks.skipped(),
                panel.values(),
                panel.touched(),
                patchbay.outputs(),
                guests.clients(),
                book.isEdited(),
                guests.folder());
    }
}
