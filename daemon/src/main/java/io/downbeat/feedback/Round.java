package io.downbeat.feedback;

import io.downbeat.address.Place;
import io.downbeat.address.Row;

import java.util.List;
import java.util.Optional;

/** One walk over all that a reach holds, as far at a time as there is room for. Not thread safe. */
final class Round {

    private final Reach reach;
    private int group;
    private int member;
    private int row;
    private List<Place> members = List.of();

    Round(Reach reach) {
        this.reach = reach;
    }

    @SuppressWarnings("ReferenceEquality")
    boolean walks(Reach other) {
        return reach == other;
    }

    /** The next item; empty at the end. */
    Optional<Item> next() {
        List<Reach.Held> held = reach.held();
        while (group < held.size()) {
            Reach.Held now = held.get(group);
            if (members.isEmpty()) {
                members = now.members().all();
            }
            if (member < members.size()) {
                Place place = members.get(member);
                Row next = now.group().rows().get(row);
                step(now);
                if (!toldBefore(place.under(next))) {
                    return Optional.of(reach.item(next, place, now));
                }
            } else {
                group++;
                member = 0;
                members = List.of();
            }
        }
        return Optional.empty();
    }

    private void step(Reach.Held now) {
        row++;
        if (row == now.group().rows().size()) {
            row = 0;
            member++;
        }
    }

    /** Whether a former pattern holds it under the same address. */
    private boolean toldBefore(Place place) {
        Reach.Held now = reach.held().get(group);
        for (int former = 0; former < group; former++) {
            Reach.Held other = reach.held().get(former);
            if (other.group().domain() == now.group().domain()
                    && other.has(place)
                    && other.members().captures(place).equals(now.members().captures(place))) {
                return true;
            }
        }
        return false;
    }
}
