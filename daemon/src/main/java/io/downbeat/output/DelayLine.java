package io.downbeat.output;

import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Delays everything that one output sends by its offset, if that is positive. So a value set by
 * hand never overtakes the launch before it. It stands directly before the connection.
 */
final class DelayLine {

    /**
     * A datagram that waits.
     *
     * @param moment when it leaves
     * @param exact whether it must leave exactly then, because it belongs to a boundary
     */
    private record DelayedPacket(HostMicros moment, boolean exact, ByteBuffer datagram) {}

    private final OutputConnection connection;
    private Deque<DelayedPacket> waiting = new ArrayDeque<>();
    private int exactCount;

    DelayLine(OutputConnection connection) {
        this.connection = connection;
    }

    /** Whether a datagram for {@code moment} leaves at once, with none before it. */
    boolean isFree(HostMicros moment, HostMicros now) {
        return waiting.isEmpty() && !moment.isAfter(now);
    }

    /** Sends datagrams at {@code moment}, after all that leave no later. */
    void send(List<ByteBuffer> datagrams, HostMicros moment, HostMicros now) {
        for (ByteBuffer datagram : datagrams) {
            if (isFree(moment, now)) {
                connection.send(datagram);
            } else {
                insert(new DelayedPacket(moment, false, datagram));
            }
        }
    }

    /** Sends one datagram of a boundary exactly at {@code moment}. */
    void sendExactly(ByteBuffer datagram, HostMicros moment, HostMicros now) {
        if (isFree(moment, now)) {
            connection.send(datagram);
        } else {
            insert(new DelayedPacket(moment, true, datagram));
        }
    }

    /** Queues datagrams after all that leave no later; {@link #sendNext} sends them. */
    void queue(List<ByteBuffer> datagrams, HostMicros moment) {
        for (ByteBuffer datagram : datagrams) {
            insert(new DelayedPacket(moment, false, datagram));
        }
    }

    private void insert(DelayedPacket packet) {
        exactCount += packet.exact ? 1 : 0;
        if (waiting.isEmpty() || !waiting.getLast().moment.isAfter(packet.moment)) {
            waiting.addLast(packet);
            return;
        }
        var later = new ArrayDeque<DelayedPacket>();
        while (!waiting.isEmpty() && waiting.getLast().moment.isAfter(packet.moment)) {
            later.addFirst(waiting.removeLast());
        }
        waiting.addLast(packet);
        waiting.addAll(later);
    }

    /** Sends the first datagram that is due; false if none is. */
    boolean sendNext(HostMicros now) {
        if (next().isAfter(now)) {
            return false;
        }
        DelayedPacket first = waiting.removeFirst();
        exactCount -= first.exact ? 1 : 0;
        connection.send(first.datagram);
        return true;
    }

    /** The moment at which the next datagram leaves; {@link HostMicros#NEVER} if none waits. */
    HostMicros next() {
        return waiting.isEmpty() ? HostMicros.NEVER : waiting.getFirst().moment;
    }

    /** The moment of the next datagram that must leave exactly then. */
    HostMicros nextExact() {
        HostMicros next = HostMicros.NEVER;
        for (Iterator<DelayedPacket> packets = waiting.iterator();
                exactCount > 0 && packets.hasNext(); ) {
            DelayedPacket packet = packets.next();
            if (packet.exact) {
                return packet.moment;
            }
        }
        return next;
    }

    /** Delays all waiting datagrams further. */
    void delayFurther(long micros) {
        var moved = new ArrayList<DelayedPacket>();
        waiting.forEach(packet ->
                moved.add(
                        new DelayedPacket(
                                packet.moment.plus(micros), packet.exact, packet.datagram)));
        waiting = new ArrayDeque<>(moved);
    }

    void clear() {
        waiting.clear();
        exactCount = 0;
    }
}
