package io.downbeat.transport;

import io.downbeat.rig.Endpoint;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The sockets that parameter values leave by, one for each output, each connected to its receiver
 * and to nobody else. Outputs count from 1.
 *
 * <p>Sending never blocks and never throws. A receiver that refuses packets is told once, and told
 * again when it is back ({@link OutputLine} says how that is known); meanwhile packets go on being
 * sent, since the receiver may be back before it is known to be.
 *
 * <p>Owned by the conductor's thread. Not thread safe.
 */
public final class OutputSockets implements AutoCloseable {
    private final List<OutputLine> lines = new ArrayList<>();

    /** Who is told what became of an output. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A status that has changed, within a {@link #poll}. After {@link Reachability#OK} the
         * receiver has missed values and wants all present ones.
         *
         * @param output counted from 1
         */
        void told(int output, Reachability status);
    }

    private OutputSockets() {}

    /**
     * A socket for each receiver. Names that are not known within half a second are looked up
     * further in the background, and told as unresolved by the first {@link #poll}.
     *
     * @param names asked for the receivers' addresses, again and again when sending fails
     */
    public static OutputSockets open(List<Endpoint> receivers, HostNames names, Listener listener) {
        OutputSockets sockets = new OutputSockets();
        names.prepare(receivers.stream().map(Endpoint::host).toList());
        for (Endpoint receiver : receivers) {
            int output = sockets.lines.size() + 1;
            OutputLine line =
                    new OutputLine(receiver, names, status -> listener.told(output, status));
            line.open();
            sockets.lines.add(line);
        }
        return sockets;
    }

    /** Sends a datagram to an output, or counts it as dropped. Takes the buffer's bytes. */
    public void send(int output, ByteBuffer datagram) {
        line(output).send(datagram);
    }

    /** Looks after refusals and receivers that are back; called some times a second. */
    public void poll(HostMicros now) {
        for (OutputLine line : lines) {
            line.poll(now);
        }
    }

    public Reachability status(int output) {
        return line(output).status();
    }

    /** How many datagrams an output's socket took. */
    public long sent(int output) {
        return line(output).sent();
    }

    /** How many datagrams to an output could not be sent. */
    public long dropped(int output) {
        return line(output).dropped();
    }

    @Override
    public void close() {
        lines.forEach(OutputLine::close);
    }

    private OutputLine line(int output) {
        return lines.get(output - 1);
    }
}
