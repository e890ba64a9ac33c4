package io.downbeat.app.warmup;

import io.downbeat.clock.HostClock;
import io.downbeat.net.AccessCheck;
import io.downbeat.net.ListenAddress;
import io.downbeat.net.NettyThreads;
import io.downbeat.net.OscConnections;
import io.downbeat.net.PortUnavailableException;
import io.downbeat.net.TcpListener;
import io.downbeat.net.TcpTransport;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Sends one message and its answer over a TCP port of its own on loopback, right after the ready
 * line. So the classes that a connection needs are loaded before the first client connects.
 */
public final class TcpWarmup implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TcpWarmup.class);
    private static final int PATIENCE_MILLIS = 5_000;

    private final NettyThreads loop;
    private final AccessCheck accessCheck;
    private final HostClock clock;

    public TcpWarmup(NettyThreads loop, AccessCheck accessCheck, HostClock clock) {
        this.loop = loop;
        this.accessCheck = accessCheck;
        this.clock = clock;
    }

    @Override
    public void run() {
        byte[] message = new OscCodec().encode(OscMessage.of("/ping"));
        var opened = new CompletableFuture<OscConnections>();
        var here = new ListenAddress("127.0.0.1", 0);
        var echo = new Echo(from -> opened.join().send(from, ByteBuffer.wrap(message)));
        var connections = new OscConnections(clock, echo);
        opened.complete(connections);
        try (TcpListener port = TcpTransport.open(loop, here, accessCheck, clock, connections)) {
            exchange(message, port.port());
        } catch (IOException | PortUnavailableException | IllegalStateException notNow) {
            // An error here does not affect the real port; the first connection is only slower.
            LOG.debug("no warm-up of TCP", notNow);
        }
    }

    private static void exchange(byte[] message, int port) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(PATIENCE_MILLIS);
            var out = new DataOutputStream(client.getOutputStream());
            out.writeInt(message.length);
            out.write(message);
            var in = new DataInputStream(client.getInputStream());
            in.readFully(new byte[in.readInt()]);
        }
    }

    /** Answers each message. */
    private record Echo(Consumer<Peer> answer) implements OscConnections.Listener {
        @Override
        public void packet(DecodedPacket reading, Peer from, HostMicros at) {
            answer.accept(from);
        }

        @Override
        public void closed(Peer peer) {
            // It has what it came for.
        }
    }
}
