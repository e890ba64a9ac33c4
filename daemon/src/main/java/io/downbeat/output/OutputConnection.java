package io.downbeat.output;

import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;

/** The connection to the receiver of one output. No method blocks or throws. */
public interface OutputConnection {

    /**
     * Sends the bytes between the datagram's position and limit. A datagram that cannot be sent is
     * dropped and counted. The bytes are valid only during the call.
     */
    void send(ByteBuffer datagram);

    /** Whether datagrams reach the receiver, as far as is known. */
    OutputStatus status();

    /** Updates the status; called several times a second. */
    void poll(HostMicros now);
}
