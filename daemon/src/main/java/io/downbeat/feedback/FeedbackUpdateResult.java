package io.downbeat.feedback;

import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.guard.FaultGuard;
import io.downbeat.session.command.AddressedCommand;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import java.util.List;

/**
 * The result of one update.
 *
 * @param packets to be sent now, in this order
 * @param wakeAt when the next update must come at the latest
 * @param requests requests to the conductor that only feedback can make, such as the end of a touch
 * @param subscriptionsChanged whether {@link Feedback#savedLines} have changed
 * @param handled the packets that were handled ({@link Event.PacketReceived}), each followed by
 *     what of it was refused ({@link Event.Refused}), whether or not its sender was sent an error
 * @param failures what failed and was left out, for the log
 */
public record FeedbackUpdateResult(
        List<OutgoingPacket> packets,
        HostMicros wakeAt,
        List<RequestedBy> requests,
        boolean subscriptionsChanged,
        List<Event> handled,
        List<FaultGuard.Failure> failures) {

    /** A request to the conductor, in the name of a client or of the program. */
    public record RequestedBy(RequestOrigin by, AddressedCommand request) {}

    public FeedbackUpdateResult {
        packets = List.copyOf(packets);
        requests = List.copyOf(requests);
        handled = List.copyOf(handled);
        failures = List.copyOf(failures);
    }
}
