package io.downbeat.feedback;

import io.downbeat.address.Coverage;
import io.downbeat.address.Domain;
import io.downbeat.address.Moment;
import io.downbeat.address.Place;
import io.downbeat.address.PresentValues;
import io.downbeat.address.Row;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.SessionView;
import io.downbeat.time.HostMicros;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What goes to one subscriber: changes at once, and what a hand moves at its rate. Values are read
 * when their datagram is made, so that none of them overwrites a newer one. Not thread safe.
 */
final class Delivery {

    private static final String UPDATE = "/update";
    private static final String PARAMETER = "/node/{id}/{param}";
    private static final Set<String> LIVE =
            Set.of(PARAMETER, "/node/{id}/{param}/norm", "/node/{id}/{param}/text");

    private static final long CONFIRM_AFTER = 250_000;
    private static final long SECOND = 1_000_000;

    private final PresentValues present;
    private final Outbox outbox;
    private final int prefixLength;
    private final BitSet liveRows = new BitSet();
    private final Continuous continuous = new Continuous();
    private final Row parameter;
    private final Holdings holdings;

    Delivery(PresentValues present, SessionView view, Outbox outbox, int prefixLength) {
        this.present = present;
        this.outbox = outbox;
        this.prefixLength = prefixLength;
        parameter = present.row(PARAMETER);
        for (Row row : present.rows(Domain.PARAM)) {
            if (LIVE.contains(row.method().base().template())) {
                present.spellings(row).forEach(spelling -> liveRows.set(spelling.number()));
            }
        }
        holdings = new Holdings(present, view, liveRows);
    }

    /** What a subscriber wants of a view, looked up once. */
    Reach reach(Subscriber subscriber, SessionView view) {
        Optional<Reach> known = subscriber.reach().filter(reach -> reach.fits(view));
        if (known.isPresent()) {
            return known.get();
        }
        Reach made = reach(subscriber.coverages(), view);
        subscriber.reach(made);
        return made;
    }

    /** What some patterns hold of a view. */
    Reach reach(List<Coverage> patterns, SessionView view) {
        return new Reach(patterns, present, holdings.of(view));
    }

    /** Tells what a place answers, under every address that the subscriber wants it by. */
    void tell(Subscriber to, Place place, Moment moment) {
        tell(to, place, moment, present.answer(place, moment));
    }

    void tell(Subscriber to, Place place, Moment moment, List<OscArgument> arguments) {
        Reach reach = reach(to, moment.view());
        Set<String> told = new LinkedHashSet<>();
        for (Row row : present.spellings(place.row())) {
            if (reach.wants(row)) {
                reach.addresses(
                        place.under(row),
                        item -> {
                            if (told.add(item.address())) {
                                change(to, item, arguments);
                            }
                        });
            }
        }
    }

    /** Tells all that moves with a parameter, or another value that hands move. */
    void tellMoved(Subscriber to, int what, Moment moment) {
        if (Continuous.isValue(what)) {
            tell(to, continuous.place(what), moment);
        } else {
            Set<String> told = new LinkedHashSet<>();
            reach(to, moment.view())
                    .live(
                            what,
                            liveRows,
                            item -> {
                                if (told.add(item.address())) {
                                    change(to, item, present.answer(item.place(), moment));
                                }
                            });
        }
    }

    /**
     * Tells a subscriber what it has set although that has changed nothing; but no echo for ever.
     */
    void confirm(Subscriber to, Place place, Moment moment) {
        if (wants(to, place, moment.view()) && mayConfirm(to, place, moment)) {
            tell(to, place, moment);
        }
    }

    private boolean mayConfirm(Subscriber to, Place place, Moment moment) {
        return to.confirmations().allows(place, present.answer(place, moment), moment.at());
    }

    private Place place(int what) {
        return Continuous.isValue(what) ? continuous.place(what) : Place.of(parameter, what);
    }

    /** Whether a subscriber wants to hear of a place, under any address. */
    boolean wants(Subscriber to, Place place, SessionView view) {
        Reach reach = reach(to, view);
        for (Row row : present.spellings(place.row())) {
            if (reach.holds(place.under(row))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a subscriber wants to hear of what moved. */
    boolean wants(Subscriber to, int what, SessionView view) {
        return Continuous.isValue(what)
                ? wants(to, continuous.place(what), view)
                : reach(to, view).wantsLive(what);
    }

    /** The values, other than parameters, that hands move. */
    Continuous continuous() {
        return continuous;
    }

    /** Says one thing about the program itself, in one message. */
    void say(Subscriber to, String address, List<OscArgument> arguments) {
        outbox.put(to.to(), to.form(), new OscMessage(address, arguments));
    }

    /** Says that present values are coming, if that has not been said yet. */
    void beginUpdate(Subscriber to) {
        if (!to.isUpdating()) {
            say(to, UPDATE, List.of(OscArgument.i(1)));
            to.updating(true);
        }
    }

    /** Says that all present values have come, unless more have been asked for meanwhile. */
    void endUpdate(Subscriber to) {
        if (!to.isDumping()) {
            say(to, UPDATE, List.of(OscArgument.i(0)));
            to.updating(false);
        }
    }

    /**
     * Tells a change. One that comes before the dump has got there is a present value of the dump,
     * and so comes between its frames.
     */
    private void change(Subscriber to, Item item, List<OscArgument> arguments) {
        if (to.isDumping()) {
            beginUpdate(to);
            to.toldEarly(item.address());
        }
        put(to, item, arguments);
    }

    private int put(Subscriber to, Item item, List<OscArgument> arguments) {
        var message = new OscMessage(item.address(), arguments);
        int size = 0;
        for (OscMessage part : Lists.split(item.place().row(), message, prefixLength)) {
            size += outbox.put(to.to(), to.form(), part);
        }
        return size;
    }

    /** Sends what is due for a subscriber by now. */
    void deliver(Subscriber to, Moment moment) {
        HostMicros now = moment.at();
        if (!to.waiting().isEmpty() && !now.isBefore(to.schedule().frame)) {
            for (int what : List.copyOf(to.waiting())) {
                if (!to.isHolding(what)) {
                    tellMoved(to, what, moment);
                }
            }
            to.waiting().clear();
            to.schedule().frame = now.plus(frameMicros(to));
        }
        for (int what : to.left(now.plus(-CONFIRM_AFTER))) {
            if (mayConfirm(to, place(what), moment)) {
                tellMoved(to, what, moment);
            }
        }
    }

    /** How long a moving value rests between two messages. */
    static long frameMicros(Subscriber to) {
        double rate = to.options().rateHz();
        return rate <= 0 ? Long.MAX_VALUE / 4 : Math.round(SECOND / rate);
    }

    /** Tells one item of a dump or of healing as it is now; returns its bytes. */
    int repeat(Subscriber to, Item item, Moment moment) {
        return put(to, item, present.answer(item.place(), moment));
    }

    /** Whether a subscriber's own hand is on what stands at a place. */
    boolean isHeld(Subscriber to, Place place) {
        return Continuous.isOne(place.row())
                ? to.isHolding(continuous.key(place))
                : liveRows.get(place.row().number()) && to.isHolding(place.first());
    }

    /** When something is next due for a subscriber. */
    HostMicros wakeAt(Subscriber to) {
        HostMicros at = to.schedule().second;
        if (!to.waiting().isEmpty()) {
            at = at.orEarlier(to.schedule().frame);
        }
        HostMicros moved = to.earliestMove();
        return moved.equals(HostMicros.NEVER) ? at : at.orEarlier(moved.plus(CONFIRM_AFTER));
    }
}
