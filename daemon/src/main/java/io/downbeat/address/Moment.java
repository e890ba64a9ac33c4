package io.downbeat.address;

import io.downbeat.graph.Node;
import io.downbeat.graph.Parameter;
import io.downbeat.session.Clip;
import io.downbeat.session.ClipState;
import io.downbeat.session.CuePath;
import io.downbeat.session.Scene;
import io.downbeat.session.Session;
import io.downbeat.session.SessionView;
import io.downbeat.session.Track;
import io.downbeat.session.TrackState;
import io.downbeat.session.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.util.Optional;

/** A view of the session and the moment for which it is asked. */
public record Moment(SessionView view, HostMicros at) {

    /** The answer of every countdown where nothing is awaited. */
    static final double NONE = -1;

    /**
     * The last micro-beat that has begun; while the transport stands, where it halted. On the very
     * microsecond of a bar line the bar has begun.
     */
    Beats position() {
        TransportState transport = view.transport();
        return transport.playing()
                ? transport.positionAt(at.plus(1)).minus(Beats.micro(1))
                : transport.positionAt(at);
    }

    /** The beats that are left until {@code due}, never below 0; {@link #NONE} without one. */
    double until(Optional<Beats> due) {
        return due.map(beat -> Math.max(0, beat.minus(position()).quarters())).orElse(NONE);
    }

    Session session() {
        return view.session();
    }

    Track track(Place place) {
        return session().tracks().get(place.first() - 1);
    }

    TrackState trackState(Place place) {
        return view.track(place.first());
    }

    Clip clip(Place place) {
        return track(place).clips().get(place.second() - 1);
    }

    ClipState clipState(Place place) {
        return trackState(place).clip(place.second());
    }

    Scene scene(Place place) {
        return session().scenes().get(place.first() - 1);
    }

    CuePath cue(Place place) {
        return session().cuePaths().get(place.first() - 1);
    }

    CuePath.Step step(Place place) {
        return cue(place).steps().get(place.second() - 1);
    }

    SessionView.OutputState output(Place place) {
        return view.outputs().get(place.first() - 1);
    }

    Node node(Place place) {
        return view.graph().nodes().get(place.first());
    }

    Parameter parameter(Place place) {
        return view.graph().parameter(place.first());
    }
}
