package io.downbeat.feedback;

import io.downbeat.address.Domain;
import io.downbeat.address.Place;
import io.downbeat.address.Row;

import java.util.List;
import java.util.Optional;

/** One walk over all that a reach holds, as far at a time as there is room for. Not thread safe. */
final class Round {

    /** So many objects are listed in the time that one is told. */
    private static final int LISTED_AT_ONCE = 64;

    private final Reach reach;
    private int group;
    private int member;
    private int row;
    private List<Place> members = List.of();
    private boolean listed;
    private int effort;

    Round(Reach reach) {
        this.reach = reach;
    }

    @SuppressWarnings("ReferenceEquality")
    boolean walks(Reach other) {
        return reach == other;
    }

    boolean isOver() {
        return group == reach.held().size();
    }

    /** One step; what is found is empty where there is nothing, or it was told before. */
    Optional<Item> next() {
        Reach.Held now = reach.held().get(group);
        effort++;
        if (!listed) {
            members = now.members().all();
            effort += members.size() / LISTED_AT_ONCE;
            listed = true;
        }
        if (member == members.size()) {
            group++;
            member = 0;
            listed = false;
            return Optional.empty();
        }
        Place place = members.get(member);
        Row next = now.group().rows().get(row);
        boolean again = toldBefore(place.under(next));
        step(now);
        return again ? Optional.empty() : Optional.of(reach.item(next, place, now));
    }

    /** How much was looked at since this was last asked. */
    int takeEffort() {
        int spent = effort;
        effort = 0;
        return spent;
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
            if (mayTell(other, place.row()) && other.members().has(place)) {
                effort++;
                List<String> captures = now.members().captures(place);
                if (other.members().captures(place).equals(captures)
                        && reach.spells(other, place.row(), captures)) {
                    return true;
                }
            }
        }
        effort += group / LISTED_AT_ONCE;
        return false;
    }

    private static boolean mayTell(Reach.Held one, Row row) {
        return one.rows().get(row.number())
                || (row.domain() == Domain.PARAM && one.group().domain() == Domain.PARAM);
    }
}
