package io.downbeat.feedback.subscriber;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowGroupsMatchedByPattern;
import io.downbeat.address.resolve.SessionObjectIndex;
import io.downbeat.address.resolve.SessionObjectsMatchedByPattern;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.view.SessionView;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The addresses that a subscriber's patterns match in the present session. Built again when the
 * session changes.
 */
public final class MatchedAddresses {

    /**
     * A group of a pattern with the objects that it matches.
     *
     * @param live the parameters whose value, in some form, is wanted
     */
    public record MatchedGroup(
            RowGroupsMatchedByPattern.Group group,
            SessionObjectsMatchedByPattern matchedObjects,
            BitSet rows,
            BitSet live) {
        boolean has(ConcreteAddress place) {
            return rows.get(place.row().number()) && matchedObjects.contains(place);
        }
    }

    private static final long UNKNOWN = -1;

    private final PresentValueReader present;
    private final SessionObjectIndex objects;
    private final List<MatchedGroup> groups = new ArrayList<>();

    /** The groups that may match several objects. */
    private final Map<ObjectKind, List<MatchedGroup>> wide = new EnumMap<>(ObjectKind.class);

    /** The groups that match one object, by its numbers: a client may listen to thousands. */
    private final Map<ObjectKind, Map<Long, List<MatchedGroup>>> single =
            new EnumMap<>(ObjectKind.class);

    private final BitSet wantedRows = new BitSet();
    private final BitSet liveParameters = new BitSet();
    private long size = UNKNOWN;

    public MatchedAddresses(
            List<RowGroupsMatchedByPattern> patterns,
            PresentValueReader present,
            MatchedObjectsCache matchedObjectsCache) {
        this.present = present;
        objects = matchedObjectsCache.objects();
        add(patterns, matchedObjectsCache);
    }

    /**
     * Adds the addresses of further patterns: a client that subscribes to thousands of addresses,
     * one after the other, must not have all matched again for each.
     *
     * @param matchedObjectsCache the cache for the same view
     */
    public void add(
            List<RowGroupsMatchedByPattern> patterns, MatchedObjectsCache matchedObjectsCache) {
        for (RowGroupsMatchedByPattern pattern : patterns) {
            pattern.groups().forEach(group -> add(matchedObjectsCache.group(group)));
        }
        size = UNKNOWN;
    }

    private void add(MatchedGroup matched) {
        groups.add(matched);
        ObjectKind kind = matched.group().objectKind();
        if (matched.group().refs().stream().anyMatch(ObjectReference::pattern)) {
            wide.computeIfAbsent(kind, objectKind -> new ArrayList<>()).add(matched);
        } else {
            Map<Long, List<MatchedGroup>> ofKind =
                    single.computeIfAbsent(kind, objectKind -> new HashMap<>());
            for (ConcreteAddress place : matched.matchedObjects().all()) {
                ofKind.computeIfAbsent(
                                numbers(place.first(), place.second()), object -> new ArrayList<>())
                        .add(matched);
            }
        }
        wantedRows.or(matched.rows());
        liveParameters.or(matched.live());
    }

    /** The groups that may have an address. */
    private List<MatchedGroup> groupsFor(ConcreteAddress place) {
        return groupsFor(place.row().objectKind(), numbers(place.first(), place.second()));
    }

    private List<MatchedGroup> groupsFor(ObjectKind kind, long numbers) {
        List<MatchedGroup> ofObject =
                single.getOrDefault(kind, Map.of()).getOrDefault(numbers, List.of());
        List<MatchedGroup> ofSeveral = wide.getOrDefault(kind, List.of());
        if (ofObject.isEmpty() || ofSeveral.isEmpty()) {
            return ofObject.isEmpty() ? ofSeveral : ofObject;
        }
        var all = new ArrayList<>(ofSeveral);
        all.addAll(ofObject);
        return all;
    }

    private static long numbers(int first, int second) {
        return ((long) first << Integer.SIZE) | Integer.toUnsignedLong(second);
    }

    @SuppressWarnings("ReferenceEquality")
    public boolean isFor(SessionView view) {
        return objects == present.objectIndex(view);
    }

    public List<MatchedGroup> groups() {
        return groups;
    }

    /** Whether some address of this row is wanted. */
    public boolean wants(AddressRow row) {
        return wantedRows.get(row.number());
    }

    /** Whether a value is wanted, by any address. */
    public boolean contains(ConcreteAddress place) {
        for (MatchedGroup matched : groupsFor(place)) {
            if (matched.has(place)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a parameter's value is wanted, in some form. */
    public boolean wantsLive(int parameter) {
        return liveParameters.get(parameter);
    }

    /**
     * Passes the addresses of a parameter's value to the receiver, those of its normalized value
     * and text too. An address that two patterns match comes twice.
     */
    public void forEachLiveAddress(
            int parameter, BitSet liveRows, Consumer<ConcreteAddressAndItsText> consumer) {
        for (MatchedGroup matched : groupsFor(ObjectKind.PARAM, numbers(parameter, 0))) {
            ConcreteAddress place =
                    ConcreteAddress.of(matched.group().rows().getFirst(), parameter);
            if (matched.live().get(parameter)) {
                for (AddressRow row : matched.group().rows()) {
                    if (liveRows.get(row.number())) {
                        consumer.accept(concreteAddressAndItsText(row, place, matched));
                    }
                }
            }
        }
    }

    /** Passes the addresses of a value to the receiver; one that two patterns match comes twice. */
    public void forEachAddress(
            ConcreteAddress place, Consumer<ConcreteAddressAndItsText> consumer) {
        for (MatchedGroup matched : groupsFor(place)) {
            if (matched.has(place)) {
                consumer.accept(concreteAddressAndItsText(place.row(), place, matched));
            }
        }
    }

    /** The number of addresses; those that two patterns match count twice. */
    public long size() {
        if (size == UNKNOWN) {
            size = 0;
            for (MatchedGroup matched : groups) {
                size +=
                        (long) matched.matchedObjects().all().size()
                                * matched.group().rows().size();
            }
        }
        return size;
    }

    /**
     * Whether a group has the address that a row has with these captures. A parameter that is
     * called like a word of the contract has one address for two rows.
     */
    boolean hasAddress(MatchedGroup matched, AddressRow row, List<String> captures) {
        if (matched.rows().get(row.number())) {
            return true;
        }
        AddressRow reaching = present.rowReaching(row, captures);
        return reaching.isAlias()
                && matched.group().rows().stream()
                        .anyMatch(other -> present.rowReaching(other, captures).equals(reaching));
    }

    public ConcreteAddressAndItsText concreteAddressAndItsText(
            AddressRow row, ConcreteAddress place, MatchedGroup matched) {
        return new ConcreteAddressAndItsText(
                place.withRow(row), present.address(row, place, matched.matchedObjects()));
    }
}
