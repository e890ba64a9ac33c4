package io.downbeat.net;

import io.downbeat.osc.OscCodec;
import io.downbeat.osc.Peer;
import io.downbeat.rig.Endpoint;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The sockets of all outputs, each connected to the receiver of its output only. Opens them, reads
 * what comes back to them, and closes them. Owned by the conductor thread. Not thread safe.
 */
public final class OutputSockets implements AutoCloseable {
    private final List<OutputSocket> sockets = new ArrayList<>();
    private final Supplier<HostMicros> now;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(OscCodec.MAX_PACKET);

    private OutputSockets(Supplier<HostMicros> now) {
        this.now = now;
    }

    /** A socket for each receiver, none of which is read. */
    public static OutputSockets open(List<Endpoint> receivers, HostNames names) {
        return open(
                receivers,
                names,
                Optional.empty(),
                () -> HostMicros.NEVER,
                output -> Optional.empty());
    }

    /**
     * A socket for each receiver. A host name that has no address within half a second is looked up
     * further in the background; until then the socket is unresolved.
     *
     * @param own this program's own OSC port: nothing is sent there, whatever a name comes to mean
     * @param now the time at which something is read
     * @param watching for an output, by position from 1, that is to be read: receives the channels
     *     that are opened for it
     */
    public static OutputSockets open(
            List<Endpoint> receivers,
            HostNames names,
            Optional<OwnUdpPortCheck> own,
            Supplier<HostMicros> now,
            IntFunction<Optional<Consumer<DatagramChannel>>> watching) {
        var opened = new OutputSockets(now);
        names.prepare(receivers.stream().map(Endpoint::host).toList());
        for (Endpoint receiver : receivers) {
            int output = opened.sockets.size() + 1;
            var socket = new OutputSocket(receiver, names, own, watching.apply(output));
            socket.open();
            opened.sockets.add(socket);
        }
        return opened;
    }

    /** The sockets, in the order of their outputs. */
    public List<OutputSocket> all() {
        return List.copyOf(sockets);
    }

    /** Receives the datagrams that came back from the receivers of outputs. */
    @FunctionalInterface
    public interface ReturnedDatagramListener {
        /**
         * @param output position of the output, from 1
         * @param from the receiver of the output
         * @param datagram its bytes, valid only during the call
         * @param at when it was read
         */
        void onDatagram(int output, Peer from, ByteBuffer datagram, HostMicros at);
    }

    /** Reads what has come back, at most this many datagrams of each output. */
    public void read(int most, ReturnedDatagramListener listener) {
        for (int at = 0; at < sockets.size(); at++) {
            OutputSocket socket = sockets.get(at);
            for (int n = 0; n < most && socket.read(datagram); n++) {
                listener.onDatagram(at + 1, socket.peer(), datagram.flip(), now.get());
            }
        }
    }

    @Override
    public void close() {
        sockets.forEach(OutputSocket::close);
    }
}
