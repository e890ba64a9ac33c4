package io.downbeat.feedback.subscriber;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.resolve.MatchedObjects;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowsOfPattern;
import io.downbeat.address.resolve.SessionObjectIndex;
import io.downbeat.session.view.SessionView;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
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
     * @param live parameters of which something is wanted that moves with their value
     */
    public record MatchedGroup(
            RowsOfPattern.Group group, MatchedObjects matchedObjects, BitSet rows, BitSet live) {
        boolean has(ConcreteAddress place) {
            return rows.get(place.row().number()) && matchedObjects.has(place);
        }
    }

    private final PresentValueReader present;
    private final SessionObjectIndex objects;
    private final List<MatchedGroup> groups = new ArrayList<>();
    private final Map<ObjectKind, List<MatchedGroup>> byDomain = new EnumMap<>(ObjectKind.class);
    private final BitSet wanted = new BitSet();
    private final BitSet live = new BitSet();
    private final List<MatchedGroup> liveHeld = new ArrayList<>();
    private long size = -1;

    public MatchedAddresses(
            List<RowsOfPattern> patterns,
            PresentValueReader present,
            MatchedObjectsCache matchedObjectsCache) {
        this.present = present;
        objects = matchedObjectsCache.objects();
        for (RowsOfPattern pattern : patterns) {
            pattern.groups().forEach(group -> add(matchedObjectsCache.group(group)));
        }
    }

    private void add(MatchedGroup one) {
        groups.add(one);
        byDomain.computeIfAbsent(one.group().objectKind(), objectKind -> new ArrayList<>())
                .add(one);
        wanted.or(one.rows());
        if (!one.live().isEmpty()) {
            liveHeld.add(one);
            live.or(one.live());
        }
    }

    @SuppressWarnings("ReferenceEquality")
    public boolean fits(SessionView view) {
        return objects == present.layout(view);
    }

    public List<MatchedGroup> groups() {
        return groups;
    }

    /** Whether an address of this row may be among them. */
    public boolean wants(AddressRow row) {
        return wanted.get(row.number());
    }

    /** Whether a value is wanted, by any address. */
    public boolean contains(ConcreteAddress place) {
        for (MatchedGroup each : byDomain.getOrDefault(place.row().objectKind(), List.of())) {
            if (each.has(place)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something is wanted that moves with a parameter's value. */
    public boolean wantsLive(int parameter) {
        return live.get(parameter);
    }

    /**
     * Finds the addresses that move with a parameter's value. An address that two patterns match
     * comes twice.
     */
    public void live(int parameter, BitSet liveRows, Consumer<ValueAndAddress> consumer) {
        for (MatchedGroup each : liveHeld) {
            ConcreteAddress place = ConcreteAddress.of(each.group().rows().getFirst(), parameter);
            if (each.matchedObjects().has(place)) {
                for (AddressRow row : each.group().rows()) {
                    if (liveRows.get(row.number())) {
                        consumer.accept(item(row, place, each));
                    }
                }
            }
        }
    }

    /** Finds the addresses of a value. An address that two patterns match comes twice. */
    public void addresses(ConcreteAddress place, Consumer<ValueAndAddress> consumer) {
        for (MatchedGroup each : byDomain.getOrDefault(place.row().objectKind(), List.of())) {
            if (each.has(place)) {
                consumer.accept(item(place.row(), place, each));
            }
        }
    }

    /** The number of addresses; those that two patterns match count twice. */
    public long size() {
        if (size < 0) {
            size = 0;
            for (MatchedGroup each : groups) {
                size += (long) each.matchedObjects().all().size() * each.group().rows().size();
            }
        }
        return size;
    }

    /**
     * Whether a group has the address that a row has with these captures. A parameter that is
     * called like a word of the contract has one address for two rows.
     */
    boolean spells(MatchedGroup one, AddressRow row, List<String> captures) {
        if (one.rows().get(row.number())) {
            return true;
        }
        AddressRow reaching = present.reaching(row, captures);
        return reaching.isAlias()
                && one.group().rows().stream()
                        .anyMatch(other -> present.reaching(other, captures).equals(reaching));
    }

    public ValueAndAddress item(AddressRow row, ConcreteAddress place, MatchedGroup in) {
        return new ValueAndAddress(
                place.under(row), present.address(row, place, in.matchedObjects()));
    }
}
