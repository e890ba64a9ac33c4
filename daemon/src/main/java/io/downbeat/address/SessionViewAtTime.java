package io.downbeat.address;

import io.downbeat.graph.Node;
import io.downbeat.graph.Parameter;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.ClipState;
import io.downbeat.session.view.CueListState;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.util.Optional;

/** A view of the session, and the moment at which its values are read. */
public record SessionViewAtTime(SessionView view, HostMicros at) {

    /** The countdown if nothing is queued. */
    static final double NO_COUNTDOWN = -1;

    /**
     * The position of the transport; while it is stopped, the position where it stopped. A beat
     * that begins in this very microsecond has begun.
     */
    public Beats position() {
        TransportState transport = view.transport();
        Beats near = transport.positionAt(at);
        Beats unit = transport.meter().units().next(near);
        boolean begun = transport.playing() && !transport.timeline().momentOf(unit).isAfter(at);
        return begun ? unit : near;
    }

    /** The beats left until {@code due}, at least 0; {@link #NO_COUNTDOWN} if it is empty. */
    double beatsUntil(Optional<Beats> due) {
        return due.map(beat -> Math.max(0, beat.minus(position()).quarters())).orElse(NO_COUNTDOWN);
    }

    Session session() {
        return view.session();
    }

    Track track(ConcreteAddress place) {
        return session().tracks().get(place.first() - 1);
    }

    TrackState trackState(ConcreteAddress place) {
        return view.track(place.first());
    }

    Clip clip(ConcreteAddress place) {
        return track(place).clips().get(place.second() - 1);
    }

    ClipState clipState(ConcreteAddress place) {
        return trackState(place).clip(place.second());
    }

    Scene scene(ConcreteAddress place) {
        return session().scenes().get(place.first() - 1);
    }

    CueList cue(ConcreteAddress place) {
        return session().cueLists().get(place.first() - 1);
    }

    CueListState cueState(ConcreteAddress place) {
        return view.cueList(place.first());
    }

    CueList.Step step(ConcreteAddress place) {
        return cue(place).steps().get(place.second() - 1);
    }

    SessionView.OutputState output(ConcreteAddress place) {
        return view.outputs().get(place.first() - 1);
    }

    Node node(ConcreteAddress place) {
        return view.graph().nodes().get(place.first());
    }

    Parameter parameter(ConcreteAddress place) {
        return view.graph().parameter(place.first());
    }

    /** Whether the object of an address exists. */
    boolean exists(ConcreteAddress place) {
        int first = place.first();
        int second = place.second();
        return switch (place.row().objectKind()) {
            case WHOLE -> true;
            case TRACK -> first <= session().tracks().size();
            case CLIP -> clipAt(first, second).isPresent();
            case SCENE -> first <= session().scenes().size();
            case ASSIGNMENT ->
                    first <= session().scenes().size() && second <= session().tracks().size();
            case CUE -> first <= session().cueLists().size();
            case STEP ->
                    session().cueList(first).filter(c -> second <= c.steps().size()).isPresent();
            case OUTPUT -> first <= view.outputs().size();
            case NODE -> first < view.graph().nodes().size();
            case PARAM -> view.graph().isThere(first);
            case STORED ->
                    clipAt(first, second).filter(clip -> stores(clip, place.third())).isPresent();
        };
    }

    private Optional<Clip> clipAt(int track, int position) {
        return session().track(track).flatMap(there -> there.clip(position));
    }

    private static boolean stores(Clip clip, int number) {
        return number < 0
                ? -1 - number < clip.gone().size()
                : clip.values().valueOf(number).isPresent();
    }
}
