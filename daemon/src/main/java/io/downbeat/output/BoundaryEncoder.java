package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundary;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Encodes announced boundaries for one output. The values of a launch are encoded once, and shared
 * by all revisions of the boundary that have them.
 */
final class BoundaryEncoder {

    /** The tag of bundles that get their time when they leave. */
    private static final OscTimetag TO_BE_TAGGED = new OscTimetag(0);

    private final DatagramPacker datagramPacker;
    private final EventMessages messages;
    private final IdentityHashMap<Snapshot, EncodedMessages> encoded = new IdentityHashMap<>();

    BoundaryEncoder(DatagramPacker datagramPacker, EventMessages messages) {
        this.datagramPacker = datagramPacker;
        this.messages = messages;
    }

    /**
     * The packets of a boundary: its values, then the messages of {@code events}.
     *
     * @param tagged whether everything goes in bundles that get their time when they leave
     */
    PreparedPackets prepared(
            UpcomingBoundary upcomingBoundary,
            List<OutputEvent> events,
            SessionView view,
            OutputMapping map,
            boolean tagged) {
        var values = new ArrayList<EncodedMessages>();
        for (UpcomingBoundary.Launch launch : upcomingBoundary.launches()) {
            values.add(encoded.computeIfAbsent(launch.values(), map::encoded));
        }
        EncodedMessages last = EncodedMessages.of(messages.of(events, view));
        if (tagged) {
            values.add(last);
            return new PreparedPackets(
                    upcomingBoundary, datagramPacker.packed(values, TO_BE_TAGGED), events);
        }
        List<ByteBuffer> datagrams = datagramPacker.packed(values, OscTimetag.IMMEDIATE);
        datagrams.addAll(datagramPacker.packedBareIfSingle(List.of(last)));
        return new PreparedPackets(upcomingBoundary, datagrams, events);
    }

    /** Forgets the values that none of these boundaries writes. */
    void keepOnly(List<UpcomingBoundary> upcoming) {
        var kept = new IdentityHashMap<Snapshot, EncodedMessages>();
        for (UpcomingBoundary one : upcoming) {
            for (UpcomingBoundary.Launch launch : one.launches()) {
                EncodedMessages known = encoded.get(launch.values());
                if (known != null) {
                    kept.put(launch.values(), known);
                }
            }
        }
        encoded.clear();
        encoded.putAll(kept);
    }

    /** Forgets everything: the mapping has changed. */
    void clear() {
        encoded.clear();
    }
}
