package io.downbeat.net;

import io.downbeat.osc.OscCodec;
import io.downbeat.rig.Endpoint;
import io.downbeat.time.HostMicros;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The sockets that parameter values leave by, one for each output, each connected to its receiver
 * and to nobody else. Outputs count from 1.
 *
 * <p>Sending never blocks and never throws. A receiver that refuses packets is told once, and told
 * again when it is back ({@link OutputSocket} says how that is known); meanwhile packets go on
 * being sent, since the receiver may be back before it is known to be.
 *
 * <p>Owned by the conductor's thread. Not thread safe.
 */
public final class OutputSockets implements AutoCloseable {
    private final List<OutputSocket> lines = new ArrayList<>();
    private final Supplier<HostMicros> now;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(OscCodec.MAX_PACKET);

    /** Who is told what became of an output. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A status that has changed, within a {@link #poll}. After {@link OutputReachability#OK}
         * the receiver has missed values and wants all present ones.
         *
         * @param output counted from 1
         */
        void told(int output, OutputReachability status);
    }

    private OutputSockets(Supplier<HostMicros> now) {
        this.now = now;
    }

    /**
     * A socket for each receiver. Names that are not known within half a second are looked up
     * further in the background, and told as unresolved by the first {@link #poll}.
     *
     * @param names asked for the receivers' addresses, again and again when sending fails
     */
    public static OutputSockets open(List<Endpoint> receivers, HostNames names, Listener listener) {
        var opening =
                new Opening(
                        names,
                        () -> HostMicros.NEVER,
                        Optional.empty(),
                        output -> Optional.empty());
        return open(receivers, opening, listener);
    }

    /**
     * What lines are opened with.
     *
     * @param names asked for the receivers' addresses, again and again when sending fails
     * @param now the moment at which something is read
     * @param own where nothing is sent to, whatever a name comes to mean
     * @param watching for an output of which what comes back is to be read, who takes its sockets
     *     to wait for that
     */
    public record Opening(
            HostNames names,
            Supplier<HostMicros> now,
            Optional<ListeningUdpPort> own,
            IntFunction<Optional<Consumer<DatagramChannel>>> watching) {}

    /** A socket for each receiver, some of which are to be read. */
    public static OutputSockets open(List<Endpoint> receivers, Opening opening, Listener listener) {
        HostNames names = opening.names();
        OutputSockets sockets = new OutputSockets(opening.now());
        names.prepare(receivers.stream().map(Endpoint::host).toList());
        for (Endpoint receiver : receivers) {
            int output = sockets.lines.size() + 1;
            OutputSocket line =
                    new OutputSocket(
                            receiver,
                            names,
                            status -> listener.told(output, status),
                            opening.own(),
                            opening.watching().apply(output));
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
        for (OutputSocket line : lines) {
            line.poll(now);
        }
    }

    /** Who is told what came back. */
    @FunctionalInterface
    public interface Returned {
        /**
         * One datagram from the receiver of an output.
         *
         * @param datagram its bytes, good only during the call
         * @param at when it was read
         */
        void packet(int output, InetAddress from, ByteBuffer datagram, HostMicros at);
    }

    /** Reads what has come back, at most so many datagrams of each output. */
    public void read(int most, Returned returned) {
        for (int at = 0; at < lines.size(); at++) {
            OutputSocket line = lines.get(at);
            for (int n = 0; n < most && line.read(datagram); n++) {
                returned.packet(at + 1, line.receiverAddress(), datagram.flip(), now.get());
            }
        }
    }

    public OutputReachability status(int output) {
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
        lines.forEach(OutputSocket::close);
    }

    private OutputSocket line(int output) {
        return lines.get(output - 1);
    }
}
