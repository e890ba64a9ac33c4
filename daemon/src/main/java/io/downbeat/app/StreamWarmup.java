package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscReading;
import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;
import io.downbeat.transport.Admission;
import io.downbeat.transport.NetLoop;
import io.downbeat.transport.Place;
import io.downbeat.transport.PortRefused;
import io.downbeat.transport.TcpTransport;

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
 * One message and its answer over a TCP port of its own on loopback, right after the ready line:
 * what is loaded for the first connection is there before the first client comes.
 */
final class StreamWarmup implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamWarmup.class);
    private static final int PATIENCE_MILLIS = 5_000;

    private final NetLoop loop;
    private final Admission admission;
    private final HostClock clock;

    StreamWarmup(NetLoop loop, Admission admission, HostClock clock) {
        this.loop = loop;
        this.admission = admission;
        this.clock = clock;
    }

    @Override
    public void run() {
        byte[] message = new OscCodec().encode(OscMessage.of("/ping"));
        var transport = new CompletableFuture<TcpTransport>();
        var here = new Place("127.0.0.1", 0);
        var echo = new Echo(from -> transport.join().send(from, ByteBuffer.wrap(message)));
        try (TcpTransport port = TcpTransport.open(loop, here, admission, clock, echo)) {
            transport.complete(port);
            exchange(message, port.port());
        } catch (IOException | PortRefused | IllegalStateException notNow) {
            // The real port is not touched by what goes wrong here; it only starts colder.
            LOG.debug("no rehearsal of TCP", notNow);
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
    private record Echo(Consumer<Peer> answer) implements TcpTransport.Listener {
        @Override
        public void packet(OscReading reading, Peer from, HostMicros at) {
            answer.accept(from);
        }

        @Override
        public void closed(Peer peer) {
            // It has what it came for.
        }
    }
}
