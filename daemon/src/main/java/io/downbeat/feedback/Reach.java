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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a subscriber's patterns hold of one layout of the session: which places, and under which
 * addresses it wants to hear of them. Made anew when the layout changes. Not thread safe.
 */
final class Reach {

    /** A group with its members looked up. */
    record Held(Coverage.Group group, Members members, BitSet rows) {
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

    Reach(List<Coverage> patterns, PresentValues present, SessionView view, BitSet liveRows) {
        this.present = present;
        layout = present.layout(view);
        for (Coverage pattern : patterns) {
            for (Coverage.Group group : pattern.groups()) {
                add(group, view, liveRows);
            }
        }
    }

    private void add(Coverage.Group group, SessionView view, BitSet liveRows) {
        var rows = new BitSet();
        group.rows().forEach(row -> rows.set(row.number()));
        var one = new Held(group, present.members(group, view), rows);
        held.add(one);
        byDomain.computeIfAbsent(group.domain(), domain -> new ArrayList<>()).add(one);
        wanted.or(rows);
        if (group.domain() == Domain.PARAM && rows.intersects(liveRows)) {
            liveHeld.add(one);
            one.members().all().forEach(place -> live.set(place.first()));
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

    /** Whether anything of a parameter that moves with its value is meant. */
    boolean wantsLive(int parameter) {
        return live.get(parameter);
    }

    /** All rows and addresses that move with a parameter's value. */
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

    /** Every address under which a place is to be told, each once. */
    void addresses(Place place, Consumer<Item> told) {
        Set<String> seen = new LinkedHashSet<>();
        for (Held each : byDomain.getOrDefault(place.row().domain(), List.of())) {
            if (each.has(place)) {
                Item item = item(place.row(), place, each);
                if (seen.add(item.address())) {
                    told.accept(item);
                }
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

    Item item(Row row, Place place, Held in) {
        return new Item(place.under(row), present.address(row, place, in.members()));
    }
}
