package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.session.SessionView;
import io.downbeat.session.Snapshot;
import io.downbeat.session.Upcoming;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What is announced, turned into one output's packets. What a launch writes is encoded once and
 * shared by all revisions that hold it. Not thread safe.
 */
final class Preparation {

    /** Stands in tagged bundles until they leave. */
    private static final OscTimetag TO_BE_TAGGED = new OscTimetag(0);

    private final Packing packing;
    private final EventMessages messages;
    private final IdentityHashMap<Snapshot, Elements> encoded = new IdentityHashMap<>();

    Preparation(Packing packing, EventMessages messages) {
        this.packing = packing;
        this.messages = messages;
    }

    /**
     * Packets for a boundary: its values, then the messages of {@code events}.
     *
     * @param tagged whether all goes in bundles that are given their time when they leave
     */
    Prepared prepared(
            Upcoming upcoming,
            List<Occurrence> events,
            SessionView view,
            OutputMap map,
            boolean tagged) {
        var values = new ArrayList<Elements>();
        for (Upcoming.Launch launch : upcoming.launches()) {
            values.add(encoded.computeIfAbsent(launch.values(), map::encoded));
        }
        Elements last = Elements.of(messages.of(events, view));
        if (tagged) {
            values.add(last);
            return new Prepared(upcoming, packing.whole(values, TO_BE_TAGGED), events);
        }
        List<ByteBuffer> datagrams = packing.whole(values, OscTimetag.IMMEDIATE);
        datagrams.addAll(packing.loose(List.of(last)));
        return new Prepared(upcoming, datagrams, events);
    }

    /** Forgets what none of {@code upcoming} writes. */
    void keepOnly(List<Upcoming> upcoming) {
        var kept = new IdentityHashMap<Snapshot, Elements>();
        for (Upcoming one : upcoming) {
            for (Upcoming.Launch launch : one.launches()) {
                Elements known = encoded.get(launch.values());
                if (known != null) {
                    kept.put(launch.values(), known);
                }
            }
        }
        encoded.clear();
        encoded.putAll(kept);
    }

    /** Forgets everything: parameters are written otherwise now. */
    void clear() {
        encoded.clear();
    }
}
