package io.downbeat.link;

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
 * Discovery messages and their bytes, version 1 of the protocol: 20 bytes of head, then entries.
 * Whatever is no such message is read as none.
 */
final class DiscoveryCodec {

    /** A datagram of either protocol is shorter than this. */
    static final int TOO_LONG = 512;

    /** Seconds that our own messages are to be believed. */
    static final int TTL_SECONDS = 5;

    private static final long MAGIC = ByteBuffer.wrap("_asdp_v\u0001".getBytes(US_ASCII)).getLong();
    private static final int HEAD = 20;
    private static final byte ALIVE = 1;
    private static final byte RESPONSE = 2;
    private static final byte BYEBYE = 3;

    private static final Set<Entry> KNOWN =
            EnumSet.of(
                    Entry.TIMELINE,
                    Entry.SESSION,
                    Entry.START_STOP,
                    Entry.MEASUREMENT_V4,
                    Entry.MEASUREMENT_V6);

    private DiscoveryCodec() {}

    static byte[] alive(PeerState state) {
        return message(ALIVE, state);
    }

    static byte[] response(PeerState state) {
        return message(RESPONSE, state);
    }

    static byte[] byebye(NodeId node) {
        return head(ByteBuffer.allocate(HEAD), BYEBYE, 0, node).array();
    }

    /**
     * Reads all that is left of a datagram.
     *
     * @param at where it was heard: of the places that a peer says, the one of that network counts
     */
    static Optional<Discovery> read(ByteBuffer in, Gateway at) {
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
            case ALIVE -> Optional.of(new Discovery.Alive(node, ttl, state(node, in, at)));
            case RESPONSE -> Optional.of(new Discovery.Response(node, ttl, state(node, in, at)));
            case BYEBYE -> Optional.of(new Discovery.ByeBye(node));
            default -> Optional.empty();
        };
    }

    private static byte[] message(byte type, PeerState state) {
        Optional<Entry> place = state.pingAt().map(at -> placeOf(at.getAddress()));
        ByteBuffer out =
                ByteBuffer.allocate(
                        HEAD
                                + Entry.TIMELINE.length()
                                + Entry.SESSION.length()
                                + Entry.START_STOP.length()
                                + place.map(Entry::length).orElse(0));
        head(out, type, TTL_SECONDS, state.node());
        SessionTimeline timeline = state.timeline();
        Entry.TIMELINE
                .begin(out)
                .putLong(timeline.microsPerBeat())
                .putLong(timeline.beatOrigin().micro())
                .putLong(timeline.timeOrigin().micros());
        Entry.SESSION.begin(out).putLong(state.session().bits());
        StartStop startStop = state.startStop();
        Entry.START_STOP
                .begin(out)
                .put((byte) (startStop.playing() ? 1 : 0))
                .putLong(startStop.beat().micro())
                .putLong(startStop.issued().micros());
        state.pingAt()
                .ifPresent(at ->
                        placeOf(at.getAddress())
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

    private static Entry placeOf(InetAddress address) {
        return address instanceof Inet6Address ? Entry.MEASUREMENT_V6 : Entry.MEASUREMENT_V4;
    }

    private static Optional<PeerState> state(NodeId node, ByteBuffer in, Gateway at) {
        return Entries.read(in, KNOWN).map(entries -> state(node, entries, at));
    }

    private static PeerState state(NodeId node, Entries entries, Gateway at) {
        ByteBuffer timeline = entries.value(Entry.TIMELINE);
        ByteBuffer startStop = entries.value(Entry.START_STOP);
        return new PeerState(
                node,
                new NodeId(entries.value(Entry.SESSION).getLong()),
                new SessionTimeline(
                        timeline.getLong(),
                        Beats.micro(timeline.getLong()),
                        new GhostMicros(timeline.getLong())),
                new StartStop(
                        startStop.get() != 0,
                        Beats.micro(startStop.getLong()),
                        new GhostMicros(startStop.getLong())),
                pingAt(entries, at));
    }

    private static Optional<InetSocketAddress> pingAt(Entries entries, Gateway at) {
        ByteBuffer value = entries.value(placeOf(at.pingAt().getAddress()));
        byte[] octets = new byte[value.remaining() - Short.BYTES];
        value.get(octets);
        return at.place(octets, Short.toUnsignedInt(value.getShort()));
    }
}
