package io.downbeat.feedback.request;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;

import java.util.List;

/** Estimates the memory of events that wait in a queue. */
public final class QueuedEventMemoryEstimate {

    /** Bytes of an event without the texts and arguments of a client. */
    private static final int EVENT_BYTES = 128;

    /** Bytes of an argument's object and its entry in a list. */
    private static final int ARGUMENT_BYTES = 24;

    /** Bytes of a character, in strings with characters beyond Latin-1. */
    private static final int CHARACTER_BYTES = 2;

    /** Bytes above which an event counts as large: it holds a long text of a client. */
    private static final int LARGE_BYTES = 2048;

    private QueuedEventMemoryEstimate() {}

    /** The bytes of an event: a constant, and the parts whose size clients decide. */
    public static int bytes(Event event) {
        return switch (event) {
            case Event.ClientRequested e ->
                    EVENT_BYTES
                            + CHARACTER_BYTES * e.address().length()
                            + argumentBytes(e.request());
            case Event.ValueSet e -> EVENT_BYTES + CHARACTER_BYTES * e.address().length();
            case Event.Added e -> EVENT_BYTES + CHARACTER_BYTES * e.address().length();
            case Event.Refused e ->
                    EVENT_BYTES + CHARACTER_BYTES * (e.address().length() + e.text().length());
            default -> EVENT_BYTES;
        };
    }

    /** Whether an event is large. The last part of a queue is kept for small events. */
    public static boolean isLarge(Event event) {
        return bytes(event) > LARGE_BYTES;
    }

    private static int argumentBytes(Command.ClientCommand request) {
        return request instanceof Command.Ping(List<Object> carried) ? argumentBytes(carried) : 0;
    }

    private static int argumentBytes(List<?> arguments) {
        int bytes = 0;
        for (Object argument : arguments) {
            bytes += ARGUMENT_BYTES;
            if (argument instanceof OscArgument carried) {
                bytes += argumentBytes(carried);
            }
        }
        return bytes;
    }

    private static int argumentBytes(OscArgument argument) {
        return switch (argument) {
            case OscArgument.Text text -> CHARACTER_BYTES * text.value().length();
            case OscArgument.Symbol symbol -> CHARACTER_BYTES * symbol.value().length();
            case OscArgument.Blob blob -> blob.size();
            case OscArgument.Array array -> argumentBytes(array.items());
            default -> 0;
        };
    }
}
