package io.downbeat.feedback;

import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.feedback.change.SubscriberDelivery;
import io.downbeat.feedback.request.ClientRequests;
import io.downbeat.feedback.subscriber.ContinuousValueNumbers;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.feedback.subscriber.Subscriptions;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which subscribers are sent a changed parameter, and when. A client that moves a parameter
 * gets no echo; it gets one confirmation when it has stopped. All others get the newest value at
 * their rate.
 */
final class ParameterFeedback {

    private final ValuesToConfirmFinder confirmationTargets;
    private final Subscriptions subscriptions;
    private final ClientRequests clientRequests;
    private final SubscriberDelivery subscriberDelivery;
    private final Map<Integer, ParamValue> onWritten = new LinkedHashMap<>();
    private final Set<Integer> launched = new LinkedHashSet<>();

    ParameterFeedback(
            ValuesToConfirmFinder confirmationTargets,
            Subscriptions subscriptions,
            ClientRequests clientRequests,
            SubscriberDelivery subscriberDelivery) {
        this.confirmationTargets = confirmationTargets;
        this.subscriptions = subscriptions;
        this.clientRequests = clientRequests;
        this.subscriberDelivery = subscriberDelivery;
    }

    /**
     * Sends a change. A subscriber that is moving this value gets it later, when it has stopped.
     */
    void sendChange(Subscriber to, ConcreteAddress place, SessionViewAtTime viewAtTime) {
        if (ContinuousValueNumbers.isOne(place.row())) {
            queue(to, subscriberDelivery.continuousValueNumbers().key(place), viewAtTime.view());
        } else if (place.row().objectKind() != ObjectKind.PARAM || !to.isTouching(place.first())) {
            subscriberDelivery.send(to, place, viewAtTime);
        }
    }

    void onWritten(Event.ParamsWritten event, SessionViewAtTime viewAtTime) {
        switch (event.cause()) {
            case HAND, LAUNCH, REVERT -> onParamsWritten(event, viewAtTime);
            case FADE, ARRIVAL -> onFade(event.values(), viewAtTime.view());
        }
    }

    /** Fade values are rate-limited for every subscriber. The final value is always sent. */
    private void onFade(Snapshot values, SessionView view) {
        List<Subscriber> live = subscriptions.live();
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            onWritten.remove(parameter);
            for (Subscriber each : live) {
                queue(each, parameter, view);
            }
        }
    }

    /** Values that were unset are sent like values that were set. */
    void unset(List<Integer> parameters, SessionView view) {
        for (int parameter : parameters) {
            onWritten.remove(parameter);
            subscriptions.live().forEach(each -> queue(each, parameter, view));
        }
    }

    private void onParamsWritten(Event.ParamsWritten event, SessionViewAtTime viewAtTime) {
        boolean hand = event.cause() == Event.Cause.HAND;
        List<Subscriber> movers = hand ? clientRequests.subscribersOf(event.by()) : List.of();
        List<Subscriber> live = subscriptions.live();
        Snapshot values = event.values();
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            ParamValue value = values.value(index);
            boolean moved = !value.equals(onWritten.put(parameter, value));
            for (Subscriber mover : movers) {
                if (subscriberDelivery.wants(mover, parameter, viewAtTime.view())) {
                    mover.moved(parameter, viewAtTime.at());
                }
            }
            if (!hand) {
                launched.add(parameter);
            } else if (moved) {
                live.forEach(each -> queue(each, parameter, viewAtTime.view()));
            }
        }
    }

    /**
     * Sends what launches have written since the last call: each value once, as it is now, even if
     * several launches came together after the program was held up.
     */
    void sendLaunched(SessionViewAtTime viewAtTime) {
        for (int parameter : launched) {
            for (Subscriber each : subscriptions.live()) {
                if (!each.isTouching(parameter)) {
                    subscriberDelivery.sendMoved(each, parameter, viewAtTime);
                }
            }
        }
        launched.clear();
    }

    /**
     * Confirms a value to the client that set it, also if the value has not changed. A value in
     * {@code changed} is sent anyway, and not twice.
     */
    void confirm(
            RequestOrigin by,
            String address,
            SessionViewAtTime viewAtTime,
            Set<ConcreteAddress> changed) {
        List<Subscriber> setters = clientRequests.subscribersOf(by);
        if (setters.isEmpty()) {
            return;
        }
        List<ConcreteAddress> named = confirmationTargets.at(address, viewAtTime.view());
        List<ConcreteAddress> all = confirmationTargets.of(address, viewAtTime.view());
        for (Subscriber each : setters) {
            boolean wanted =
                    named.stream()
                            .anyMatch(place ->
                                    subscriberDelivery.wants(each, place, viewAtTime.view()));
            for (ConcreteAddress place : wanted ? named : all) {
                if (ContinuousValueNumbers.isOne(place.row())) {
                    each.moved(
                            subscriberDelivery.continuousValueNumbers().key(place),
                            viewAtTime.at());
                } else if (!changed.contains(place)) {
                    subscriberDelivery.confirm(each, place, viewAtTime);
                }
            }
        }
    }

    void onTouch(Event.Touched event, HostMicros now) {
        clientRequests
                .touchedParametersByClient()
                .touched(event.by(), event.parameter(), event.down(), now);
        for (Subscriber each : clientRequests.subscribersOf(event.by())) {
            each.touched(event.parameter(), event.down(), now);
        }
    }

    private void queue(Subscriber to, int what, SessionView view) {
        if (!to.isMoving(what) && subscriberDelivery.wants(to, what, view)) {
            to.waiting().add(what);
        }
    }
}
