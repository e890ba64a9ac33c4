package io.downbeat.feedback.change;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.feedback.subscriber.ConcreteAddressAndItsText;
import io.downbeat.feedback.subscriber.MatchedAddresses;
import io.downbeat.osc.OscArgument;
import io.downbeat.schema.MethodFlag;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SessionView;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * Finds the addresses of one subscriber that name another object than in the view before, or none
 * any more, because objects were renamed, added, removed or moved. {@link ViewDiff} compares
 * positions; this compares addresses:
 *
 * <pre>
 *   the address named              and names now         it gets
 *   an object                      none                  the empty value
 *   none                           an object             the value, if it is not empty
 *   an object                      another position      the value, if it is another one
 * </pre>
 *
 * <p>If an address still names the same object and only its value has changed, it is left out: the
 * subscriber gets that value anyway.
 */
public final class ReassignedAddressFinder {

    private final PresentValueReader present;
    private final SubscriberDelivery subscriberDelivery;
    private final SessionViewAtTime before;
    private final SessionViewAtTime after;
    private final Set<ConcreteAddress> changed;
    private final MatchedAddresses addressesBefore;
    private final MatchedAddresses addressesAfter;
    private final BiConsumer<ConcreteAddressAndItsText, List<OscArgument>> receiver;
    private final Set<String> sent = new LinkedHashSet<>();

    /**
     * @param changed the places whose value in {@code after} differs from that in {@code before}
     * @param addressesBefore the addresses that the subscriber's patterns match in {@code before}
     * @param addressesAfter the addresses that the same patterns match in {@code after}
     * @param receiver receives each address with its value
     */
    public ReassignedAddressFinder(
            PresentValueReader present,
            SubscriberDelivery subscriberDelivery,
            SessionViewAtTime before,
            SessionViewAtTime after,
            Set<ConcreteAddress> changed,
            MatchedAddresses addressesBefore,
            MatchedAddresses addressesAfter,
            BiConsumer<ConcreteAddressAndItsText, List<OscArgument>> receiver) {
        this.present = present;
        this.subscriberDelivery = subscriberDelivery;
        this.before = before;
        this.after = after;
        this.changed = changed;
        this.addressesBefore = addressesBefore;
        this.addressesAfter = addressesAfter;
        this.receiver = receiver;
    }

    /**
     * Whether objects of two views have other names, ids or positions. If they have not, every
     * address names the same object as before.
     */
    @SuppressWarnings("ReferenceEquality") // Unchanged parts of a view are the same objects.
    public static boolean isNeeded(SessionView old, SessionView now) {
        if (old.graph().nodes() != now.graph().nodes()
                || !haveSameNames(old.outputs(), now.outputs(), (one, other) -> true)) {
            return true;
        }
        return old.session() != now.session()
                && !(haveSameNames(
                                old.session().tracks(),
                                now.session().tracks(),
                                ReassignedAddressFinder::haveSameClips)
                        && haveSameNames(
                                old.session().scenes(),
                                now.session().scenes(),
                                (one, other) -> true)
                        && haveSameNames(
                                old.session().cueLists(),
                                now.session().cueLists(),
                                ReassignedAddressFinder::haveSameSteps));
    }

    /** Sends all values that the subscriber must get. */
    public void sendAll() {
        for (int at = 0; at < addressesBefore.groups().size(); at++) {
            compare(addressesBefore.groups().get(at), addressesAfter.groups().get(at));
        }
    }

    private void compare(MatchedAddresses.MatchedGroup was, MatchedAddresses.MatchedGroup is) {
        if (isByPosition(was)) {
            for (ConcreteAddress place : was.matchedObjects().all()) {
                if (!is.matchedObjects().contains(place)) {
                    sendVanished(was, place);
                }
            }
            for (ConcreteAddress place : is.matchedObjects().all()) {
                if (!was.matchedObjects().contains(place)) {
                    sendAppeared(is, place);
                }
            }
            return;
        }
        Map<List<String>, ConcreteAddress> old = addressesByCaptures(was);
        Map<List<String>, ConcreteAddress> now = addressesByCaptures(is);
        old.forEach((captures, place) -> {
            ConcreteAddress newPlace = now.get(captures);
            if (newPlace == null) {
                sendVanished(was, place);
            } else if (!newPlace.equals(place)) {
                sendMoved(is, place, newPlace);
            }
        });
        now.forEach((captures, place) -> {
            if (!old.containsKey(captures)) {
                sendAppeared(is, place);
            }
        });
    }

