package io.downbeat.link.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of a measurement, version 1 of the protocol. A ping carries the sending time on the
 * asker's clock; the pong returns it with the answerer's session and its common clock.
 */
public final class PingPong {

    private static final long MAGIC = ByteBuffer.wrap("_link_v\u0001".getBytes(US_ASCII)).getLong();
    private static final int HEAD = 9;
    private static final byte PING = 1;
    private static final byte PONG = 2;

    /** Bytes of a ping that are returned unread in the pong, at most. */
    private static final int MOST_PAYLOAD = 32;

    private static final Set<DatagramEntryKind> KNOWN =
            EnumSet.of(
                    DatagramEntryKind.SESSION,
                    DatagramEntryKind.GHOST_TIME,
                    DatagramEntryKind.HOST_TIME,
                    DatagramEntryKind.PREVIOUS_GHOST_TIME);

    /**
     * An answer to a ping; zero means that a value is absent.
     *
     * @param session the answerer's session
     * @param ghost its common clock at the answer
     * @param pinged the host clock when the ping was sent
     * @param previous the ghost time of an earlier pong, repeated by the ping
     */
    public record Pong(
            NodeId session, GhostMicros ghost, HostMicros pinged, GhostMicros previous) {}

    private PingPong() {}

    /** The first ping, and each after a silence. */
    public static byte[] ping(HostMicros now) {
        ByteBuffer out = ByteBuffer.allocate(HEAD + DatagramEntryKind.HOST_TIME.length());
        out.putLong(MAGIC).put(PING);
        DatagramEntryKind.HOST_TIME.begin(out).putLong(now.micros());
        return out.array();
    }

    /** The ping that follows a pong. */
    public static byte[] ping(HostMicros now, GhostMicros previous) {
        ByteBuffer out =
                ByteBuffer.allocate(
                        HEAD
                                + DatagramEntryKind.HOST_TIME.length()
                                + DatagramEntryKind.PREVIOUS_GHOST_TIME.length());
        out.putLong(MAGIC).put(PING);
        DatagramEntryKind.HOST_TIME.begin(out).putLong(now.micros());
        DatagramEntryKind.PREVIOUS_GHOST_TIME.begin(out).putLong(previous.micros());
        return out.array();
    }

    /**
     * Whether the rest of a datagram is a ping that is to be answered. Does not move the position.
     */
    public static boolean isPing(ByteBuffer in) {
        int at = in.position();
        return in.remaining() >= HEAD
                && in.remaining() <= HEAD + MOST_PAYLOAD
                && in.getLong(at) == MAGIC
                && in.get(at + Long.BYTES) == PING;
    }

    /** Writes the pong for a ping. */
    public static void pong(ByteBuffer ping, NodeId session, GhostMicros now, ByteBuffer out) {
        out.putLong(MAGIC).put(PONG);
        DatagramEntryKind.SESSION.begin(out).putLong(session.bits());
        DatagramEntryKind.GHOST_TIME.begin(out).putLong(now.micros());
        out.put(ping.position(ping.position() + HEAD));
    }

    /** Decodes the rest of a datagram. */
    public static Optional<Pong> readPong(ByteBuffer in) {
        if (in.remaining() < HEAD || in.getLong() != MAGIC || in.get() != PONG) {
            return Optional.empty();
        }
        return DecodedDatagramEntries.read(in, KNOWN).map(PingPong::pong);
    }

    private static Pong pong(DecodedDatagramEntries decodedDatagramEntries) {
        return new Pong(
                new NodeId(decodedDatagramEntries.value(DatagramEntryKind.SESSION).getLong()),
                new GhostMicros(
                        decodedDatagramEntries.value(DatagramEntryKind.GHOST_TIME).getLong()),
                new HostMicros(decodedDatagramEntries.value(DatagramEntryKind.HOST_TIME).getLong()),
                new GhostMicros(
                        decodedDatagramEntries
                                .value(DatagramEntryKind.PREVIOUS_GHOST_TIME)
                                .getLong()));
    }
}
