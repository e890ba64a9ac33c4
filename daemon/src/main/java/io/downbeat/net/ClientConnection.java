package io.downbeat.net;

import io.downbeat.time.HostMicros;
import io.netty.channel.Channel;

import java.net.InetAddress;
import java.util.Comparator;

/**
 * A connection that was let in, and when it last did something: by that the {@link ConnectionGate}
 * decides which one has to go. Written on the connection's thread, read on any.
 */
final class ClientConnection {

    /** The one that has to give way first: who never said anything, then who is silent longest. */
    static final Comparator<ClientConnection> FIRST_TO_GO =
            Comparator.comparing((ClientConnection clientConnection) -> clientConnection.hasSpoken)
                    .thenComparing(clientConnection -> clientConnection.activeAt);

    /** So long a connection may take for its first message, and for one that it has begun. */
    static final long FOR_A_MESSAGE_MICROS = 10_000_000;

    /** A connection that was silent for so long may be closed to make room for another. */
    static final long IDLE_MICROS = 5_000_000;

    private final Channel channel;
    private final InetAddress host;
    private final HostMicros cameAt;
    private volatile HostMicros activeAt;
    private volatile boolean hasSpoken;
    private volatile HostMicros begunAt = HostMicros.NEVER;

    ClientConnection(Channel channel, InetAddress host, HostMicros cameAt) {
        this.channel = channel;
        this.host = host;
        this.cameAt = cameAt;
        activeAt = cameAt;
    }

    Channel channel() {
        return channel;
    }

    /** The host it comes from; all addresses of this computer are one. */
    InetAddress host() {
        return host;
    }

    /** Bytes have come that are no whole message yet. */
    void onOpened(HostMicros at) {
        if (begunAt.equals(HostMicros.NEVER)) {
            begunAt = at;
        }
    }

    /** A whole message or request has come. */
    void onMessageReceived(HostMicros at) {
        hasSpoken = true;
        activeAt = at;
        begunAt = HostMicros.NEVER;
    }

    /** Something was sent to it. */
    void onMessageSent(HostMicros at) {
        activeAt = at;
    }

    boolean isIdle(HostMicros now) {
        return !hasSpoken || now.since(activeAt) >= IDLE_MICROS;
    }

    /**
     * Whether it has to go, since it takes too long for a message.
     *
     * @param silenceMicros how long it may do nothing after its first message
     */
    boolean isOverdue(HostMicros now, long silenceMicros) {
        if (!hasSpoken) {
            return now.since(cameAt) >= FOR_A_MESSAGE_MICROS;
        }
        boolean dribbles =
                !begunAt.equals(HostMicros.NEVER) && now.since(begunAt) >= FOR_A_MESSAGE_MICROS;
        return dribbles || now.since(activeAt) >= silenceMicros;
    }
}
