package io.downbeat.engine;

import io.downbeat.engine.arrangement.ArrangementRecorder;
import io.downbeat.engine.edit.Editor;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.CueListPlayer;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.launch.SceneTracker;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.Transport;
import io.downbeat.session.view.SceneStates;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;

import java.util.List;

/** Makes the {@link SessionView}: a new one when a part has changed, else the same object. */
final class ViewPublisher {

    private final SessionDocument document;
    private final Editor editor;
    private final Transport transport;
    private final Decks decks;
    private final SceneTracker sceneTracker;
    private final CueListPlayer cueListPlayer;
    private final ArrangementRecorder arrangementRecorder;
    private final LiveValuesAndTouches parameters;
    private final ClockSourceFollower clockSourceFollower;
    private final OutputSettingsAndStatus outputSettingsAndStatus;
    private final SubscribedClientsAndOfferedSurfaces subscribedClientsAndOfferedSurfaces;
    private final UnansweredSavesLoadsAndExports unansweredSavesLoadsAndExports;
    private long deckRevision = -1;
    private long dirtyRevision = -1;
    private List<TrackState> tracks = List.of();
    private SceneStates sceneStates = SceneStates.NONE;
    private SessionView view;

    ViewPublisher(
            SessionDocument document,
            Editor editor,
            Transport transport,
            LiveValuesAndTouches parameters,
            ClockSourceFollower clockSourceFollower,
            Decks decks,
            SceneTracker sceneTracker,
            CueListPlayer cueListPlayer,
            ArrangementRecorder arrangementRecorder,
            OutputSettingsAndStatus outputSettingsAndStatus,
            SubscribedClientsAndOfferedSurfaces subscribedClientsAndOfferedSurfaces,
            UnansweredSavesLoadsAndExports unansweredSavesLoadsAndExports) {
        this.document = document;
        this.editor = editor;
        this.transport = transport;
        this.parameters = parameters;
        this.decks = decks;
        this.sceneTracker = sceneTracker;
        this.cueListPlayer = cueListPlayer;
        this.arrangementRecorder = arrangementRecorder;
        this.clockSourceFollower = clockSourceFollower;
        this.outputSettingsAndStatus = outputSettingsAndStatus;
        this.subscribedClientsAndOfferedSurfaces = subscribedClientsAndOfferedSurfaces;
        this.unansweredSavesLoadsAndExports = unansweredSavesLoadsAndExports;
        this.view = newView();
    }

    SessionView view() {
        refreshStates();
        if (!isCurrent()) {
            view = newView();
        }
        return view;
    }

    private void refreshStates() {
        if (deckRevision != decks.revision() || dirtyRevision != parameters.dirtyRevision()) {
            deckRevision = decks.revision();
            dirtyRevision = parameters.dirtyRevision();
            tracks = decks.states();
        }
        sceneStates = sceneTracker.states();
    }

    /** Compared by identity: each part returns the same object while it has not changed. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isCurrent() {
        return view.name().equals(document.name())
                && view.graph() == document.graph()
                && view.session() == document.session()
                && view.transport() == transport.state()
                && view.clock() == clockSourceFollower.state()
                && view.settings() == document.settings()
                && view.tracks() == tracks
                && view.scenes() == sceneStates
                && view.cueLists() == cueListPlayer.states()
                && view.arrangement() == arrangementRecorder.status()
                && view.skipped() == decks.skipped()
                && view.touched() == parameters.touched()
                && view.outputs() == outputSettingsAndStatus.outputs()
                && view.clients() == subscribedClientsAndOfferedSurfaces.clients()
                && view.offeredSurfaces() == subscribedClientsAndOfferedSurfaces.offeredSurfaces()
                && view.edited() == editor.isEdited()
                && view.steps().equals(editor.stepNames())
                && view.learning() == editor.learning().isOn()
                && view.folder() == unansweredSavesLoadsAndExports.folder();
    }

    private SessionView newView() {
        return new SessionView(
                document.name(),
                document.graph(),
                document.session(),
                transport.state(),
                clockSourceFollower.state(),
                document.settings(),
                tracks,
                sceneStates,
                cueListPlayer.states(),
                arrangementRecorder.status(),
                decks.skipped(),
                parameters.values(),
                parameters.touched(),
                outputSettingsAndStatus.outputs(),
                subscribedClientsAndOfferedSurfaces.clients(),
                subscribedClientsAndOfferedSurfaces.offeredSurfaces(),
                editor.isEdited(),
                editor.stepNames(),
                editor.learning().isOn(),
                unansweredSavesLoadsAndExports.folder());
    }
}
