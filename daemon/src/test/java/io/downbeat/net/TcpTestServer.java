package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.clock.SystemHostClock;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.Peer;
import io.downbeat.rig.AllowedHosts;
import io.downbeat.time.HostMicros;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A TCP transport on loopback, the messages that it received, and clients that write bytes. */
final class TcpTestServer implements AutoCloseable, OscConnections.Listener {
    private static final int PATIENCE_MILLIS = 10_000;

    /** A packet, or a closed connection. */
    record Heard(Peer from, String what) {}

    private final NettyThreads loop = NettyThreads.start();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Peer> caughtUp = new LinkedBlockingQueue<>();
    private final HostClock clock;
    private volatile HostMicros latestSecond = HostMicros.NEVER;
    private final OscConnections connections;
    private final TcpListener transport;

    TcpTestServer() {
        this(new SystemHostClock());
    }

    TcpTestServer(HostClock clock) {
        this.clock = clock;
        connections = new OscConnections(clock, this);
        transport = open(new ListenAddress("127.0.0.1", 0));
    }

    TcpListener open(ListenAddress listenAddress) {
        return TcpTransport.open(
                loop,
                listenAddress,
                new AccessCheck(AllowedHosts.LOOPBACK_ONLY, ThisComputer.read()),
                clock,
                connections);
    }

    /** An HTTP port whose WebSockets are connections of this server. */
    TcpListener openHttp(Function<HttpGetRequest, HttpGetReply> answers) {
        return HttpListener.open(
                loop,
                new ListenAddress("127.0.0.1", 0),
                new AccessCheck(AllowedHosts.LOOPBACK_ONLY, ThisComputer.read()),
                clock,
                answers,
                connections);
    }

    TcpListener transport() {
        return transport;
    }

    OscConnections connections() {
        return connections;
    }

    Socket client() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), transport.port());
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    /** The next packet's address, or {@code closed}. */
    String next() throws InterruptedException {
        return nextHeard().what();
    }

    /** How many closed connections were not counted yet. */
    int partings() {
        return (int) heard.stream().filter(each -> each.what().equals("closed")).count();
    }

    Heard nextHeard() throws InterruptedException {
        Heard next = heard.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("nothing was heard");
        }
        return next;
    }

    /** The next connection that has caught up. */
    Peer nextCaughtUp() throws InterruptedException {
        Peer next = caughtUp.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("no connection has caught up");
        }
        return next;
    }

    @Override
    public void packet(DecodedPacket reading, Peer from, HostMicros at) {
        reading.packet().ifPresent(packet -> hear(packet, from));
    }

    private void hear(OscPacket packet, Peer from) {
        heard.add(new Heard(from, packet instanceof OscMessage m ? m.address() : "bundle"));
    }

    @Override
    public void onSecond(HostMicros now) {
        latestSecond = now;
    }

    /** When the listener was last told that a second has passed. */
    HostMicros latestSecond() {
        return latestSecond;
    }

    @Override
    public void closed(Peer peer) {
        heard.add(new Heard(peer, "closed"));
    }

    @Override
    public void caughtUp(Peer peer) {
        caughtUp.add(peer);
    }

    @Override
    public void close() {
        transport.close();
        loop.close();
    }

    static byte[] message(String address, OscArgument... arguments) {
        return new OscCodec().encode(new OscMessage(address, List.of(arguments)));
    }

    static byte[] sized(byte[] packet) {
        return ByteBuffer.allocate(4 + packet.length).putInt(packet.length).put(packet).array();
    }

    static byte[] received(Socket client, int count) throws IOException {
        InputStream in = client.getInputStream();
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new AssertionError("the stream ended after " + bytes.length + " bytes");
        }
        return bytes;
    }
}
