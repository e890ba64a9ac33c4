package io.downbeat.control;

import io.downbeat.osc.OscMessage;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

/**
 * Distinguishes a value or launch that an output's host returns from one that a client there sends.
 */
public interface EchoDetector {
    /** For a program that sends nothing, so nothing returns. */
    EchoDetector NONE =
            new EchoDetector() {
                @Override
                public boolean isReturned(OscMessage message, RequestSender from, HostMicros at) {
                    return false;
                }

                @Override
                public boolean isReturned(Command command, RequestSender from, HostMicros at) {
                    return false;
                }

                @Override
                public boolean isReturnedByConnection(
                        Command command, RequestSender from, HostMicros at) {
                    return false;
                }
            };

    /**
     * Whether a message only returns a value that was just sent to its sender, so that it must
     * change nothing. Called once for each message, in the order of arrival.
     */
    boolean isReturned(OscMessage message, RequestSender from, HostMicros at);

    /**
     * Whether a command only repeats a launch whose event was sent to its sender, so that it must
     * change nothing. Called once for each command that is to be handled, in their order.
     */
    boolean isReturned(Command command, RequestSender from, HostMicros at);

    /**
     * As the other, for a command that arrived by a connection, values included: other threads read
     * connections, and only the command is left when this is called.
     */
    boolean isReturnedByConnection(Command command, RequestSender from, HostMicros at);
}
