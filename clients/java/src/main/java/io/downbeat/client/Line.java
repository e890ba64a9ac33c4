package io.downbeat.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.Arrays;

/**
 * A UDP socket of its own, connected to one daemon: only that daemon's packets come in. Its thread
 * hands over what arrives, and that nothing listens at the other end where the network says so.
 *
 * <p>Any thread may send.
 */
final class Line implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final DatagramSocket socket;
    private final Hearing hearing;
    private final Thread receiving;

    /** The end that hears; called on the line's thread, a refusal also on a sender's. */
    interface Hearing {
        void packet(byte[] bytes);

        void refused();
    }

    private Line(DatagramSocket socket, Hearing hearing) {
        this.socket = socket;
        this.hearing = hearing;
        this.receiving = new Thread(this::receive, "downbeat-client");
        receiving.setDaemon(true);
    }

    /** An open line; it hears from {@link #start} on. */
    static Line open(String host, int port, Hearing hearing) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "expected a port from 1 to 65535, such as 9120, found " + port);
        }
        InetSocketAddress daemon = new InetSocketAddress(host, port);
        InetAddress address = daemon.getAddress();
        if (address == null) {
            throw new DownbeatException(
                    "the name " + host + " does not resolve; give another name or an IP address");
        }
        try {
            DatagramSocket socket = new DatagramSocket();
            socket.connect(daemon);
            return new Line(socket, hearing);
        } catch (IOException failed) {
            throw new DownbeatException(
                    "cannot open a UDP socket to " + host + ":" + port + ": " + failed, failed);
        }
    }

    void start() {
        receiving.start();
    }

    int localPort() {
        return socket.getLocalPort();
    }

    /** Whether this is the thread that hears. */
    boolean isHearing() {
        return Thread.currentThread().equals(receiving);
    }

    /** Sends a packet, also when the network tells only now that an earlier one was refused. */
    void send(byte[] packet) {
        DatagramPacket datagram = new DatagramPacket(packet, packet.length);
        try {
            boolean taken = isTaken(datagram);
            boolean takenThen = taken || isTaken(datagram);
            if (!takenThen) {
                hearing.refused();
            }
        } catch (IOException failed) {
            throw new DownbeatException(
                    "cannot send to " + socket.getRemoteSocketAddress() + ": " + failed, failed);
        }
    }

    private boolean isTaken(DatagramPacket datagram) throws IOException {
        try {
            socket.send(datagram);
            return true;
        } catch (PortUnreachableException ofAnEarlierOne) {
            return false;
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private void receive() {
        DatagramPacket packet = new DatagramPacket(new byte[OscBytes.DATAGRAM], OscBytes.DATAGRAM);
        while (!socket.isClosed()) {
            try {
                packet.setLength(OscBytes.DATAGRAM);
                socket.receive(packet);
                hearing.packet(Arrays.copyOf(packet.getData(), packet.getLength()));
            } catch (PortUnreachableException refused) {
                hearing.refused();
            } catch (IOException | RuntimeException failed) {
                if (!socket.isClosed()) {
                    LOG.warn("a packet from {} was lost", socket.getRemoteSocketAddress(), failed);
                }
            }
        }
    }
}
