package io.downbeat.feedback;

import io.downbeat.address.Domain;
import io.downbeat.address.Moment;
import io.downbeat.address.Place;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.SessionView;
import io.downbeat.session.Snapshot;
import io.downbeat.time.HostMicros;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What hands do, as others and they themselves hear of it: no echo while a hand is on something, a
 * rate for the others, one confirmation when it is off again. Owned by {@link Feedback}. Not thread
 * safe.
 */
final class Hands {

    private final Subscriptions subscriptions;
    private final Reception reception;
    private final Delivery delivery;
    private final Map<Integer, ParamValue> written = new LinkedHashMap<>();
    private final Set<Integer> launched = new LinkedHashSet<>();

    Hands(Subscriptions subscriptions, Reception reception, Delivery delivery) {
        this.subscriptions = subscriptions;
        this.reception = reception;
        this.delivery = delivery;
    }

    /** What an own hand is on is told later, when it is off again. */
    void tellChange(Subscriber to, Place place, Moment moment) {
        if (Continuous.isOne(place.row())) {
            wait(to, delivery.continuous().key(place), moment.view());
        } else if (place.row().domain() != Domain.PARAM || !to.isTouching(place.first())) {
            delivery.tell(to, place, moment);
        }
    }

    void written(Event.ParamsWritten event, Moment moment) {
        switch (event.cause()) {
            case HAND, LAUNCH -> told(event, moment);
            case FADE, ARRIVAL -> moved(event.values(), moment.view());
        }
    }

    /** What fades is thinned for everybody; where it ends is the latest, and so is told. */
    private void moved(Snapshot values, SessionView view) {
        List<Subscriber> live = subscriptions.live();
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            written.remove(parameter);
            for (Subscriber each : live) {
                wait(each, parameter, view);
            }
        }
    }

    private void told(Event.ParamsWritten event, Moment moment) {
        boolean hand = event.cause() == Event.Cause.HAND;
        List<Subscriber> movers = hand ? reception.handsOf(event.by()) : List.of();
        List<Subscriber> live = subscriptions.live();
        Snapshot values = event.values();
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            ParamValue value = values.value(index);
            boolean moved = !value.equals(written.put(parameter, value));
            for (Subscriber mover : movers) {
                if (delivery.wants(mover, parameter, moment.view())) {
                    mover.moved(parameter, moment.at());
                }
            }
            if (!hand) {
                launched.add(parameter);
            } else if (moved) {
                live.forEach(each -> wait(each, parameter, moment.view()));
            }
        }
    }

    /**
     * Tells what launches have written since this was last called: each value once, as it is now,
     * however many launches came together after the program was held up.
     */
    void tellLaunched(Moment moment) {
        for (int parameter : launched) {
            for (Subscriber each : subscriptions.live()) {
                if (!each.isTouching(parameter)) {
                    delivery.tellMoved(each, parameter, moment);
                }
            }
        }
        launched.clear();
    }

    /** Whoever set something hears what it is although it has not changed, but no change twice. */
    void confirm(Origin by, String address, Moment moment, Set<Place> changed) {
        List<Subscriber> setters = reception.handsOf(by);
        if (setters.isEmpty()) {
            return;
        }
        Concerns concerns = reception.concerns();
        List<Place> named = concerns.at(address, moment.view());
        List<Place> all = concerns.of(address, moment.view());
        for (Subscriber each : setters) {
            boolean wanted =
                    named.stream().anyMatch(place -> delivery.wants(each, place, moment.view()));
            for (Place place : wanted ? named : all) {
                if (Continuous.isOne(place.row())) {
                    each.moved(delivery.continuous().key(place), moment.at());
                } else if (!changed.contains(place)) {
                    delivery.confirm(each, place, moment);
                }
            }
        }
    }

    void touched(Event.Touched event, HostMicros now) {
        reception.fingers().touched(event.by(), event.parameter(), event.down(), now);
        for (Subscriber each : reception.handsOf(event.by())) {
            each.touched(event.parameter(), event.down(), now);
        }
    }

    private void wait(Subscriber to, int what, SessionView view) {
        if (!to.isHolding(what) && delivery.wants(to, what, view)) {
            to.waiting().add(what);
        }
    }
}