    /** Whether the addresses of a group have positions in them, and no names or ids. */
    private static boolean isByPosition(MatchedAddresses.MatchedGroup matched) {
        return matched.group().objectKind() != ObjectKind.NODE
                && matched.group().objectKind() != ObjectKind.STORED
                && matched.group().refs().stream().allMatch(ObjectReference::pattern);
    }

    private static Map<List<String>, ConcreteAddress> addressesByCaptures(
            MatchedAddresses.MatchedGroup matched) {
        Map<List<String>, ConcreteAddress> places = new LinkedHashMap<>();
        for (ConcreteAddress place : matched.matchedObjects().all()) {
            places.put(matched.matchedObjects().captures(place), place);
        }
        return places;
    }

    private void sendVanished(MatchedAddresses.MatchedGroup matched, ConcreteAddress place) {
        for (AddressRow row : matched.group().rows()) {
            ConcreteAddressAndItsText addressed =
                    addressesBefore.concreteAddressAndItsText(row, place, matched);
            // The live value of a parameter is no part of a view, so its old one is not known.
            boolean wasEmpty =
                    !subscriberDelivery.isLive(row)
                            && present.value(place.withRow(row), before).equals(row.emptyValue());
            if (!wasEmpty && !isMatchedNow(addressed)) {
                send(addressed, row.emptyValue());
            }
        }
    }

    /** Whether another pattern of the subscriber matches this address now. */
    private boolean isMatchedNow(ConcreteAddressAndItsText addressed) {
        Set<String> now = new LinkedHashSet<>();
        addressesAfter.forEachAddress(addressed.place(), each -> now.add(each.address()));
        return now.contains(addressed.address());
    }

    private void sendAppeared(MatchedAddresses.MatchedGroup matched, ConcreteAddress place) {
        for (AddressRow row : matched.group().rows()) {
            if (!row.hasFlag(MethodFlag.MOMENT)) {
                sendUnlessChanged(matched, row, place, row.emptyValue());
            }
        }
    }

    private void sendMoved(
            MatchedAddresses.MatchedGroup matched, ConcreteAddress from, ConcreteAddress to) {
        for (AddressRow row : matched.group().rows()) {
            if (!row.hasFlag(MethodFlag.MOMENT) && !subscriberDelivery.isLive(row)) {
                sendUnlessChanged(matched, row, to, present.value(from.withRow(row), before));
            }
        }
    }

    private void sendUnlessChanged(
            MatchedAddresses.MatchedGroup matched,
            AddressRow row,
            ConcreteAddress place,
            List<OscArgument> knownValue) {
        ConcreteAddress there = place.withRow(row);
        List<OscArgument> answer = present.value(there, after);
        if (!changed.contains(there) && !answer.equals(knownValue)) {
            send(addressesAfter.concreteAddressAndItsText(row, place, matched), answer);
        }
    }

    private void send(ConcreteAddressAndItsText addressed, List<OscArgument> arguments) {
        if (sent.add(addressed.address())) {
            receiver.accept(addressed, arguments);
        }
    }

    private static boolean haveSameClips(Track one, Track other) {
        return haveSameNames(
                one.clips(), other.clips(), ReassignedAddressFinder::haveSameStoredValues);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean haveSameStoredValues(Clip one, Clip other) {
        return one.values() == other.values() && one.gone().equals(other.gone());
    }

    private static boolean haveSameSteps(CueList one, CueList other) {
        List<String> ids = one.steps().stream().map(CueList.Step::id).toList();
        return ids.equals(other.steps().stream().map(CueList.Step::id).toList());
    }

    private static <T extends AddressableObject> boolean haveSameNames(
            List<T> some, List<T> others, BiPredicate<T, T> haveSameParts) {
        if (some == others) {
            return true;
        }
        if (some.size() != others.size()) {
            return false;
        }
        for (int at = 0; at < some.size(); at++) {
            T one = some.get(at);
            T other = others.get(at);
            if (one != other
                    && !(one.id().equals(other.id())
                            && one.name().equals(other.name())
                            && haveSameParts.test(one, other))) {
                return false;
            }
        }
        return true;
    }
}
