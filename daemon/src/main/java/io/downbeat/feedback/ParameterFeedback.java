package io.downbeat.feedback;

import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.feedback.change.SubscriberDelivery;
import io.downbeat.feedback.request.AddressesToConfirmFinder;
import io.downbeat.feedback.request.ClientRequests;
import io.downbeat.feedback.subscriber.NumbersOfContinuousNonParameterValues;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.feedback.subscriber.Subscriptions;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.ParameterValueList;
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

    private final AddressesToConfirmFinder confirmationTargets;
    private final Subscriptions subscriptions;
    private final ClientRequests clientRequests;
    private final SubscriberDelivery subscriberDelivery;
    private final Map<Integer, ParamValue> lastWritten = new LinkedHashMap<>();
    private final Set<Integer> launchedParameters = new LinkedHashSet<>();

    ParameterFeedback(
            AddressesToConfirmFinder confirmationTargets,
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
        if (NumbersOfContinuousNonParameterValues.isContinuousValue(place.row())) {
            queue(
                    to,
                    subscriberDelivery.numbersOfContinuousNonParameterValues().numberOf(place),
                    viewAtTime.view());
        } else if (place.row().objectKind() != ObjectKind.PARAM || !to.isTouching(place.first())) {
            subscriberDelivery.send(to, place, viewAtTime);
        }
    }

    void onWritten(Event.ParamsWritten event, SessionViewAtTime viewAtTime) {
        switch (event.cause()) {
            case HAND, LAUNCH, REVERT -> onSetOrLaunched(event, viewAtTime);
            case ARRANGEMENT, FADE, ARRIVAL -> onFade(event.values(), viewAtTime.view());
        }
    }

    /** Fade values are rate-limited for every subscriber. The final value is always sent. */
    private void onFade(ParameterValueList values, SessionView view) {
        List<Subscriber> live = subscriptions.live();
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            lastWritten.remove(parameter);
            for (Subscriber subscriber : live) {
                queue(subscriber, parameter, view);
            }
        }
    }

    /**
     * The next value of each parameter is sent, whatever it was before: another session is loaded.
     */
    void forgetWritten() {
        lastWritten.clear();
    }

    /** Values that were unset are sent like values that were set. */
    void unset(List<Integer> parameters, SessionView view) {
        for (int parameter : parameters) {
            lastWritten.remove(parameter);
            subscriptions.live().forEach(subscriber -> queue(subscriber, parameter, view));
        }
    }

    private void onSetOrLaunched(Event.ParamsWritten event, SessionViewAtTime viewAtTime) {
        boolean setByClient = event.cause() == Event.Cause.HAND;
        List<Subscriber> movers =
                setByClient ? clientRequests.subscribersOf(event.by()) : List.of();
        List<Subscriber> live = subscriptions.live();
        ParameterValueList values = event.values();
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            ParamValue value = values.value(index);
            boolean moved = !value.equals(lastWritten.put(parameter, value));
            for (Subscriber mover : movers) {
                if (subscriberDelivery.wants(mover, parameter, viewAtTime.view())) {
                    mover.onMoved(parameter, viewAtTime.at());
                }
            }
            if (!setByClient) {
                launchedParameters.add(parameter);
            } else if (moved) {
                live.forEach(subscriber -> queue(subscriber, parameter, viewAtTime.view()));
            }
        }
    }

    /**
     * Sends what launches have written since the last call: each value once, as it is now, even if
     * several launches came together after the program was held up.
     */
    void sendLaunched(SessionViewAtTime viewAtTime) {
        for (int parameter : launchedParameters) {
            for (Subscriber subscriber : subscriptions.live()) {
                if (!subscriber.isTouching(parameter)) {
                    subscriberDelivery.sendValue(subscriber, parameter, viewAtTime);
                }
            }
        }
        launchedParameters.clear();
    }

    /**
     * Confirms a value to the client that set it, also if the value has not changed. A value in
     * {@code changed} is sent anyway, and not twice.
     */
    void confirm(
            RequestSender by,
            String address,
            SessionViewAtTime viewAtTime,
            Set<ConcreteAddress> changed) {
        List<Subscriber> setters = clientRequests.subscribersOf(by);
        if (setters.isEmpty()) {
            return;
        }
        List<ConcreteAddress> atAddress = confirmationTargets.valuesAt(address, viewAtTime.view());
        List<ConcreteAddress> atOrBeside =
                confirmationTargets.valuesAtOrBeside(address, viewAtTime.view());
        for (Subscriber subscriber : setters) {
            boolean wanted =
                    atAddress.stream()
                            .anyMatch(place ->
                                    subscriberDelivery.wants(subscriber, place, viewAtTime.view()));
            for (ConcreteAddress place : wanted ? atAddress : atOrBeside) {
                if (NumbersOfContinuousNonParameterValues.isContinuousValue(place.row())) {
                    subscriber.onMoved(
                            subscriberDelivery
                                    .numbersOfContinuousNonParameterValues()
                                    .numberOf(place),
                            viewAtTime.at());
                } else if (!changed.contains(place)) {
                    subscriberDelivery.confirm(subscriber, place, viewAtTime);
                }
            }
        }
    }

    void onTouch(Event.Touched event, HostMicros now) {
        clientRequests
                .parameterTouchTracker()
                .onTouch(event.by(), event.parameter(), event.down(), now);
        for (Subscriber subscriber : clientRequests.subscribersOf(event.by())) {
            subscriber.onTouched(event.parameter(), event.down(), now);
        }
    }

    private void queue(Subscriber to, int valueNumber, SessionView view) {
        if (!to.isMoving(valueNumber) && subscriberDelivery.wants(to, valueNumber, view)) {
            to.waiting().add(valueNumber);
        }
    }
}
