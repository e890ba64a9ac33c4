package io.downbeat.feedback;

import io.downbeat.address.Moment;
import io.downbeat.address.Place;
import io.downbeat.address.PresentValues;
import io.downbeat.address.Row;
import io.downbeat.session.SessionView;
import io.downbeat.session.TrackState;
import io.downbeat.time.HostMicros;

import java.util.Collection;
import java.util.List;

/**
 * How far running transitions have gone, told at each subscriber's rate. That one has ended is a
 * change like any other. Not thread safe.
 */
final class Courses {

    private final Delivery delivery;
    private final Row progress;
    private List<TrackState> looked = List.of();
    private boolean running;

    Courses(PresentValues present, Delivery delivery) {
        this.delivery = delivery;
        progress = present.row("/track/{n}/clip/{m}/progress");
    }

    /** Tells what is due by now. */
    void turn(Collection<Subscriber> live, Moment moment) {
        if (!isRunning(moment.view())) {
            return;
        }
        for (Subscriber to : live) {
            if (!moment.at().isBefore(to.schedule().progress) && wants(to, moment.view())) {
                tell(to, moment);
                to.schedule().progress = moment.at().plus(Delivery.frameMicros(to));
            }
        }
    }

    /** When something of this is next due. */
    HostMicros wakeAt(Collection<Subscriber> live, SessionView view) {
        HostMicros at = HostMicros.NEVER;
        if (isRunning(view)) {
            for (Subscriber to : live) {
                if (wants(to, view)) {
                    at = at.orEarlier(to.schedule().progress);
                }
            }
        }
        return at;
    }

    private void tell(Subscriber to, Moment moment) {
        List<TrackState> tracks = moment.view().tracks();
        for (int track = 1; track <= tracks.size(); track++) {
            TrackState state = tracks.get(track - 1);
            if (state.fade().isPresent()) {
                delivery.tell(to, Place.of(progress, track, state.active()), moment);
            }
        }
    }

    private boolean wants(Subscriber to, SessionView view) {
        return delivery.reach(to, view).wants(progress);
    }

    /** While the count stands, so does what runs with it. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isRunning(SessionView view) {
        if (looked != view.tracks()) {
            looked = view.tracks();
            running = looked.stream().anyMatch(track -> track.fade().isPresent());
        }
        return running && view.transport().playing();
    }
}
