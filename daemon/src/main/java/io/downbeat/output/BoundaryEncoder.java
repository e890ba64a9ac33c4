package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.session.model.ParameterValueList;
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
    private static final OscTimetag PLACEHOLDER_TAG = new OscTimetag(0);

    private final DatagramPacker datagramPacker;
    private final EventMessages messages;
    private final IdentityHashMap<ParameterValueList, EncodedMessages> encoded =
            new IdentityHashMap<>();

    BoundaryEncoder(DatagramPacker datagramPacker, EventMessages messages) {
        this.datagramPacker = datagramPacker;
        this.messages = messages;
    }

    /**
     * The packets of a boundary: its values, then the messages of {@code events}.
     *
     * @param launches those of its launches whose values are in the packets
     * @param tagged whether everything goes in bundles that get their time when they leave
     */
    PacketsOfBoundary prepare(
            UpcomingBoundary upcomingBoundary,
            List<UpcomingBoundary.Launch> launches,
            List<OutputEvent> events,
            SessionView view,
            OutputMapping map,
            boolean tagged) {
        var values = new ArrayList<EncodedMessages>();
        for (UpcomingBoundary.Launch launch : launches) {
            values.add(encoded.computeIfAbsent(launch.values(), map::encoded));
        }
        EncodedMessages eventMessages = EncodedMessages.of(messages.of(events, view));
        if (tagged) {
            values.add(eventMessages);
            return new PacketsOfBoundary(
                    upcomingBoundary, datagramPacker.packed(values, PLACEHOLDER_TAG), events);
        }
        List<ByteBuffer> datagrams = datagramPacker.packed(values, OscTimetag.IMMEDIATE);
        datagrams.addAll(datagramPacker.packedUnlessSingle(List.of(eventMessages)));
        return new PacketsOfBoundary(upcomingBoundary, datagrams, events);
    }

    /** Forgets the values that none of these boundaries writes. */
    void retainOnly(List<UpcomingBoundary> upcoming) {
        var retained = new IdentityHashMap<ParameterValueList, EncodedMessages>();
        for (UpcomingBoundary boundary : upcoming) {
            for (UpcomingBoundary.Launch launch : boundary.launches()) {
                EncodedMessages known = encoded.get(launch.values());
                if (known != null) {
                    retained.put(launch.values(), known);
                }
            }
        }
        encoded.clear();
        encoded.putAll(retained);
    }

    /** Forgets everything: the mapping has changed. */
    void clear() {
        encoded.clear();
    }
}
