package io.downbeat.session.command;

import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/**
 * What came in together, and when: a message, or the messages of a bundle, obeyed in one step and
 * in their order.
 *
 * @param due the moment that a time tag asks for; until then it is held
 * @param bytes the size of the packet that it came in; 0 for what the program itself asks for
 */
public record CommandBatch(
        HostMicros at,
        RequestOrigin by,
        Optional<HostMicros> due,
        List<AddressedCommand> requests,
        int bytes) {

    /** What a request takes in memory besides the bytes of its packet, about. */
    private static final long BYTES_OF_A_REQUEST = 128;

    public CommandBatch {
        requests = List.copyOf(requests);
    }

    /** Something that did not come in a packet. */
    public CommandBatch(
            HostMicros at,
            RequestOrigin by,
            Optional<HostMicros> due,
            List<AddressedCommand> requests) {
        this(at, by, due, requests, 0);
    }

    /** About how many bytes of memory it takes while it waits. */
    public long memoryBytes() {
        return bytes + BYTES_OF_A_REQUEST * requests.size();
    }

    /** Whether obeying it may take as long as a clip or scene is large. */
    public boolean hasBulkCommand() {
        return requests.stream().anyMatch(each -> each.command() instanceof Command.BulkCommand);
    }
}
