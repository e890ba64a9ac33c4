package io.downbeat.session;

import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.view.ArrangementStatus;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.CueListState;
import io.downbeat.session.view.LiveValues;
import io.downbeat.session.view.SceneStates;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.TransportState;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds views for tests: all parts of another view, except those that a test sets. Only this class
 * names all parts of a view.
 */
public final class SampleViewBuilder {

    private final SessionView other;
    private Document document;
    private TransportState transport;
    private GlobalLaunchSettings settings;
    private List<TrackState> tracks;
    private SceneStates scenes;

    private SampleViewBuilder(SessionView other) {
        this.other = other;
        this.document = new Document(other.graph(), other.session());
        this.transport = other.transport();
        this.settings = other.settings();
        this.tracks = other.tracks();
        this.scenes = other.scenes();
    }

    /**
     * Begins with a view in which nothing was launched or edited yet, without outputs or clients.
     */
    public static SampleViewBuilder idle(
            String name, Document document, TransportState transport, LiveValues values) {
        return new SampleViewBuilder(
                new SessionView(
                        name,
                        document.graph(),
                        document.session(),
                        transport,
                        ClockState.INTERNAL,
                        GlobalLaunchSettings.USUAL,
                        document.session().tracks().stream().map(t -> TrackState.IDLE).toList(),
                        SceneStates.NONE,
                        atTheirFirstSteps(document.session().cueLists()),
                        ArrangementStatus.IDLE,
                        Map.of(),
                        values,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        SessionView.StepNames.NONE,
                        false,
                        List.of()));
    }

    private static List<CueListState> atTheirFirstSteps(List<CueList> lists) {
        return lists.stream()
                .map(list -> new CueListState(list.steps().isEmpty() ? 0 : 1, 0, Optional.empty()))
                .toList();
    }

    /** Begins with all parts of a view. */
    public static SampleViewBuilder from(SessionView view) {
        return new SampleViewBuilder(view);
    }

    public SampleViewBuilder with(Document changed) {
        document = changed;
        return this;
    }

    public SampleViewBuilder with(TransportState changed) {
        transport = changed;
        return this;
    }

    public SampleViewBuilder with(GlobalLaunchSettings changed) {
        settings = changed;
        return this;
    }

    public SampleViewBuilder withTracks(List<TrackState> changed) {
        tracks = changed;
        return this;
    }

    public SampleViewBuilder with(SceneStates changed) {
        scenes = changed;
        return this;
    }

    public SessionView view() {
        return new SessionView(
                other.name(),
                document.graph(),
                document.session(),
                transport,
                other.clock(),
                settings,
                tracks,
                scenes,
                other.cueLists(),
                other.arrangement(),
                other.skipped(),
                other.values(),
                other.touched(),
                other.outputs(),
                other.clients(),
                other.offeredSurfaces(),
                other.edited(),
                other.steps(),
                other.learning(),
                other.folder());
    }
}
