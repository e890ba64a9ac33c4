package io.downbeat.feedback.change;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.TimedView;
import io.downbeat.address.resolve.CoveredRows;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.feedback.packet.StringListSplitter;
import io.downbeat.feedback.subscriber.MatchedObjectsCache;
import io.downbeat.feedback.subscriber.NonParameterValueKeys;
import io.downbeat.feedback.subscriber.SubscribedAddress;
import io.downbeat.feedback.subscriber.SubscribedAddresses;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.view.SessionView;
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
public final class SubscriberDelivery {

    private static final String UPDATE = "/update";
    private static final String PARAMETER = "/node/{id}/{param}";
    private static final Set<String> LIVE =
            Set.of(PARAMETER, "/node/{id}/{param}/norm", "/node/{id}/{param}/text");

    private static final long CONFIRM_AFTER = 250_000;
    private static final long SECOND = 1_000_000;

    private final PresentValueReader present;
    private final Outbox outbox;
    private final int prefixLength;
    private final BitSet liveRows = new BitSet();
    private final NonParameterValueKeys nonParameterValueKeys = new NonParameterValueKeys();
    private final AddressRow parameter;
    private final MatchedObjectsCache matchedObjectsCache;

    public SubscriberDelivery(
            PresentValueReader present, SessionView view, Outbox outbox, int prefixLength) {
        this.present = present;
        this.outbox = outbox;
        this.prefixLength = prefixLength;
        parameter = present.row(PARAMETER);
        for (AddressRow row : present.rows(ObjectKind.PARAM)) {
            if (LIVE.contains(row.method().base().template())) {
                present.spellings(row).forEach(spelling -> liveRows.set(spelling.number()));
            }
        }
        matchedObjectsCache = new MatchedObjectsCache(present, view, liveRows);
    }

    /** What a subscriber wants of a view, looked up once. */
    public SubscribedAddresses reach(Subscriber subscriber, SessionView view) {
        Optional<SubscribedAddresses> known =
                subscriber.addresses().filter(addresses -> addresses.fits(view));
        if (known.isPresent()) {
            return known.get();
        }
        SubscribedAddresses made = reach(subscriber.coverages(), view);
        subscriber.reach(made);
        return made;
    }

    /** What some patterns hold of a view. */
    public SubscribedAddresses reach(List<CoveredRows> patterns, SessionView view) {
        return new SubscribedAddresses(patterns, present, matchedObjectsCache.of(view));
    }

    /** Tells what a place answers, under every address that the subscriber wants it by. */
    public void send(Subscriber to, ConcreteAddress place, TimedView timedView) {
        send(to, place, timedView, present.answer(place, timedView));
    }

    void send(
            Subscriber to,
            ConcreteAddress place,
            TimedView timedView,
            List<OscArgument> arguments) {
        SubscribedAddresses addresses = reach(to, timedView.view());
        Set<String> told = new LinkedHashSet<>();
        for (AddressRow row : present.spellings(place.row())) {
            if (addresses.wants(row)) {
                addresses.addresses(
                        place.under(row),
                        addressed -> {
                            if (told.add(addressed.address())) {
                                change(to, addressed, arguments);
                            }
                        });
            }
        }
    }

    /** Tells all that moves with a parameter, or another value that hands move. */
    public void sendMoved(Subscriber to, int what, TimedView timedView) {
        if (NonParameterValueKeys.isValue(what)) {
            send(to, nonParameterValueKeys.place(what), timedView);
        } else {
            Set<String> told = new LinkedHashSet<>();
            reach(to, timedView.view())
                    .live(
                            what,
                            liveRows,
                            addressed -> {
                                if (told.add(addressed.address())) {
                                    change(
                                            to,
                                            addressed,
                                            present.answer(addressed.place(), timedView));
                                }
                            });
        }
    }

    /**
     * Tells a subscriber what it has set although that has changed nothing; but no echo for ever.
     */
    public void confirm(Subscriber to, ConcreteAddress place, TimedView timedView) {
        if (wants(to, place, timedView.view()) && mayConfirm(to, place, timedView)) {
            send(to, place, timedView);
        }
    }

    private boolean mayConfirm(Subscriber to, ConcreteAddress place, TimedView timedView) {
        return to.confirmationLimiter()
                .allows(place, present.answer(place, timedView), timedView.at());
    }

    private ConcreteAddress place(int what) {
        return NonParameterValueKeys.isValue(what)
                ? nonParameterValueKeys.place(what)
                : ConcreteAddress.of(parameter, what);
    }

