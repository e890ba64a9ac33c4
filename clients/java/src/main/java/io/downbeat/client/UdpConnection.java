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
 * A UDP socket that is connected to one daemon: only packets of that daemon arrive. Its thread
 * passes on packets, and reports where the network says that nothing listens at the port.
 *
 * <p>Any thread may send.
 */
final class UdpConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpConnection.class);

    private final DatagramSocket socket;
    private final Receiver hearing;
    private final Thread receiving;

    /** Receives packets on the connection's thread; a refusal also on a sender's thread. */
    interface Receiver {
        void packet(byte[] bytes);

        void refused();
    }

    private UdpConnection(DatagramSocket socket, Receiver hearing) {
        this.socket = socket;
        this.hearing = hearing;
        this.receiving = new Thread(this::receive, "downbeat-client");
        receiving.setDaemon(true);
    }

    /** Opens a connection; it receives from {@link #start} on. */
    static UdpConnection open(String host, int port, Receiver hearing) {
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
            return new UdpConnection(socket, hearing);
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

    /** Whether the calling thread is the receiving one. */
    boolean isHearing() {
        return Thread.currentThread().equals(receiving);
    }

    /**
     * Sends a packet; sends it again if the network only now reports that an earlier one was
     * refused.
     */
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
