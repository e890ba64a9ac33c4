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

    Track track(ConcreteAddress address) {
        return session().tracks().get(address.first() - 1);
    }

    TrackState trackState(ConcreteAddress address) {
        return view.track(address.first());
    }

    Clip clip(ConcreteAddress address) {
        return track(address).clips().get(address.second() - 1);
    }

    ClipState clipState(ConcreteAddress address) {
        return trackState(address).clip(address.second());
    }

    Scene scene(ConcreteAddress address) {
        return session().scenes().get(address.first() - 1);
    }

    CueList cue(ConcreteAddress address) {
        return session().cueLists().get(address.first() - 1);
    }

    CueListState cueState(ConcreteAddress address) {
        return view.cueList(address.first());
    }

    CueList.Step step(ConcreteAddress address) {
        return cue(address).steps().get(address.second() - 1);
    }

    SessionView.OutputState output(ConcreteAddress address) {
        return view.outputs().get(address.first() - 1);
    }

    Node node(ConcreteAddress address) {
        return view.graph().nodes().get(address.first());
    }

    Parameter parameter(ConcreteAddress address) {
        return view.graph().parameter(address.first());
    }

    /** Whether the object of an address exists. */
    boolean exists(ConcreteAddress address) {
        int first = address.first();
        int second = address.second();
        return switch (address.row().objectKind()) {
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
                    clipAt(first, second).filter(clip -> stores(clip, address.third())).isPresent();
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
