package io.downbeat.feedback;

import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.guard.FaultGuard;
import io.downbeat.session.command.AddressedCommand;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import java.util.List;

/**
 * What a turn of feedback comes to.
 *
 * @param packets to be sent now, in this order
 * @param wakeAt when the next turn must come at the latest
 * @param asked what only feedback knows and the conductor must be told
 * @param subscriptionsChanged whether {@link Feedback#lines} have changed
 * @param refused what was refused, whether or not its sender was told
 * @param failures what failed and was left out, for the log
 */
public record FeedbackResult(
        List<OutgoingPacket> packets,
        HostMicros wakeAt,
        List<RequestedBy> asked,
        boolean subscriptionsChanged,
        List<Event.Refused> refused,
        List<FaultGuard.Failure> failures) {

    /** A request in somebody's name. */
    public record RequestedBy(RequestOrigin by, AddressedCommand request) {}

    public FeedbackResult {
        packets = List.copyOf(packets);
        asked = List.copyOf(asked);
        refused = List.copyOf(refused);
        failures = List.copyOf(failures);
    }
}
