package io.downbeat.link;

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
final class PingPong {

    private static final long MAGIC = ByteBuffer.wrap("_link_v\u0001".getBytes(US_ASCII)).getLong();
    private static final int HEAD = 9;
    private static final byte PING = 1;
    private static final byte PONG = 2;

    /** What a ping may carry, and gets back unread. */
    private static final int MOST_PAYLOAD = 32;

    private static final Set<Entry> KNOWN =
            EnumSet.of(Entry.SESSION, Entry.GHOST_TIME, Entry.HOST_TIME, Entry.PREVIOUS_GHOST_TIME);

    /**
     * An answer to a ping. Zero means that it says nothing.
     *
     * @param session the session of who answered
     * @param ghost its common clock when it answered
     * @param pinged what our clock said when the ping left
     * @param previous what an earlier pong said, which the ping had repeated
     */
    record Pong(NodeId session, GhostMicros ghost, HostMicros pinged, GhostMicros previous) {}

    private PingPong() {}

    /** The first ping, and each after a silence. */
    static byte[] ping(HostMicros now) {
        ByteBuffer out = ByteBuffer.allocate(HEAD + Entry.HOST_TIME.length());
        out.putLong(MAGIC).put(PING);
        Entry.HOST_TIME.begin(out).putLong(now.micros());
        return out.array();
    }

    /** The ping that follows a pong. */
    static byte[] ping(HostMicros now, GhostMicros previous) {
        ByteBuffer out =
                ByteBuffer.allocate(
                        HEAD + Entry.HOST_TIME.length() + Entry.PREVIOUS_GHOST_TIME.length());
        out.putLong(MAGIC).put(PING);
        Entry.HOST_TIME.begin(out).putLong(now.micros());
        Entry.PREVIOUS_GHOST_TIME.begin(out).putLong(previous.micros());
        return out.array();
    }

    /** Whether all that is left of a datagram is a ping that is answered. Moves nothing. */
    static boolean isPing(ByteBuffer in) {
        int at = in.position();
        return in.remaining() >= HEAD
                && in.remaining() <= HEAD + MOST_PAYLOAD
                && in.getLong(at) == MAGIC
                && in.get(at + Long.BYTES) == PING;
    }

    /** Writes the pong to a ping. */
    static void pong(ByteBuffer ping, NodeId session, GhostMicros now, ByteBuffer out) {
        out.putLong(MAGIC).put(PONG);
        Entry.SESSION.begin(out).putLong(session.bits());
        Entry.GHOST_TIME.begin(out).putLong(now.micros());
        out.put(ping.position(ping.position() + HEAD));
    }

    /** Reads all that is left of a datagram. */
    static Optional<Pong> readPong(ByteBuffer in) {
        if (in.remaining() < HEAD || in.getLong() != MAGIC || in.get() != PONG) {
            return Optional.empty();
        }
        return Entries.read(in, KNOWN).map(PingPong::pong);
    }

    private static Pong pong(Entries entries) {
        return new Pong(
                new NodeId(entries.value(Entry.SESSION).getLong()),
                new GhostMicros(entries.value(Entry.GHOST_TIME).getLong()),
                new HostMicros(entries.value(Entry.HOST_TIME).getLong()),
                new GhostMicros(entries.value(Entry.PREVIOUS_GHOST_TIME).getLong()));
    }
}
