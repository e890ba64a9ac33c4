package io.downbeat.feedback.subscriber;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.resolve.RowsOfPattern;

import java.util.List;
import java.util.Optional;

/** Walks over all addresses of a subscription, a few at a time, for a dump or for healing. */
public final class DumpCursor {

    /** Listing so many objects takes as long as sending one. */
    private static final int LISTED_AT_ONCE = 64;

    private final List<RowsOfPattern> patterns;
    private final MatchedAddresses addresses;
    private int group;
    private int member;
    private int row;
    private List<ConcreteAddress> members = List.of();
    private boolean listed;
    private int effort;

    /**
     * @param patterns the patterns whose addresses are sent
     * @param addresses what they match
     */
    public DumpCursor(List<RowsOfPattern> patterns, MatchedAddresses addresses) {
        this.patterns = List.copyOf(patterns);
        this.addresses = addresses;
    }

    List<RowsOfPattern> patterns() {
        return patterns;
    }

    @SuppressWarnings("ReferenceEquality")
    public boolean walks(MatchedAddresses other) {
        return addresses == other;
    }

    public boolean isOver() {
        return group == addresses.groups().size();
    }

    /** The next address; empty if this step found none, or one that an earlier pattern has sent. */
    public Optional<ValueAndAddress> next() {
        MatchedAddresses.MatchedGroup now = addresses.groups().get(group);
        effort++;
        if (!listed) {
            members = now.matchedObjects().all();
            effort += members.size() / LISTED_AT_ONCE;
            listed = true;
        }
        if (member == members.size()) {
            group++;
            member = 0;
            listed = false;
            return Optional.empty();
        }
        ConcreteAddress place = members.get(member);
        AddressRow next = now.group().rows().get(row);
        boolean again = wasSent(place.under(next));
        step(now);
        return again ? Optional.empty() : Optional.of(addresses.item(next, place, now));
    }

    /** The effort since the last call, in objects that were looked at. */
    public int resetEffort() {
        int spent = effort;
        effort = 0;
        return spent;
    }

    private void step(MatchedAddresses.MatchedGroup now) {
        row++;
        if (row == now.group().rows().size()) {
            row = 0;
            member++;
        }
    }

    /** Whether an earlier pattern matches the same address. */
    private boolean wasSent(ConcreteAddress place) {
        MatchedAddresses.MatchedGroup now = addresses.groups().get(group);
        for (int former = 0; former < group; former++) {
            MatchedAddresses.MatchedGroup other = addresses.groups().get(former);
            if (maySend(other, place.row()) && other.matchedObjects().has(place)) {
                effort++;
                List<String> captures = now.matchedObjects().captures(place);
                if (other.matchedObjects().captures(place).equals(captures)
                        && addresses.spells(other, place.row(), captures)) {
                    return true;
                }
            }
        }
        effort += group / LISTED_AT_ONCE;
        return false;
    }

    private static boolean maySend(MatchedAddresses.MatchedGroup one, AddressRow row) {
        return one.rows().get(row.number())
                || (row.objectKind() == ObjectKind.PARAM
                        && one.group().objectKind() == ObjectKind.PARAM);
    }
}
