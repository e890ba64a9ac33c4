package io.downbeat.output;

import io.downbeat.session.view.UpcomingBoundary;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What one output gets at one boundary, encoded before it.
 *
 * @param upcomingBoundary the boundary, and the revision that these packets are of
 * @param datagrams values first, then the messages of events
 * @param events the launches and stops that the messages tell of
 */
record PreparedPackets(
        UpcomingBoundary upcomingBoundary, List<ByteBuffer> datagrams, List<OutputEvent> events) {

    PreparedPackets {
        datagrams = List.copyOf(datagrams);
        events = List.copyOf(events);
    }
}
