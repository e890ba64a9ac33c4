package io.downbeat.feedback;

import io.downbeat.address.Coverage;
import io.downbeat.address.Domain;
import io.downbeat.address.Layout;
import io.downbeat.address.Members;
import io.downbeat.address.Place;
import io.downbeat.address.PresentValues;
import io.downbeat.address.Row;
import io.downbeat.session.SessionView;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a subscriber's patterns hold of one layout of the session: which places, and under which
 * addresses it wants to hear of them. Made anew when the layout changes. Not thread safe.
 */
final class Reach {

    /**
     * A group with its members looked up.
     *
     * @param live parameters of which something is meant that moves with their value
     */
    record Held(Coverage.Group group, Members members, BitSet rows, BitSet live) {
        boolean has(Place place) {
            return rows.get(place.row().number()) && members.has(place);
        }
    }

    private final PresentValues present;
    private final Layout layout;
    private final List<Held> held = new ArrayList<>();
    private final Map<Domain, List<Held>> byDomain = new EnumMap<>(Domain.class);
    private final BitSet wanted = new BitSet();
    private final BitSet live = new BitSet();
    private final List<Held> liveHeld = new ArrayList<>();
    private long size = -1;

    Reach(List<Coverage> patterns, PresentValues present, Holdings holdings) {
        this.present = present;
        layout = holdings.layout();
        for (Coverage pattern : patterns) {
            pattern.groups().forEach(group -> add(holdings.held(group)));
        }
    }

    private void add(Held one) {
        held.add(one);
        byDomain.computeIfAbsent(one.group().domain(), domain -> new ArrayList<>()).add(one);
        wanted.or(one.rows());
        if (!one.live().isEmpty()) {
            liveHeld.add(one);
            live.or(one.live());
        }
    }

    @SuppressWarnings("ReferenceEquality")
    boolean fits(SessionView view) {
        return layout == present.layout(view);
    }

    List<Held> held() {
        return held;
    }

    /** Whether any place of a row could be meant. */
    boolean wants(Row row) {
        return wanted.get(row.number());
    }

    /** Whether this very place is meant, under whatever address. */
    boolean holds(Place place) {
        for (Held each : byDomain.getOrDefault(place.row().domain(), List.of())) {
            if (each.has(place)) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything of a parameter that moves with its value is meant. */
    boolean wantsLive(int parameter) {
        return live.get(parameter);
    }

    /**
     * All rows and addresses that move with a parameter's value; what two patterns hold comes
     * twice.
     */
    void live(int parameter, BitSet liveRows, Consumer<Item> told) {
        for (Held each : liveHeld) {
            Place place = Place.of(each.group().rows().getFirst(), parameter);
            if (each.members().has(place)) {
                for (Row row : each.group().rows()) {
                    if (liveRows.get(row.number())) {
                        told.accept(item(row, place, each));
                    }
                }
            }
        }
    }

    /** Every address under which a place is to be told; one that two patterns hold comes twice. */
    void addresses(Place place, Consumer<Item> told) {
        for (Held each : byDomain.getOrDefault(place.row().domain(), List.of())) {
            if (each.has(place)) {
                told.accept(item(place.row(), place, each));
            }
        }
    }

    /** How many addresses there are, those that two patterns hold counted twice. */
    long size() {
        if (size < 0) {
            size = 0;
            for (Held each : held) {
                size += (long) each.members().all().size() * each.group().rows().size();
            }
        }
        return size;
    }

    /**
     * Whether a group tells the address that a row has with these captures. A parameter that is
     * called like a word of the contract has one address for two rows.
     */
    boolean spells(Held one, Row row, List<String> captures) {
        if (one.rows().get(row.number())) {
            return true;
        }
        Row reaching = present.reaching(row, captures);
        return reaching.isAlias()
                && one.group().rows().stream()
                        .anyMatch(other -> present.reaching(other, captures).equals(reaching));
    }

    Item item(Row row, Place place, Held in) {
        return new Item(place.under(row), present.address(row, place, in.members()));
    }
}
