package io.downbeat.output;

import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The way out of one output, on which a receiver with a positive offset is kept back as a whole: a
 * hand's write never overtakes the launch before it. Not thread safe.
 */
final class DelayLine {

    /**
     * A datagram on its way, and the moment it leaves.
     *
     * @param exact whether it is what a boundary was prepared for
     */
    private record DelayedPacket(HostMicros moment, boolean exact, ByteBuffer datagram) {}

    private final int output;
    private Deque<DelayedPacket> waiting = new ArrayDeque<>();
    private int exact;

    DelayLine(int output) {
        this.output = output;
    }

    /** Whether what may leave at {@code moment} leaves at once, behind nothing. */
    boolean isFree(HostMicros moment, HostMicros now) {
        return waiting.isEmpty() && !moment.isAfter(now);
    }

    /** Sends what may leave by {@code now}, behind all that was to leave no later. */
    void send(
            List<ByteBuffer> datagrams,
            HostMicros moment,
            HostMicros now,
            OutputDatagramSender port) {
        for (ByteBuffer datagram : datagrams) {
            send(datagram, false, moment, now, port);
        }
    }

    /** Puts datagrams behind all that leaves no later, to be sent by {@link #sendNext}. */
    void queue(List<ByteBuffer> datagrams, HostMicros moment) {
        for (ByteBuffer datagram : datagrams) {
            enter(new DelayedPacket(moment, false, datagram));
        }
    }

    /** The same for one datagram of a boundary. */
    void sendExactly(
            ByteBuffer datagram, HostMicros moment, HostMicros now, OutputDatagramSender port) {
        send(datagram, true, moment, now, port);
    }

    private void send(
            ByteBuffer datagram,
            boolean exactly,
            HostMicros moment,
            HostMicros now,
            OutputDatagramSender port) {
        if (isFree(moment, now)) {
            port.send(output, datagram);
        } else {
            enter(new DelayedPacket(moment, exactly, datagram));
        }
    }

    private void enter(DelayedPacket one) {
        exact += one.exact ? 1 : 0;
        if (waiting.isEmpty() || !waiting.getLast().moment.isAfter(one.moment)) {
            waiting.addLast(one);
            return;
        }
        var later = new ArrayDeque<DelayedPacket>();
        while (!waiting.isEmpty() && waiting.getLast().moment.isAfter(one.moment)) {
            later.addFirst(waiting.removeLast());
        }
        waiting.addLast(one);
        waiting.addAll(later);
    }

    /** Sends the first of what is due; false if nothing is. */
    boolean sendNext(HostMicros now, OutputDatagramSender port) {
        if (next().isAfter(now)) {
            return false;
        }
        DelayedPacket first = waiting.removeFirst();
        exact -= first.exact ? 1 : 0;
        port.send(output, first.datagram);
        return true;
    }

    /** The moment at which the next datagram leaves; {@link HostMicros#NEVER} if none waits. */
    HostMicros next() {
        return waiting.isEmpty() ? HostMicros.NEVER : waiting.getFirst().moment;
    }

    /** The moment of the next one that must leave exactly then. */
    HostMicros nextExact() {
        HostMicros next = HostMicros.NEVER;
        for (Iterator<DelayedPacket> each = waiting.iterator(); exact > 0 && each.hasNext(); ) {
            DelayedPacket one = each.next();
            if (one.exact) {
                return one.moment;
            }
        }
        return next;
    }

    /** All that waits leaves so much later. */
    void moveBy(long micros) {
        var moved = new ArrayList<DelayedPacket>();
        waiting.forEach(one ->
                moved.add(new DelayedPacket(one.moment.plus(micros), one.exact, one.datagram)));
        waiting = new ArrayDeque<>(moved);
    }

    void clear() {
        waiting.clear();
        exact = 0;
    }
}