    /** Whether a subscriber wants to hear of a place, under any address. */
    public boolean wants(Subscriber to, ConcreteAddress place, SessionView view) {
        SubscribedAddresses addresses = reach(to, view);
        for (AddressRow row : present.spellings(place.row())) {
            if (addresses.holds(place.under(row))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a row's value moves with that of a parameter, and so is no part of a view. */
    boolean isLive(AddressRow row) {
        return liveRows.get(row.number());
    }

    /** Whether a subscriber wants to hear of what moved. */
    public boolean wants(Subscriber to, int what, SessionView view) {
        return NonParameterValueKeys.isValue(what)
                ? wants(to, nonParameterValueKeys.place(what), view)
                : reach(to, view).wantsLive(what);
    }

    /** The values, other than parameters, that hands move. */
    public NonParameterValueKeys nonParameterValueKeys() {
        return nonParameterValueKeys;
    }

    /** Says one thing about the program itself, in one message. */
    public void sendMessage(Subscriber to, String address, List<OscArgument> arguments) {
        outbox.put(to.to(), to.form(), new OscMessage(address, arguments));
    }

    /** Says that present values are coming, if that has not been said yet. */
    void beginUpdate(Subscriber to) {
        if (!to.isUpdating()) {
            sendMessage(to, UPDATE, List.of(OscArgument.i(1)));
            to.updating(true);
        }
    }

    /** Says that all present values have come, unless more have been asked for meanwhile. */
    void endUpdate(Subscriber to) {
        if (!to.isDumping()) {
            sendMessage(to, UPDATE, List.of(OscArgument.i(0)));
            to.updating(false);
        }
    }

    /**
     * Tells a change. One that comes before the dump has got there is a present value of the dump,
     * and so comes between its frames.
     */
    public void change(Subscriber to, SubscribedAddress addressed, List<OscArgument> arguments) {
        if (to.isDumping()) {
            beginUpdate(to);
            to.markToldEarly(addressed.address());
        }
        put(to, addressed, arguments);
    }

    private int put(Subscriber to, SubscribedAddress addressed, List<OscArgument> arguments) {
        var message = new OscMessage(addressed.address(), arguments);
        int size = 0;
        for (OscMessage part :
                StringListSplitter.split(addressed.place().row(), message, prefixLength)) {
            size += outbox.put(to.to(), to.form(), part);
        }
        return size;
    }

    /** Sends what is due for a subscriber by now. */
    public void deliver(Subscriber to, TimedView timedView) {
        HostMicros now = timedView.at();
        if (!to.waiting().isEmpty() && !now.isBefore(to.subscriberTimers().frame)) {
            for (int what : List.copyOf(to.waiting())) {
                if (!to.isHolding(what)) {
                    sendMoved(to, what, timedView);
                }
            }
            to.waiting().clear();
            to.subscriberTimers().frame = now.plus(frameMicros(to));
        }
        for (int what : to.releasedParameters(now.plus(-CONFIRM_AFTER))) {
            if (mayConfirm(to, place(what), timedView)) {
                sendMoved(to, what, timedView);
            }
        }
    }

    /** How long a moving value rests between two messages. */
    static long frameMicros(Subscriber to) {
        double rate = to.options().rateHz();
        return rate <= 0 ? Long.MAX_VALUE / 4 : Math.round(SECOND / rate);
    }

    /** Tells one item of a dump or of healing as it is now; returns its bytes. */
    int repeat(Subscriber to, SubscribedAddress addressed, TimedView timedView) {
        return put(to, addressed, present.answer(addressed.place(), timedView));
    }

    /** Whether a subscriber's own hand is on what stands at a place. */
    boolean isHeld(Subscriber to, ConcreteAddress place) {
        return NonParameterValueKeys.isOne(place.row())
                ? to.isHolding(nonParameterValueKeys.key(place))
                : liveRows.get(place.row().number()) && to.isHolding(place.first());
    }

    /** When something is next due for a subscriber. */
    public HostMicros wakeAt(Subscriber to) {
        HostMicros at = to.subscriberTimers().second;
        if (!to.waiting().isEmpty()) {
            at = at.orEarlier(to.subscriberTimers().frame);
        }
        HostMicros moved = to.earliestMove();
        return moved.equals(HostMicros.NEVER) ? at : at.orEarlier(moved.plus(CONFIRM_AFTER));
    }
}
