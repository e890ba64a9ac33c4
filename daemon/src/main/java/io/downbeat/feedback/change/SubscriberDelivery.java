package io.downbeat.feedback.change;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowsOfPattern;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.feedback.packet.StringListSplitter;
import io.downbeat.feedback.subscriber.ContinuousValueNumbers;
import io.downbeat.feedback.subscriber.MatchedAddresses;
import io.downbeat.feedback.subscriber.MatchedObjectsCache;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.feedback.subscriber.ValueAndAddress;
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
 * Sends to one subscriber: changes at once, values that clients move at its rate. A value is read
 * when its datagram is made, so that it never overwrites a newer one.
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
    private final ContinuousValueNumbers continuousValueNumbers = new ContinuousValueNumbers();
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

    /** The addresses that a subscriber wants of a view; cached. */
    public MatchedAddresses addressesOf(Subscriber subscriber, SessionView view) {
        Optional<MatchedAddresses> known =
                subscriber.addresses().filter(addresses -> addresses.fits(view));
        if (known.isPresent()) {
            return known.get();
        }
        MatchedAddresses made = addressesOf(subscriber.coverages(), view);
        subscriber.cacheAddresses(made);
        return made;
    }

    /** The addresses that patterns match in a view. */
    public MatchedAddresses addressesOf(List<RowsOfPattern> patterns, SessionView view) {
        return new MatchedAddresses(patterns, present, matchedObjectsCache.of(view));
    }

    /** Sends a value by every address that the subscriber wants it by. */
    public void send(Subscriber to, ConcreteAddress place, SessionViewAtTime viewAtTime) {
        send(to, place, viewAtTime, present.answer(place, viewAtTime));
    }

    void send(
            Subscriber to,
            ConcreteAddress place,
            SessionViewAtTime viewAtTime,
            List<OscArgument> arguments) {
        MatchedAddresses addresses = addressesOf(to, viewAtTime.view());
        Set<String> sentAddresses = new LinkedHashSet<>();
        for (AddressRow row : present.spellings(place.row())) {
            if (addresses.wants(row)) {
                addresses.addresses(
                        place.under(row),
                        addressed -> {
                            if (sentAddresses.add(addressed.address())) {
                                change(to, addressed, arguments);
                            }
                        });
            }
        }
    }

    /** Sends everything that moves with a parameter, or another continuous value. */
    public void sendMoved(Subscriber to, int what, SessionViewAtTime viewAtTime) {
        if (ContinuousValueNumbers.isValue(what)) {
            send(to, continuousValueNumbers.place(what), viewAtTime);
        } else {
            Set<String> sentAddresses = new LinkedHashSet<>();
            addressesOf(to, viewAtTime.view())
                    .live(
                            what,
                            liveRows,
                            addressed -> {
                                if (sentAddresses.add(addressed.address())) {
                                    change(
                                            to,
                                            addressed,
                                            present.answer(addressed.place(), viewAtTime));
                                }
                            });
        }
    }

    /** Confirms a value that a subscriber has set and that has not changed; not without end. */
    public void confirm(Subscriber to, ConcreteAddress place, SessionViewAtTime viewAtTime) {
        if (wants(to, place, viewAtTime.view()) && mayConfirm(to, place, viewAtTime)) {
            send(to, place, viewAtTime);
        }
    }

    private boolean mayConfirm(Subscriber to, ConcreteAddress place, SessionViewAtTime viewAtTime) {
        return to.confirmationLimiter()
                .allows(place, present.answer(place, viewAtTime), viewAtTime.at());
    }

    private ConcreteAddress place(int what) {
        return ContinuousValueNumbers.isValue(what)
                ? continuousValueNumbers.place(what)
                : ConcreteAddress.of(parameter, what);
    }

    /** Whether a subscriber wants a value, by any address. */
    public boolean wants(Subscriber to, ConcreteAddress place, SessionView view) {
        MatchedAddresses addresses = addressesOf(to, view);
        for (AddressRow row : present.spellings(place.row())) {
            if (addresses.contains(place.under(row))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a row's value moves with a parameter; such a value is not part of a view. */
    boolean isLive(AddressRow row) {
        return liveRows.get(row.number());
    }

    /** Whether a subscriber wants a parameter or another continuous value. */
    public boolean wants(Subscriber to, int what, SessionView view) {
        return ContinuousValueNumbers.isValue(what)
                ? wants(to, continuousValueNumbers.place(what), view)
                : addressesOf(to, view).wantsLive(what);
    }

    /** The continuous values that are no parameters. */
    public ContinuousValueNumbers continuousValueNumbers() {
        return continuousValueNumbers;
    }

    /** Sends one message about the program itself. */
    public void sendMessage(Subscriber to, String address, List<OscArgument> arguments) {
        outbox.put(to.to(), to.form(), new OscMessage(address, arguments));
    }

    /** Sends the beginning of a dump, if it was not sent yet. */
    void beginUpdate(Subscriber to) {
        if (!to.isUpdating()) {
            sendMessage(to, UPDATE, List.of(OscArgument.i(1)));
            to.updating(true);
        }
    }

    /** Sends the end of a dump, unless another one is queued. */
    void endUpdate(Subscriber to) {
        if (!to.isDumping()) {
            sendMessage(to, UPDATE, List.of(OscArgument.i(0)));
            to.updating(false);
        }
    }

    /**
     * Sends a change. During a dump it counts as part of the dump, and the dump leaves that address
     * out.
     */
    public void change(Subscriber to, ValueAndAddress addressed, List<OscArgument> arguments) {
        if (to.isDumping()) {
            beginUpdate(to);
            to.noteSentEarly(addressed.address());
        }
        put(to, addressed, arguments);
    }

    private int put(Subscriber to, ValueAndAddress addressed, List<OscArgument> arguments) {
        var message = new OscMessage(addressed.address(), arguments);
        int size = 0;
        for (OscMessage part :
                StringListSplitter.split(addressed.place().row(), message, prefixLength)) {
            size += outbox.put(to.to(), to.form(), part);
        }
        return size;
    }

    /** Sends what is due for a subscriber by now. */
    public void deliver(Subscriber to, SessionViewAtTime viewAtTime) {
        HostMicros now = viewAtTime.at();
        if (!to.waiting().isEmpty() && !now.isBefore(to.subscriberTimers().frame)) {
            for (int what : List.copyOf(to.waiting())) {
                if (!to.isMoving(what)) {
                    sendMoved(to, what, viewAtTime);
                }
            }
            to.waiting().clear();
            to.subscriberTimers().frame = now.plus(frameMicros(to));
        }
        for (int what : to.releasedParameters(now.plus(-CONFIRM_AFTER))) {
            if (mayConfirm(to, place(what), viewAtTime)) {
                sendMoved(to, what, viewAtTime);
            }
        }
    }

    /** The shortest time between two messages of a moving value, in microseconds. */
    static long frameMicros(Subscriber to) {
        double rate = to.options().rateHz();
        return rate <= 0 ? Long.MAX_VALUE / 4 : Math.round(SECOND / rate);
    }

    /** Sends one address of a dump or of healing with its present value; returns its bytes. */
    int repeat(Subscriber to, ValueAndAddress addressed, SessionViewAtTime viewAtTime) {
        return put(to, addressed, present.answer(addressed.place(), viewAtTime));
    }

    /** Whether a subscriber is moving a value itself. */
    boolean isMoving(Subscriber to, ConcreteAddress place) {
        return ContinuousValueNumbers.isOne(place.row())
                ? to.isMoving(continuousValueNumbers.key(place))
                : liveRows.get(place.row().number()) && to.isMoving(place.first());
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
