package io.downbeat.session.command;

import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/**
 * The commands of one packet: one message, or all messages of a bundle. They are handled in one
 * step and in order.
 *
 * @param due the time of the bundle's time tag; the batch waits until then
 * @param bytes the size of the packet; 0 for commands of the program itself
 * @param beginsPacket whether a client's packet begins with this batch. It then shows that the
 *     client is there, even if the batch is empty
 */
public record CommandBatch(
        HostMicros at,
        RequestSender by,
        Optional<HostMicros> due,
        List<CommandWithAddress> requests,
        int bytes,
        boolean beginsPacket) {

    /** The approximate memory of a request in addition to the bytes of its packet. */
    private static final long BYTES_OF_A_REQUEST = 128;

    public CommandBatch {
        requests = List.copyOf(requests);
    }

    /** A batch that did not arrive in a packet. */
    public CommandBatch(
            HostMicros at,
            RequestSender by,
            Optional<HostMicros> due,
            List<CommandWithAddress> requests) {
        this(at, by, due, requests, 0, false);
    }

    /** The approximate memory that the batch takes while it waits. */
    public long memoryBytes() {
        return bytes + BYTES_OF_A_REQUEST * requests.size();
    }

    /** Whether a command in it may write many values, and so may take long. */
    public boolean hasBulkCommand() {
        return requests.stream().anyMatch(each -> each.command() instanceof Command.BulkCommand);
    }
}
