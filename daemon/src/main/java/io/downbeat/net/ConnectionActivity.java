package io.downbeat.net;

import io.downbeat.time.HostMicros;
import io.netty.channel.Channel;

import java.net.InetAddress;
import java.util.Comparator;

/**
 * An accepted connection and the times of its last activity. The {@link ConnectionGate} uses them
 * to decide which connection to close. The connection's thread writes it; any thread may read it.
 */
final class ConnectionActivity {

    /**
     * Sorts first the connection to close first: one that has never sent a message, then the one
     * that is silent for longest.
     */
    static final Comparator<ConnectionActivity> FIRST_TO_GO =
            Comparator.comparing((ConnectionActivity clientConnection) ->
                            clientConnection.hasSentMessage)
                    .thenComparing(clientConnection -> clientConnection.activeAt);

    /** The longest time until a connection's first message, and for a message that has begun. */
    static final long FOR_A_MESSAGE_MICROS = 10_000_000;

    /** A connection that is silent for this long may be closed to make room for another. */
    static final long IDLE_MICROS = 5_000_000;

    private final Channel channel;
    private final InetAddress host;
    private final HostMicros openedAt;
    private volatile HostMicros activeAt;
    private volatile boolean hasSentMessage;
    private volatile HostMicros begunAt = HostMicros.NEVER;

    ConnectionActivity(Channel channel, InetAddress host, HostMicros cameAt) {
        this.channel = channel;
        this.host = host;
        this.openedAt = cameAt;
        activeAt = cameAt;
    }

    Channel channel() {
        return channel;
    }

    /** The host it comes from. All addresses of this computer count as one. */
    InetAddress host() {
        return host;
    }

    /** Bytes have arrived that are not a whole message yet. */
    void onOpened(HostMicros at) {
        if (begunAt.equals(HostMicros.NEVER)) {
            begunAt = at;
        }
    }

    /** A whole message or request has arrived. */
    void onMessageReceived(HostMicros at) {
        hasSentMessage = true;
        activeAt = at;
        begunAt = HostMicros.NEVER;
    }

    /** Something was sent to it. */
    void onMessageSent(HostMicros at) {
        activeAt = at;
    }

    /** Whether nothing has ever come from it. Browsers open such connections to have them ready. */
    boolean isUnused() {
        return !hasSentMessage && begunAt.equals(HostMicros.NEVER);
    }

    boolean isIdle(HostMicros now) {
        return !hasSentMessage || now.since(activeAt) >= IDLE_MICROS;
    }

    /**
     * Whether to close it because a message takes too long.
     *
     * @param silenceMicros how long it may be silent after its first message
     */
    boolean isOverdue(HostMicros now, long silenceMicros) {
        if (!hasSentMessage) {
            return now.since(openedAt) >= FOR_A_MESSAGE_MICROS;
        }
        boolean dribbles =
                !begunAt.equals(HostMicros.NEVER) && now.since(begunAt) >= FOR_A_MESSAGE_MICROS;
        return dribbles || now.since(activeAt) >= silenceMicros;
    }
}
