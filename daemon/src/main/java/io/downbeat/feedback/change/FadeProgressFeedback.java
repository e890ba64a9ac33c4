package io.downbeat.feedback.change;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.time.HostMicros;

import java.util.Collection;
import java.util.List;

/**
 * Sends the progress of running fades, at each subscriber's rate. The end of a fade is a change
 * like any other.
 */
public final class FadeProgressFeedback {

    private final SubscriberDelivery subscriberDelivery;
    private final AddressRow progress;
    private List<TrackState> looked = List.of();
    private boolean running;

    public FadeProgressFeedback(PresentValueReader present, SubscriberDelivery subscriberDelivery) {
        this.subscriberDelivery = subscriberDelivery;
        progress = present.row("/track/{n}/clip/{m}/progress");
    }

    /** Sends what is due by now. */
    public void sendDue(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        if (!isRunning(viewAtTime.view())) {
            return;
        }
        for (Subscriber to : live) {
            if (!viewAtTime.at().isBefore(to.subscriberTimers().progress)
                    && wants(to, viewAtTime.view())) {
                sendProgress(to, viewAtTime);
                to.subscriberTimers().progress =
                        viewAtTime.at().plus(SubscriberDelivery.frameMicros(to));
            }
        }
    }

    /** When the next of these messages is due. */
    public HostMicros wakeAt(Collection<Subscriber> live, SessionView view) {
        HostMicros at = HostMicros.NEVER;
        if (isRunning(view)) {
            for (Subscriber to : live) {
                if (wants(to, view)) {
                    at = at.orEarlier(to.subscriberTimers().progress);
                }
            }
        }
        return at;
    }

    private void sendProgress(Subscriber to, SessionViewAtTime viewAtTime) {
        List<TrackState> tracks = viewAtTime.view().tracks();
        for (int track = 1; track <= tracks.size(); track++) {
            TrackState state = tracks.get(track - 1);
            if (state.fadeTiming().isPresent()) {
                subscriberDelivery.send(
                        to, ConcreteAddress.of(progress, track, state.active()), viewAtTime);
            }
        }
    }

    private boolean wants(Subscriber to, SessionView view) {
        return subscriberDelivery.addressesOf(to, view).wants(progress);
    }

    /** While the transport is stopped, fades make no progress. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isRunning(SessionView view) {
        if (looked != view.tracks()) {
            looked = view.tracks();
            running = looked.stream().anyMatch(track -> track.fadeTiming().isPresent());
        }
        return running && view.transport().playing();
    }
}
