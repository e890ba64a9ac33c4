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
 * Sends how far clips are, at each subscriber's rate: in their fades, and in the time before their
 * follow actions. The end of either is a change like any other.
 */
public final class FadeAndFollowActionProgressFeedback {

    private final SubscriberDelivery subscriberDelivery;
    private final AddressRow progress;
    private List<TrackState> checkedTracks = List.of();
    private boolean hasAny;

    public FadeAndFollowActionProgressFeedback(
            PresentValueReader present, SubscriberDelivery subscriberDelivery) {
        this.subscriberDelivery = subscriberDelivery;
        progress = present.row("/track/{n}/clip/{m}/progress");
    }

    /** Sends what is due by now. */
    public void sendDue(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        if (!isRunning(viewAtTime.view())) {
            return;
        }
        for (Subscriber to : live) {
            if (!viewAtTime.at().isBefore(to.timers().nextProgress)
                    && wants(to, viewAtTime.view())) {
                sendProgress(to, viewAtTime);
                to.timers().nextProgress = viewAtTime.at().plus(SubscriberDelivery.frameMicros(to));
            }
        }
    }

    /** When the next of these messages is due. */
    public HostMicros wakeAt(Collection<Subscriber> live, SessionView view) {
        HostMicros at = HostMicros.NEVER;
        if (isRunning(view)) {
            for (Subscriber to : live) {
                if (wants(to, view)) {
                    at = at.orEarlier(to.timers().nextProgress);
                }
            }
        }
        return at;
    }

    private void sendProgress(Subscriber to, SessionViewAtTime viewAtTime) {
        List<TrackState> tracks = viewAtTime.view().tracks();
        for (int track = 1; track <= tracks.size(); track++) {
            TrackState state = tracks.get(track - 1);
            if (hasProgress(state)) {
                subscriberDelivery.send(
                        to, ConcreteAddress.of(progress, track, state.active()), viewAtTime);
            }
        }
    }

    private static boolean hasProgress(TrackState track) {
        return track.fadeTiming().isPresent() || track.followTime().isPresent();
    }

    private boolean wants(Subscriber to, SessionView view) {
        return subscriberDelivery.addressesOf(to, view).wants(progress);
    }

    /** While the transport is stopped, nothing makes progress. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isRunning(SessionView view) {
        if (checkedTracks != view.tracks()) {
            checkedTracks = view.tracks();
            hasAny =
                    checkedTracks.stream()
                            .anyMatch(FadeAndFollowActionProgressFeedback::hasProgress);
        }
        return hasAny && view.transport().playing();
    }
}
