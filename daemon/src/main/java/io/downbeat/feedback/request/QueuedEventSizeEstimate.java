package io.downbeat.feedback.request;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;

import java.util.List;

/** Estimates the memory of events that wait in a queue. */
public final class QueuedEventSizeEstimate {

    /** Bytes of an event without what a client has sent. */
    private static final int USUAL = 128;

    /** Bytes of an argument's object and its entry in a list. */
    private static final int OF_AN_ARGUMENT = 24;

    /** Bytes of a character, in strings with characters beyond Latin-1. */
    private static final int OF_A_CHARACTER = 2;

    /** Bytes above which an event counts as large: it holds a long text of a client. */
    private static final int LARGE = 2048;

    private QueuedEventSizeEstimate() {}

    /** The bytes of an event: a constant, and what clients can make large. */
    public static int bytes(Event event) {
        return switch (event) {
            case Event.ClientRequested e ->
                    USUAL + OF_A_CHARACTER * e.address().length() + carried(e.request());
            case Event.ValueSet e -> USUAL + OF_A_CHARACTER * e.address().length();
            case Event.Added e -> USUAL + OF_A_CHARACTER * e.address().length();
            case Event.Refused e ->
                    USUAL + OF_A_CHARACTER * (e.address().length() + e.text().length());
            default -> USUAL;
        };
    }

    /** Whether an event is large. The last part of a queue is kept for small events. */
    public static boolean isLarge(Event event) {
        return bytes(event) > LARGE;
    }

    private static int carried(Command.ClientCommand request) {
        return request instanceof Command.Ping(List<Object> carried) ? carried(carried) : 0;
    }

    private static int carried(List<?> arguments) {
        int bytes = 0;
        for (Object argument : arguments) {
            bytes += OF_AN_ARGUMENT;
            if (argument instanceof OscArgument carried) {
                bytes += carried(carried);
            }
        }
        return bytes;
    }

    private static int carried(OscArgument argument) {
        return switch (argument) {
            case OscArgument.Text text -> OF_A_CHARACTER * text.value().length();
            case OscArgument.Symbol symbol -> OF_A_CHARACTER * symbol.value().length();
            case OscArgument.Blob blob -> blob.size();
            case OscArgument.Array array -> carried(array.items());
            default -> 0;
        };
    }
}
