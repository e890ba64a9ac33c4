package io.downbeat.link.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.time.Beats;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Encodes and decodes discovery messages, version 1 of the protocol: a head of 20 bytes, then
 * entries. Other datagrams give an empty result.
 */
public final class DiscoveryCodec {

    /** Bytes: datagrams of both protocols are shorter than this. */
    public static final int TOO_LONG = 512;

    /** Seconds for which this peer's messages are valid. */
    static final int TTL_SECONDS = 5;

    private static final long MAGIC = ByteBuffer.wrap("_asdp_v\u0001".getBytes(US_ASCII)).getLong();
    private static final int HEAD = 20;
    private static final byte ALIVE = 1;
    private static final byte RESPONSE = 2;
    private static final byte BYEBYE = 3;

    private static final Set<DatagramEntryKind> KNOWN =
            EnumSet.of(
                    DatagramEntryKind.TIMELINE,
                    DatagramEntryKind.SESSION,
                    DatagramEntryKind.START_STOP,
                    DatagramEntryKind.MEASUREMENT_V4,
                    DatagramEntryKind.MEASUREMENT_V6);

    private DiscoveryCodec() {}

    public static byte[] alive(PeerState state) {
        return message(ALIVE, state);
    }

    public static byte[] response(PeerState state) {
        return message(RESPONSE, state);
    }

    public static byte[] byebye(NodeId node) {
        return head(ByteBuffer.allocate(HEAD), BYEBYE, 0, node).array();
    }

    /**
     * Decodes the rest of a datagram.
     *
     * @param at the gateway that received it: of the addresses that a peer gives, the one on this
     *     network counts
     */
    public static Optional<DiscoveryMessage> read(ByteBuffer in, LinkInterfaceAddress at) {
        if (in.remaining() < HEAD || in.remaining() >= TOO_LONG || in.getLong() != MAGIC) {
            return Optional.empty();
        }
        byte type = in.get();
        int ttl = Byte.toUnsignedInt(in.get());
        short group = in.getShort();
        NodeId node = new NodeId(in.getLong());
        if (group != 0) {
            return Optional.empty();
        }
        return switch (type) {
            case ALIVE -> Optional.of(new DiscoveryMessage.Alive(node, ttl, state(node, in, at)));
            case RESPONSE ->
                    Optional.of(new DiscoveryMessage.Response(node, ttl, state(node, in, at)));
            case BYEBYE -> Optional.of(new DiscoveryMessage.ByeBye(node));
            default -> Optional.empty();
        };
    }

    private static byte[] message(byte type, PeerState state) {
        Optional<DatagramEntryKind> place = state.pingAt().map(at -> kindOf(at.getAddress()));
        ByteBuffer out =
                ByteBuffer.allocate(
                        HEAD
                                + DatagramEntryKind.TIMELINE.length()
                                + DatagramEntryKind.SESSION.length()
                                + DatagramEntryKind.START_STOP.length()
                                + place.map(DatagramEntryKind::length).orElse(0));
        head(out, type, TTL_SECONDS, state.node());
        SessionTimeline timeline = state.timeline();
        DatagramEntryKind.TIMELINE
                .begin(out)
                .putLong(timeline.microsPerBeat())
                .putLong(timeline.beatOrigin().micro())
                .putLong(timeline.timeOrigin().micros());
        DatagramEntryKind.SESSION.begin(out).putLong(state.session().bits());
        StartStop startStop = state.startStop();
        DatagramEntryKind.START_STOP
                .begin(out)
                .put((byte) (startStop.playing() ? 1 : 0))
                .putLong(startStop.beat().micro())
                .putLong(startStop.issued().micros());
        state.pingAt()
                .ifPresent(at ->
                        kindOf(at.getAddress())
                                .begin(out)
                                .put(at.getAddress().getAddress())
                                .putShort((short) at.getPort()));
        return out.array();
    }

    private static ByteBuffer head(ByteBuffer out, byte type, int ttl, NodeId node) {
        return out.putLong(MAGIC)
                .put(type)
                .put((byte) ttl)
                .putShort((short) 0)
                .putLong(node.bits());
    }

    private static DatagramEntryKind kindOf(InetAddress address) {
        return address instanceof Inet6Address
                ? DatagramEntryKind.MEASUREMENT_V6
                : DatagramEntryKind.MEASUREMENT_V4;
    }

    private static Optional<PeerState> state(NodeId node, ByteBuffer in, LinkInterfaceAddress at) {
        return DecodedDatagramEntries.read(in, KNOWN)
                .map(decodedDatagramEntries -> state(node, decodedDatagramEntries, at));
    }

    private static PeerState state(
            NodeId node, DecodedDatagramEntries decodedDatagramEntries, LinkInterfaceAddress at) {
        ByteBuffer timeline = decodedDatagramEntries.value(DatagramEntryKind.TIMELINE);
        ByteBuffer startStop = decodedDatagramEntries.value(DatagramEntryKind.START_STOP);
        return new PeerState(
                node,
                new NodeId(decodedDatagramEntries.value(DatagramEntryKind.SESSION).getLong()),
                new SessionTimeline(
                        timeline.getLong(),
                        Beats.micro(timeline.getLong()),
                        new GhostMicros(timeline.getLong())),
                new StartStop(
                        startStop.get() != 0,
                        Beats.micro(startStop.getLong()),
                        new GhostMicros(startStop.getLong())),
                pingAt(decodedDatagramEntries, at));
    }

    private static Optional<InetSocketAddress> pingAt(
            DecodedDatagramEntries decodedDatagramEntries, LinkInterfaceAddress at) {
        ByteBuffer value = decodedDatagramEntries.value(kindOf(at.pingAt().getAddress()));
        byte[] octets = new byte[value.remaining() - Short.BYTES];
        value.get(octets);
        return at.measurementAddress(octets, Short.toUnsignedInt(value.getShort()));
    }
}
