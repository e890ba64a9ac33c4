package io.downbeat.feedback.change;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowGroupsMatchedByPattern;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.feedback.packet.StringListSplitter;
import io.downbeat.feedback.subscriber.ConcreteAddressAndItsText;
import io.downbeat.feedback.subscriber.MatchedAddresses;
import io.downbeat.feedback.subscriber.MatchedObjectsCache;
import io.downbeat.feedback.subscriber.NumbersOfContinuousNonParameterValues;
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
 * Sends to one subscriber: changes at once, values that clients move at its rate. A value is read
 * when its datagram is made, so that it never overwrites a newer one.
 */
public final class SubscriberDelivery {

    private static final String UPDATE = "/update";
    private static final String PARAMETER = "/node/{id}/{param}";
    private static final Set<String> LIVE_TEMPLATES =
            Set.of(PARAMETER, "/node/{id}/{param}/norm", "/node/{id}/{param}/text");

    /** A value that a client moves is confirmed when it has not moved for this time. */
    private static final long CONFIRM_AFTER_MICROS = 250_000;

    private static final long SECOND_MICROS = 1_000_000;

    private final PresentValueReader present;
    private final Outbox outbox;
    private final int prefixLength;
    private final BitSet liveRows = new BitSet();
    private final NumbersOfContinuousNonParameterValues numbersOfContinuousNonParameterValues =
            new NumbersOfContinuousNonParameterValues();
    private final AddressRow parameter;
    private final MatchedObjectsCache matchedObjectsCache;

    public SubscriberDelivery(
            PresentValueReader present, SessionView view, Outbox outbox, int prefixLength) {
        this.present = present;
        this.outbox = outbox;
        this.prefixLength = prefixLength;
        parameter = present.row(PARAMETER);
        for (AddressRow row : present.rows(ObjectKind.PARAM)) {
            if (LIVE_TEMPLATES.contains(row.method().base().template())) {
                present.spellings(row).forEach(spelling -> liveRows.set(spelling.number()));
            }
        }
        matchedObjectsCache = new MatchedObjectsCache(present, view, liveRows);
    }

    /** The addresses that a subscriber wants of a view; cached. */
    public MatchedAddresses addressesOf(Subscriber subscriber, SessionView view) {
        Optional<MatchedAddresses> known =
                subscriber.addresses().filter(addresses -> addresses.isFor(view));
        if (known.isPresent()) {
            List<RowGroupsMatchedByPattern> missing = subscriber.drainRowsMissing();
            if (!missing.isEmpty()) {
                known.get().add(missing, matchedObjectsCache.forView(view));
            }
            return known.get();
        }
        MatchedAddresses built = addressesOf(subscriber.patternRows(), view);
        subscriber.cacheAddresses(built);
        return built;
    }

    /** The addresses that patterns match in a view. */
    public MatchedAddresses addressesOf(
            List<RowGroupsMatchedByPattern> patterns, SessionView view) {
        return new MatchedAddresses(patterns, present, matchedObjectsCache.forView(view));
    }

