package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.Peer;
import io.downbeat.osc.UnreadableElement;
import io.downbeat.time.HostMicros;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * One client with a connection of its own: decodes its packets, and queues packets to it within a
 * bound. Data that is not OSC is logged once. {@link #onPacket} is called on the connection's
 * thread, the rest on any.
 */
final class OscConnection {
    /** Bytes that may wait for one receiver; a page that falls further behind is useless. */
    static final long MOST_UNSENT = 1L << 20;

    /** More than this is a backlog: what has no haste should wait until the receiver has read. */
    static final long BACKLOG = MOST_UNSENT / 4;

    private static final Logger LOG = LoggerFactory.getLogger(OscConnection.class);

    private final ConnectionActivity clientConnection;
    private final Channel channel;
    private final Peer peer;
    private final HostClock clock;
    private final OscConnections.Listener listener;
    private final LogLimiter lines;
    private final AtomicLong unsentOfAll;
    private final AtomicLong unsent = new AtomicLong();
    private final AtomicBoolean backlog = new AtomicBoolean();
    private final OscCodec codec = new OscCodec();
    private volatile @Nullable PacketFraming framing;
    private volatile HostMicros lastSentAt;
    private volatile boolean closing;
    private boolean nonOscLogged;

    /** A packet as its channel sends it. */
    @FunctionalInterface
    interface PacketFraming {
        /**
         * The message for the channel.
         *
         * @param packet may be used again after the call, so its bytes are copied
         */
        Object frame(ByteBuffer packet);
    }

    /**
     * @param lines bounds what clients can cause in the log
     * @param unsentOfAll counts the bytes that all connections together have still to send
     */
    OscConnection(
            ConnectionActivity clientConnection,
            Peer peer,
            HostClock clock,
            OscConnections.Listener listener,
            LogLimiter lines,
            AtomicLong unsentOfAll) {
        this.clientConnection = clientConnection;
        this.channel = clientConnection.channel();
        this.peer = peer;
        this.clock = clock;
        this.listener = listener;
        this.lines = lines;
        this.unsentOfAll = unsentOfAll;
        lastSentAt = clock.now();
    }

    Peer peer() {
        return peer;
    }

    /** From now on, packets can be sent. */
    void useFraming(PacketFraming known) {
        framing = known;
    }

    /** A whole packet has arrived. */
    void onPacket(ByteBuffer bytes, HostMicros arrived) {
        clientConnection.onMessageReceived(arrived);
        DecodedPacket reading = codec.read(bytes);
        warnOfUnreadable(reading);
        handle(arrived, () -> listener.packet(reading, peer, arrived));
    }

    /** A whole text message has arrived. */
    void onText(String message, HostMicros arrived) {
        clientConnection.onMessageReceived(arrived);
        handle(arrived, () -> listener.text(message, peer, arrived));
    }

    private void handle(HostMicros arrived, Runnable message) {
        try {
            message.run();
        } catch (RuntimeException broken) {
            // One packet's fault must not cost the packets behind it, nor the connection.
            lines.line(
                            "bug",
                            peer.host(),
                            arrived,
                            () -> "a packet of " + peer + " could not be taken")
                    .ifPresent(line -> LOG.error(line, broken));
        }
    }

    /** Queues a packet, unless too much is waiting already or the peer's framing is unknown. */
    boolean trySend(ByteBuffer packet) {
        PacketFraming known = framing;
        return known != null && trySend(packet.remaining(), () -> known.frame(packet));
    }

    /** Queues a text message, which only a WebSocket can carry, unless too much is waiting. */
    boolean trySendText(String message) {
        return trySend(ByteBufUtil.utf8Bytes(message), () -> new TextWebSocketFrame(message));
    }

    private boolean trySend(int size, Supplier<Object> frame) {
        if (closing) {
            return false;
        }
        if (unsent.get() + size > MOST_UNSENT
                || unsentOfAll.get() + size > OscConnections.MOST_UNSENT_OF_ALL) {
            noteBacklog();
            return false;
        }
        if (unsent.addAndGet(size) > BACKLOG) {
            noteBacklog();
        }
        unsentOfAll.addAndGet(size);
        channel.writeAndFlush(frame.get())
                .addListener(outcome -> {
                    unsent.addAndGet(-size);
                    unsentOfAll.addAndGet(-size);
                    onWritten(outcome);
                });
        return true;
    }

    /** The bytes that are still to be sent. */
    long unsentBytes() {
        return unsent.get();
    }

    /**
     * Whether more than {@value #BACKLOG} bytes wait. If so, the listener is told when it has
     * caught up.
     */
    boolean hasBacklog() {
        return backlog.get();
    }

    /** When a packet was last handed to the system. */
    HostMicros lastSentAt() {
        return lastSentAt;
    }

    /** Whether it is closing and may still have data to send. */
    boolean isClosing() {
        return closing;
    }

    /** Closes it because it reads more slowly than all others. */
    void closeAsSlowest() {
        closing = true;
        warn(
                "slow",
                "closed "
                        + peer
                        + ": it does not read what it is sent, and too much waits for all"
                        + " connections together");
        channel.close().addListener(NettyThreads::noteFailure);
    }

    /**
     * Logs what the client did, unless there were too many lines of that kind lately.
     *
     * @param kind a fixed word
     */
    void warn(String kind, String text) {
        lines.line(kind, peer.host(), clock.now(), () -> text).ifPresent(LOG::warn);
    }

    private void onWritten(Future<?> outcome) {
        NettyThreads.noteFailure(outcome);
        if (outcome.isSuccess()) {
            lastSentAt = clock.now();
            clientConnection.onMessageSent(lastSentAt);
            noteCaughtUp();
        }
    }

    private void noteBacklog() {
        backlog.set(true);
        // What waited may have been sent in the meantime.
        noteCaughtUp();
    }

    private void noteCaughtUp() {
        if (backlog.get() && unsent.get() <= BACKLOG && backlog.compareAndSet(true, false)) {
            listener.caughtUp(peer);
        }
    }

    private void warnOfUnreadable(DecodedPacket reading) {
        for (UnreadableElement each : reading.unreadable()) {
            if (!nonOscLogged && !each.hasAddress()) {
                nonOscLogged = true;
                warn("no OSC", peer + " sends what is not OSC: " + each.problem());
            }
        }
    }
}
