package io.downbeat.control;

import io.downbeat.osc.OscMessage;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

/** Tells a value that only comes back from an output's host from one that a hand has set. */
@FunctionalInterface
public interface EchoDetector {
    /** Nothing was sent, so nothing comes back. */
    EchoDetector NONE = (message, from, at) -> false;

    /**
     * Whether a message says nothing but what was just sent to its sender, and so is to change
     * nothing. Asked once for each message, in the order in which they came.
     */
    boolean isReturned(OscMessage message, RequestOrigin from, HostMicros at);
}
