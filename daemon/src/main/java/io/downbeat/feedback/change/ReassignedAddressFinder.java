package io.downbeat.feedback.change;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.feedback.subscriber.MatchedAddresses;
import io.downbeat.feedback.subscriber.ValueAndAddress;
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
 * <p>A place whose answer has changed is left out where the address still names it: the subscriber
 * gets those values anyway.
 */
public final class ReassignedAddressFinder {

    private final PresentValueReader present;
    private final SubscriberDelivery subscriberDelivery;
    private final SessionViewAtTime before;
    private final SessionViewAtTime after;
    private final Set<ConcreteAddress> changed;
    private final MatchedAddresses former;
    private final MatchedAddresses latter;
    private final BiConsumer<ValueAndAddress, List<OscArgument>> send;
    private final Set<String> sent = new LinkedHashSet<>();

    /**
     * @param changed the places of {@code after} whose answer is not that of {@code before}
     * @param former what the subscriber's patterns hold of {@code before}
     * @param latter what the same patterns hold of {@code after}
     * @param send receives each address with its value
     */
    public ReassignedAddressFinder(
            PresentValueReader present,
            SubscriberDelivery subscriberDelivery,
            SessionViewAtTime before,
            SessionViewAtTime after,
            Set<ConcreteAddress> changed,
            MatchedAddresses former,
            MatchedAddresses latter,
            BiConsumer<ValueAndAddress, List<OscArgument>> send) {
        this.present = present;
        this.subscriberDelivery = subscriberDelivery;
        this.before = before;
        this.after = after;
        this.changed = changed;
        this.former = former;
        this.latter = latter;
        this.send = send;
    }

    /**
     * Whether objects of two views have other names, ids or positions. If they have not, every
     * address names the same object as before.
     */
    @SuppressWarnings("ReferenceEquality")
    public // Unchanged parts of a view are the same objects.
    static boolean isNeeded(SessionView old, SessionView now) {
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
                                old.session().cuePaths(),
                                now.session().cuePaths(),
                                ReassignedAddressFinder::haveSameSteps));
    }

    /** Sends all values that the subscriber must get. */
    public void sendAll() {
        for (int at = 0; at < former.groups().size(); at++) {
            compare(former.groups().get(at), latter.groups().get(at));
        }
    }

    private void compare(MatchedAddresses.MatchedGroup was, MatchedAddresses.MatchedGroup is) {
        if (isByPosition(was)) {
            for (ConcreteAddress place : was.matchedObjects().all()) {
                if (!is.matchedObjects().has(place)) {
                    sendVanished(was, place);
                }
            }
            for (ConcreteAddress place : is.matchedObjects().all()) {
                if (!was.matchedObjects().has(place)) {
                    sendAppeared(is, place);
                }
            }
            return;
        }
        Map<List<String>, ConcreteAddress> old = places(was);
        Map<List<String>, ConcreteAddress> now = places(is);
        old.forEach((captures, place) -> {
            ConcreteAddress there = now.get(captures);
            if (there == null) {
                sendVanished(was, place);
            } else if (!there.equals(place)) {
                sendMoved(is, place, there);
            }
        });
        now.forEach((captures, place) -> {
            if (!old.containsKey(captures)) {
                sendAppeared(is, place);
            }
        });
    }

    /** Whether the addresses of a group have positions in them, and no names or ids. */
    private static boolean isByPosition(MatchedAddresses.MatchedGroup held) {
        return held.group().objectKind() != ObjectKind.NODE
                && held.group().objectKind() != ObjectKind.STORED
                && held.group().refs().stream().allMatch(ObjectReference::pattern);
    }

    private static Map<List<String>, ConcreteAddress> places(MatchedAddresses.MatchedGroup held) {
        Map<List<String>, ConcreteAddress> places = new LinkedHashMap<>();
        for (ConcreteAddress place : held.matchedObjects().all()) {
            places.put(held.matchedObjects().captures(place), place);
        }
        return places;
    }

    private void sendVanished(MatchedAddresses.MatchedGroup held, ConcreteAddress place) {
        for (AddressRow row : held.group().rows()) {
            ValueAndAddress addressed = former.item(row, place, held);
            // The live value of a parameter is no part of a view, so its old one is not known.
            boolean wasEmpty =
                    !subscriberDelivery.isLive(row)
                            && present.answer(place.under(row), before).equals(row.emptyValue());
            if (!wasEmpty && !isHeldNow(addressed)) {
                send(addressed, row.emptyValue());
            }
        }
    }

    /** By another pattern of the subscriber. */
    private boolean isHeldNow(ValueAndAddress addressed) {
        Set<String> now = new LinkedHashSet<>();
        latter.addresses(addressed.place(), each -> now.add(each.address()));
        return now.contains(addressed.address());
    }

    private void sendAppeared(MatchedAddresses.MatchedGroup held, ConcreteAddress place) {
        for (AddressRow row : held.group().rows()) {
            if (!row.is(MethodFlag.MOMENT)) {
                sendUnlessChanged(held, row, place, row.emptyValue());
            }
        }
    }

    private void sendMoved(
            MatchedAddresses.MatchedGroup held, ConcreteAddress from, ConcreteAddress to) {
        for (AddressRow row : held.group().rows()) {
            if (!row.is(MethodFlag.MOMENT) && !subscriberDelivery.isLive(row)) {
                sendUnlessChanged(held, row, to, present.answer(from.under(row), before));
            }
        }
    }

    private void sendUnlessChanged(
            MatchedAddresses.MatchedGroup held,
            AddressRow row,
            ConcreteAddress place,
            List<OscArgument> known) {
        ConcreteAddress there = place.under(row);
        List<OscArgument> answer = present.answer(there, after);
        if (!changed.contains(there) && !answer.equals(known)) {
            send(latter.item(row, place, held), answer);
        }
    }

    private void send(ValueAndAddress addressed, List<OscArgument> arguments) {
        if (sent.add(addressed.address())) {
            send.accept(addressed, arguments);
        }
    }

    private static boolean haveSameClips(Track one, Track other) {
        return haveSameNames(one.clips(), other.clips(), ReassignedAddressFinder::storeTheSame);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean storeTheSame(Clip one, Clip other) {
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
