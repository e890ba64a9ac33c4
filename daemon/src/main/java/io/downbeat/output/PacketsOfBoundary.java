package io.downbeat.output;

import io.downbeat.session.view.UpcomingBoundary;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The packets of one boundary for one output.
 *
 * @param upcomingBoundary the boundary, with the revision that was encoded
 * @param datagrams values first, then the messages of events
 * @param events the launches and stops that the messages are about
 */
record PacketsOfBoundary(
        UpcomingBoundary upcomingBoundary, List<ByteBuffer> datagrams, List<OutputEvent> events) {

    PacketsOfBoundary {
        datagrams = List.copyOf(datagrams);
        events = List.copyOf(events);
    }
}
