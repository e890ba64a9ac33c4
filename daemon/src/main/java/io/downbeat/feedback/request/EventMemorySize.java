package io.downbeat.feedback.request;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;

import java.util.List;

/** About how many bytes of memory events take while they wait, for queues bounded in bytes. */
public final class EventMemorySize {

    /** An event without what a client has sent. */
    private static final int USUAL = 128;

    /** An argument's object and its place in a list. */
    private static final int OF_AN_ARGUMENT = 24;

    /** Strings with characters beyond Latin-1 are kept with two bytes for each. */
    private static final int OF_A_CHARACTER = 2;

    /** What is larger than this holds a long text that a client has sent, and is kept last. */
    private static final int LARGE = 2048;

    private EventMemorySize() {}

    /** The bytes of an event: what clients can make large is counted, the rest is a constant. */
    public static int bytes(Event event) {
        return switch (event) {
            case Event.ClientRequested e ->
                    USUAL + OF_A_CHARACTER * e.address().length() + carried(e.request());
            case Event.ValueSet e -> USUAL + OF_A_CHARACTER * e.address().length();
            case Event.Refused e ->
                    USUAL + OF_A_CHARACTER * (e.address().length() + e.text().length());
            default -> USUAL;
        };
    }

    /**
     * Whether an event carries far more than usual: the last of the room is kept for those that do
     * not.
     */
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
