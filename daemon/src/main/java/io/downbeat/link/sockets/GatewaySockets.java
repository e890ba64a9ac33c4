package io.downbeat.link.sockets;

import io.downbeat.link.wire.LinkInterfaceAddress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * The three sockets of one gateway: one sends all discovery messages and receives the answers, one
 * receives the multicast group, and one answers measurements on a thread of its own.
 */
final class GatewaySockets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewaySockets.class);
    private static final int PORT = 20808;
    private static final byte[] GROUP_V4 = {(byte) 224, 76, 78, 75};

    /** ff12::8080, on one link. */
    private static final byte[] GROUP_V6 = {
        (byte) 0xff, 0x12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0x80, (byte) 0x80
    };

    private static final int READ_AT_MOST = 64;

    private final DatagramChannel sending;
    private final DatagramChannel receiving;
    private final MeasurementResponder measurementResponder;
    private final LinkInterfaceAddress gateway;
    private final InetSocketAddress group;

    /** Handles a datagram; its bytes are valid only during the call. */
    @FunctionalInterface
    interface DatagramReader {
        void read(LinkInterfaceAddress gateway, InetSocketAddress from, ByteBuffer datagram);
    }

    private GatewaySockets(
            DatagramChannel speaking,
            DatagramChannel hearing,
            InetAddress group,
            MeasurementResponder measurementResponder) {
        this.sending = speaking;
        this.receiving = hearing;
        this.measurementResponder = measurementResponder;
        this.gateway = new LinkInterfaceAddress(measurementResponder.address());
        this.group = new InetSocketAddress(group, PORT);
    }

    /** Opens all three sockets and starts the responder. */
    static GatewaySockets open(
            LocalAddress local, Selector selector, MeasurementResponder.Clocks clocks)
            throws IOException {
        StandardProtocolFamily family = family(local.address());
        DatagramChannel speaking = DatagramChannel.open(family);
        DatagramChannel hearing = DatagramChannel.open(family);
        try {
            NetworkInterface network = local.network();
            prepareToSpeak(speaking, local.address(), network);
            InetAddress group = group(local);
            prepareToHear(hearing, network, group);
            MeasurementResponder measurementResponder =
                    MeasurementResponder.start(local.address(), clocks);
            var sockets = new GatewaySockets(speaking, hearing, group, measurementResponder);
            speaking.register(selector, SelectionKey.OP_READ, sockets);
            hearing.register(selector, SelectionKey.OP_READ, sockets);
            return sockets;
        } catch (IOException refused) {
            speaking.close();
            hearing.close();
            throw refused;
        }
    }

    /** The protocol family of that address. */
    static StandardProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    private static InetAddress group(LocalAddress local) throws IOException {
        return local.isIpv6()
                ? Inet6Address.getByAddress(null, GROUP_V6, local.on())
                : InetAddress.getByAddress(GROUP_V4);
    }

    private static void prepareToSpeak(
            DatagramChannel channel, InetAddress address, NetworkInterface network)
            throws IOException {
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
        // Other programs of this machine are found on the loopback gateway; once is enough.
        channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, address.isLoopbackAddress());
        channel.bind(new InetSocketAddress(address, 0)).configureBlocking(false);
    }

    private static void prepareToHear(
            DatagramChannel channel, NetworkInterface network, InetAddress group)
            throws IOException {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        boolean portsAreSharedByAnotherOption =
                System.getProperty("os.name", "").startsWith("Mac")
                        && channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
        if (portsAreSharedByAnotherOption) {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
        channel.bind(new InetSocketAddress(PORT)).configureBlocking(false);
        channel.join(group, network);
    }

    LinkInterfaceAddress gateway() {
        return gateway;
    }

    void multicast(byte[] datagram) {
        send(group, datagram);
    }

    /** Sends a datagram. A failure is ignored, since every message is repeated soon. */
    void send(InetSocketAddress to, byte[] datagram) {
        try {
            sending.send(ByteBuffer.wrap(datagram), to);
        } catch (IOException | IllegalArgumentException unreachable) {
            LOG.debug("sending Link from {} to {}: {}", gateway, to, unreachable.toString());
        }
    }

    /** Passes on what a ready socket has received, limited so that nothing else has to wait. */
    void read(SelectionKey ready, ByteBuffer buffer, DatagramReader datagramReader) {
        var channel = (DatagramChannel) ready.channel();
        for (int i = 0; i < READ_AT_MOST; i++) {
            try {
                buffer.clear();
                var from = (InetSocketAddress) channel.receive(buffer);
                if (from == null) {
                    return;
                }
                if (gateway.receivesFrom(from.getAddress())) {
                    datagramReader.read(gateway, from, buffer.flip());
                }
            } catch (IOException earlierSendWasRefused) {
                LOG.debug("receiving Link on {}", gateway, earlierSendWasRefused);
            }
        }
    }

    @Override
    public void close() {
        measurementResponder.close();
        try {
            sending.close();
            receiving.close();
        } catch (IOException alreadyBroken) {
            LOG.debug("closing Link on {}", gateway, alreadyBroken);
        }
    }
}