    /** Sends a value by every address that the subscriber wants it by. */
    public void send(Subscriber to, ConcreteAddress place, SessionViewAtTime viewAtTime) {
        send(to, place, viewAtTime, present.value(place, viewAtTime));
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
                addresses.forEachAddress(
                        place.withRow(row),
                        addressed -> {
                            if (sentAddresses.add(addressed.address())) {
                                sendChange(to, addressed, arguments);
                            }
                        });
            }
        }
    }

    /** Sends the value of a parameter by all addresses that have it, or a continuous value. */
    public void sendValue(Subscriber to, int valueNumber, SessionViewAtTime viewAtTime) {
        if (NumbersOfContinuousNonParameterValues.isContinuousValue(valueNumber)) {
            send(to, numbersOfContinuousNonParameterValues.valueOf(valueNumber), viewAtTime);
        } else {
            Set<String> sentAddresses = new LinkedHashSet<>();
            addressesOf(to, viewAtTime.view())
                    .forEachLiveAddress(
                            valueNumber,
                            liveRows,
                            addressed -> {
                                if (sentAddresses.add(addressed.address())) {
                                    sendChange(
                                            to,
                                            addressed,
                                            present.value(addressed.place(), viewAtTime));
                                }
                            });
        }
    }

    /** Confirms a value that a subscriber has set and that has not changed, within a limit. */
    public void confirm(Subscriber to, ConcreteAddress place, SessionViewAtTime viewAtTime) {
        if (wants(to, place, viewAtTime.view()) && mayConfirm(to, place, viewAtTime)) {
            send(to, place, viewAtTime);
        }
    }

    private boolean mayConfirm(Subscriber to, ConcreteAddress place, SessionViewAtTime viewAtTime) {
        return to.unchangedValueConfirmationLimiter()
                .tryConfirm(place, present.value(place, viewAtTime), viewAtTime.at());
    }

    private ConcreteAddress addressOf(int valueNumber) {
        return NumbersOfContinuousNonParameterValues.isContinuousValue(valueNumber)
                ? numbersOfContinuousNonParameterValues.valueOf(valueNumber)
                : ConcreteAddress.of(parameter, valueNumber);
    }

    /** Whether a subscriber wants a value, by any address. */
    public boolean wants(Subscriber to, ConcreteAddress place, SessionView view) {
        MatchedAddresses addresses = addressesOf(to, view);
        for (AddressRow row : present.spellings(place.row())) {
            if (addresses.contains(place.withRow(row))) {
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
    public boolean wants(Subscriber to, int valueNumber, SessionView view) {
        return NumbersOfContinuousNonParameterValues.isContinuousValue(valueNumber)
                ? wants(to, numbersOfContinuousNonParameterValues.valueOf(valueNumber), view)
                : addressesOf(to, view).wantsLive(valueNumber);
    }

    /** The numbers of the continuous values that are not parameters. */
    public NumbersOfContinuousNonParameterValues numbersOfContinuousNonParameterValues() {
        return numbersOfContinuousNonParameterValues;
    }

    /**
     * Sends one message about the program itself, unless the subscriber only listens to other
     * addresses.
     */
    public void sendMessage(Subscriber to, String address, List<OscArgument> arguments) {
        if (to.wantsMessage(address)) {
            outbox.put(to.to(), to.form(), new OscMessage(address, arguments));
        }
    }

    /** Sends the beginning of a dump, if it was not sent yet. */
    void beginUpdate(Subscriber to) {
        if (!to.isUpdating()) {
            sendMessage(to, UPDATE, List.of(OscArgument.i(1)));
            to.setUpdating(true);
        }
    }

    /** Sends the end of a dump, unless another one is queued. */
    void endUpdate(Subscriber to) {
        if (!to.isDumping()) {
            sendMessage(to, UPDATE, List.of(OscArgument.i(0)));
            to.setUpdating(false);
        }
    }

    /**
     * Sends a change. During a dump it counts as part of the dump, and the dump leaves that address
     * out.
     */
    public void sendChange(
            Subscriber to, ConcreteAddressAndItsText addressed, List<OscArgument> arguments) {
        if (to.isDumping()) {
            beginUpdate(to);
            to.noteSentEarly(addressed.address());
        }
        put(to, addressed, arguments);
    }

    private int put(
            Subscriber to, ConcreteAddressAndItsText addressed, List<OscArgument> arguments) {
        var message = new OscMessage(addressed.address(), arguments);
        int size = 0;
        for (OscMessage part :
                StringListSplitter.split(
                        addressed.place().row(), message, prefixLength, to.to().transport())) {
            size += outbox.put(to.to(), to.form(), part);
        }
        return size;
    }

    /** Sends what is due for a subscriber by now. */
    public void deliver(Subscriber to, SessionViewAtTime viewAtTime) {
        HostMicros now = viewAtTime.at();
        if (!to.waiting().isEmpty() && !now.isBefore(to.timers().nextFrame)) {
            for (int valueNumber : List.copyOf(to.waiting())) {
                if (!to.isMoving(valueNumber)) {
                    sendValue(to, valueNumber, viewAtTime);
                }
            }
            to.waiting().clear();
            to.timers().nextFrame = now.plus(frameMicros(to));
        }
        for (int valueNumber : to.drainReleasedValues(now.plus(-CONFIRM_AFTER_MICROS))) {
            if (mayConfirm(to, addressOf(valueNumber), viewAtTime)) {
                sendValue(to, valueNumber, viewAtTime);
            }
        }
    }

    /** The shortest time between two messages of a moving value, in microseconds. */
    static long frameMicros(Subscriber to) {
        double rate = to.options().rateHz();
        return rate <= 0 ? Long.MAX_VALUE / 4 : Math.round(SECOND_MICROS / rate);
    }

    /** Sends one address of a dump or of healing with its present value; returns its bytes. */
    int sendAgain(
            Subscriber to, ConcreteAddressAndItsText addressed, SessionViewAtTime viewAtTime) {
        return put(to, addressed, present.value(addressed.place(), viewAtTime));
    }

    /** Whether a subscriber is moving a value itself. */
    boolean isMoving(Subscriber to, ConcreteAddress place) {
        return NumbersOfContinuousNonParameterValues.isContinuousValue(place.row())
                ? to.isMoving(numbersOfContinuousNonParameterValues.numberOf(place))
                : liveRows.get(place.row().number()) && to.isMoving(place.first());
    }

    /** When something is next due for a subscriber. */
    public HostMicros wakeAt(Subscriber to) {
        HostMicros at = to.timers().nextSecond;
        if (!to.waiting().isEmpty()) {
            at = at.orEarlier(to.timers().nextFrame);
        }
        HostMicros moved = to.earliestMove();
        return moved.equals(HostMicros.NEVER) ? at : at.orEarlier(moved.plus(CONFIRM_AFTER_MICROS));
    }
}
