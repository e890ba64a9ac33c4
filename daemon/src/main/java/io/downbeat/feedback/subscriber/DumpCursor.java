package io.downbeat.feedback.subscriber;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.resolve.RowGroupsMatchedByPattern;

import java.util.List;
import java.util.Optional;

/** Walks over all addresses of a subscription, a few at a time, for a dump or for healing. */
public final class DumpCursor {

    /** Listing this many objects takes as long as sending one; it costs one effort. */
    private static final int OBJECTS_PER_EFFORT = 64;

    private final List<RowGroupsMatchedByPattern> patterns;
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
    public DumpCursor(List<RowGroupsMatchedByPattern> patterns, MatchedAddresses addresses) {
        this.patterns = List.copyOf(patterns);
        this.addresses = addresses;
    }

    List<RowGroupsMatchedByPattern> patterns() {
        return patterns;
    }

    /** Whether this cursor goes over the given addresses. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isFor(MatchedAddresses other) {
        return addresses == other;
    }

    public boolean isFinished() {
        return group == addresses.groups().size();
    }

    /** The next address; empty if this step found none, or one that an earlier pattern has sent. */
    public Optional<ConcreteAddressAndItsText> next() {
        MatchedAddresses.MatchedGroup matched = addresses.groups().get(group);
        effort++;
        if (!listed) {
            members = matched.matchedObjects().all();
            effort += members.size() / OBJECTS_PER_EFFORT;
            listed = true;
        }
        if (member == members.size()) {
            group++;
            member = 0;
            listed = false;
            return Optional.empty();
        }
        ConcreteAddress place = members.get(member);
        AddressRow next = matched.group().rows().get(row);
        boolean again = wasSent(place.withRow(next));
        advance(matched);
        return again
                ? Optional.empty()
                : Optional.of(addresses.concreteAddressAndItsText(next, place, matched));
    }

    /** The effort since the last call, in objects that were looked at. */
    public int drainEffort() {
        int spent = effort;
        effort = 0;
        return spent;
    }

    private void advance(MatchedAddresses.MatchedGroup matched) {
        row++;
        if (row == matched.group().rows().size()) {
            row = 0;
            member++;
        }
    }

    /** Whether an earlier pattern matches the same address. */
    private boolean wasSent(ConcreteAddress place) {
        MatchedAddresses.MatchedGroup matched = addresses.groups().get(group);
        for (int earlier = 0; earlier < group; earlier++) {
            MatchedAddresses.MatchedGroup other = addresses.groups().get(earlier);
            if (maySend(other, place.row()) && other.matchedObjects().contains(place)) {
                effort++;
                List<String> captures = matched.matchedObjects().captures(place);
                if (other.matchedObjects().captures(place).equals(captures)
                        && addresses.hasAddress(other, place.row(), captures)) {
                    return true;
                }
            }
        }
        effort += group / OBJECTS_PER_EFFORT;
        return false;
    }

    private static boolean maySend(MatchedAddresses.MatchedGroup one, AddressRow row) {
        return one.rows().get(row.number())
                || (row.objectKind() == ObjectKind.PARAM
                        && one.group().objectKind() == ObjectKind.PARAM);
    }
}
