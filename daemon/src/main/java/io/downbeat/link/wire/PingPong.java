package io.downbeat.link.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of a measurement and their bytes, version 1 of the protocol. A ping says when it
 * left on the asker's clock; the pong gives that back beside the answerer's session and its common
 * clock.
 */
public final class PingPong {

    private static final long MAGIC = ByteBuffer.wrap("_link_v\u0001".getBytes(US_ASCII)).getLong();
    private static final int HEAD = 9;
    private static final byte PING = 1;
    private static final byte PONG = 2;

    /** What a ping may carry, and gets back unread. */
    private static final int MOST_PAYLOAD = 32;

    private static final Set<DatagramEntry> KNOWN =
            EnumSet.of(
                    DatagramEntry.SESSION,
                    DatagramEntry.GHOST_TIME,
                    DatagramEntry.HOST_TIME,
                    DatagramEntry.PREVIOUS_GHOST_TIME);

    /**
     * An answer to a ping. Zero means that it says nothing.
     *
     * @param session the session of who answered
     * @param ghost its common clock when it answered
     * @param pinged what our clock said when the ping left
     * @param previous what an earlier pong said, which the ping had repeated
     */
    public record Pong(
            NodeId session, GhostMicros ghost, HostMicros pinged, GhostMicros previous) {}

    private PingPong() {}

    /** The first ping, and each after a silence. */
    public static byte[] ping(HostMicros now) {
        ByteBuffer out = ByteBuffer.allocate(HEAD + DatagramEntry.HOST_TIME.length());
        out.putLong(MAGIC).put(PING);
        DatagramEntry.HOST_TIME.begin(out).putLong(now.micros());
        return out.array();
    }

    /** The ping that follows a pong. */
    public static byte[] ping(HostMicros now, GhostMicros previous) {
        ByteBuffer out =
                ByteBuffer.allocate(
                        HEAD
                                + DatagramEntry.HOST_TIME.length()
                                + DatagramEntry.PREVIOUS_GHOST_TIME.length());
        out.putLong(MAGIC).put(PING);
        DatagramEntry.HOST_TIME.begin(out).putLong(now.micros());
        DatagramEntry.PREVIOUS_GHOST_TIME.begin(out).putLong(previous.micros());
        return out.array();
    }

    /** Whether all that is left of a datagram is a ping that is answered. Moves nothing. */
    public static boolean isPing(ByteBuffer in) {
        int at = in.position();
        return in.remaining() >= HEAD
                && in.remaining() <= HEAD + MOST_PAYLOAD
                && in.getLong(at) == MAGIC
                && in.get(at + Long.BYTES) == PING;
    }

    /** Writes the pong to a ping. */
    public static void pong(ByteBuffer ping, NodeId session, GhostMicros now, ByteBuffer out) {
        out.putLong(MAGIC).put(PONG);
        DatagramEntry.SESSION.begin(out).putLong(session.bits());
        DatagramEntry.GHOST_TIME.begin(out).putLong(now.micros());
        out.put(ping.position(ping.position() + HEAD));
    }

    /** Reads all that is left of a datagram. */
    public static Optional<Pong> readPong(ByteBuffer in) {
        if (in.remaining() < HEAD || in.getLong() != MAGIC || in.get() != PONG) {
            return Optional.empty();
        }
        return DatagramEntries.read(in, KNOWN).map(PingPong::pong);
    }

    private static Pong pong(DatagramEntries datagramEntries) {
        return new Pong(
                new NodeId(datagramEntries.value(DatagramEntry.SESSION).getLong()),
                new GhostMicros(datagramEntries.value(DatagramEntry.GHOST_TIME).getLong()),
                new HostMicros(datagramEntries.value(DatagramEntry.HOST_TIME).getLong()),
                new GhostMicros(
                        datagramEntries.value(DatagramEntry.PREVIOUS_GHOST_TIME).getLong()));
    }
}
