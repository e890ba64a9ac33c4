package io.downbeat.output;

import io.downbeat.session.Upcoming;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What one output gets at one boundary, encoded before it.
 *
 * @param upcoming the boundary, and the revision that these packets are of
 * @param datagrams values first, then the messages of events
 * @param events the launches and stops that the messages tell of
 */
record Prepared(Upcoming upcoming, List<ByteBuffer> datagrams, List<Occurrence> events) {

    Prepared {
        datagrams = List.copyOf(datagrams);
        events = List.copyOf(events);
    }
}
