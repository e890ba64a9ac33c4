package io.downbeat.arrangement;

import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What stands at a beat of an arrangement, before what happens on that beat. */
public final class ArrangementChase {

    private ArrangementChase() {}

    /** What stands at a beat. */
    public static ChasedState at(Beats beat, Arrangement arrangement, Document document) {
        return new ChaseCalculation(arrangement, document).chase(beat);
    }

    /** A state at a beat, with the numbers of the parameters of a document. */
    public static ChasedState of(ArrangementState state, Beats at, Document document) {
        var only = new Arrangement(at, state, List.of(), List.of());
        return new ChaseCalculation(only, document).stateAt(at);
    }

    /** All tracks that an arrangement plays. */
    public static List<TrackId> tracks(Arrangement arrangement) {
        Set<TrackId> tracks = new LinkedHashSet<>();
        arrangement.start().tracks().forEach(track -> tracks.add(track.track()));
        for (ArrangementEvent event : arrangement.events()) {
            switch (event) {
                case ArrangementEvent.ClipLaunched launched -> tracks.add(launched.clip().track());
                case ArrangementEvent.TrackStopped stopped -> tracks.add(stopped.track());
                case ArrangementEvent.StateSet set ->
                        set.state().tracks().forEach(track -> tracks.add(track.track()));
                default -> {}
            }
        }
        return List.copyOf(tracks);
    }
}
