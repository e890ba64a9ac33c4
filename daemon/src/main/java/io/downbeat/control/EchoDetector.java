package io.downbeat.control;

import io.downbeat.osc.OscMessage;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

/**
 * Tells a value or launch that only comes back from an output's host from one that is set there.
 */
public interface EchoDetector {
    /** Nothing was sent, so nothing comes back. */
    EchoDetector NONE =
            new EchoDetector() {
                @Override
                public boolean isReturned(OscMessage message, RequestOrigin from, HostMicros at) {
                    return false;
                }

                @Override
                public boolean isReturned(Command command, RequestOrigin from, HostMicros at) {
                    return false;
                }

                @Override
                public boolean isReturnedByConnection(
                        Command command, RequestOrigin from, HostMicros at) {
                    return false;
                }
            };

    /**
     * Whether a message says nothing but what was just sent to its sender, and so is to change
     * nothing. Asked once for each message, in the order in which they came.
     */
    boolean isReturned(OscMessage message, RequestOrigin from, HostMicros at);

    /**
     * Whether a command only launches again what an event of it was sent to its sender, and so is
     * to change nothing. Asked once for each command that is to be obeyed, in their order.
     */
    boolean isReturned(Command command, RequestOrigin from, HostMicros at);

    /**
     * The same for a command that came by a connection, values included: connections are read by
     * other threads, and only the command is left when this is called.
     */
    boolean isReturnedByConnection(Command command, RequestOrigin from, HostMicros at);
}
