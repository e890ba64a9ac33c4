package io.downbeat.feedback;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.Command;
import io.downbeat.session.Event;

import java.util.List;

/** About how many bytes of memory events take while they wait, for queues bounded in bytes. */
public final class EventSize {

    /** An event without what a client has sent. */
    private static final int USUAL = 128;

    private EventSize() {}

    /** The bytes of an event: what clients can make large is counted, the rest is a constant. */
    public static int bytes(Event event) {
        return switch (event) {
            case Event.ForClient e -> USUAL + e.address().length() + carried(e.request());
            case Event.Refused e -> USUAL + e.address().length() + e.text().length();
            default -> USUAL;
        };
    }

    private static int carried(Command.OfClient request) {
        return request instanceof Command.Ping(List<Object> carried)
                ? OscCodec.size(new OscMessage("/pong", arguments(carried)))
                : 0;
    }

    private static List<OscArgument> arguments(List<Object> carried) {
        return carried.stream()
                .filter(OscArgument.class::isInstance)
                .map(OscArgument.class::cast)
                .toList();
    }
}
