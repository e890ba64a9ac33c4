package io.downbeat.output;

import java.nio.ByteBuffer;

/**
 * Where the outputs' datagrams leave, one socket a receiver. Called on the conductor's thread;
 * neither method blocks or throws.
 */
public interface OutputDatagramSender {

    /**
     * Sends what lies between the datagram's position and limit, or counts and tells that it could
     * not. The bytes are only there during the call.
     *
     * @param output position of the output, from 1
     */
    void send(int output, ByteBuffer datagram);

    /** Told of an output for which nothing could be made or sent, by a fault of this program. */
    void failed(int output, RuntimeException why);
}
