package io.downbeat.net;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Queues of received datagrams that wait to be handled, one for each sender. Hosts are served in
 * turn, and so are the senders of one host, one datagram each. So a sender that floods delays only
 * itself and loses only its own datagrams, the oldest first.
 *
 * <p>Bounded: {@value #SENDER_BYTES} bytes for one sender, {@value #ALL_BYTES} in all. Each
 * datagram counts {@value #OVERHEAD_BYTES} bytes more than it carries. Used by the reading thread
 * alone.
 */
final class FairReceiveQueues {

    /** Holds 14,000 short messages: what the fastest sender sends in a third of a second. */
    static final int SENDER_BYTES = 2 << 20;

    /** A thirtieth of the launcher's heap. */
    static final int ALL_BYTES = 8 << 20;

    /** A sender with no more than this waiting behind a late datagram does not flood. */
    static final int FEW = 64;

    /** How long a large datagram may be passed over; longer than a few boundaries in a row take. */
    static final long LARGE_WAIT_MICROS = 100_000;

    /** The objects around a datagram's bytes, and a share of its sender's queue. */
    static final int OVERHEAD_BYTES = 112;

    private final Losses losses;
    private final Map<Peer, Sender> senders = new HashMap<>();
    private final Map<String, Host> hosts = new HashMap<>();
    private final Deque<Host> hostTurns = new ArrayDeque<>();
    private long bytes;
    private byte[] spare = new byte[0];

    /** Receives each dropped datagram. */
    @FunctionalInterface
    interface Losses {
        void dropped(Peer from, Reason why);
    }

    /** Why a datagram was dropped. */
    enum Reason {
        /** The queue of its sender, or all queues together, were full. */
        FULL,
        /**
         * It may have waited longer than {@link EarliestDatagramArrival} allows, and more datagrams
         * of its sender were waiting, or its action would have come too late.
         */
        OLD
    }

    /**
     * A datagram that waits.
     *
     * @param data its bytes, from 0 to {@code length}
     * @param at when it was read, or seen to be there
     * @param notBefore it arrived at this moment or later
     */
    @SuppressWarnings("ArrayRecordComponent") // Passed on as a whole and never compared.
    record QueuedDatagram(Peer from, byte[] data, int length, HostMicros at, HostMicros notBefore) {

        private int cost() {
            return length + OVERHEAD_BYTES;
        }
    }

    FairReceiveQueues(Losses losses) {
        this.losses = losses;
    }

    boolean isEmpty() {
        return senders.isEmpty();
    }

    /** The bytes in all queues, with the overhead of each datagram. */
    long bytes() {
        return bytes;
    }

    /** Adds a copy of a datagram; a datagram without room is dropped. */
    void add(Peer from, ByteBuffer data, HostMicros at, HostMicros notBefore) {
        int cost = data.remaining() + OVERHEAD_BYTES;
        Sender known = senders.get(from);
        while (known != null && known.bytes + cost > SENDER_BYTES) {
            known = dropOldest(known);
        }
        while (bytes + cost > ALL_BYTES) {
            // A sender with nothing waiting has done no harm: the one served last gives way to it.
            Sender loser = known == null ? hostTurns.getLast().turns.getLast() : known;
            dropOldest(loser);
            known = senders.get(from);
        }
        Sender sender = known == null ? join(from) : known;
        int length = data.remaining();
        byte[] copy = room(length);
        data.get(copy, 0, length);
        sender.waiting.addLast(new QueuedDatagram(from, copy, length, at, notBefore));
        sender.bytes += cost;
        bytes += cost;
    }

    /**
     * Takes out the next datagram by turns, or null if none waits. Of a sender that floods, what is
     * older than allowed is dropped on the way.
     */
    @Nullable QueuedDatagram poll(HostMicros now, EarliestDatagramArrival age) {
        return poll(now, age, Integer.MAX_VALUE);
    }

    /**
     * As the other, but passes over senders whose next datagram is longer than {@code largest}, for
     * at most {@value #LARGE_WAIT_MICROS} microseconds.
     */
    @Nullable QueuedDatagram poll(HostMicros now, EarliestDatagramArrival age, int largest) {
        // After so many turns every sender of every host has been looked at.
        long turnsLeft = (long) hosts.size() * senders.size();
        while (!hostTurns.isEmpty() && turnsLeft > 0) {
            Host host = hostTurns.removeFirst();
            Sender sender = host.turns.removeFirst();
            hostTurns.addLast(host);
            host.turns.addLast(sender);
            QueuedDatagram next = sender.waiting.getFirst();
            if (next.length() > largest && now.since(next.at()) < LARGE_WAIT_MICROS) {
                turnsLeft--;
                continue;
            }
            QueuedDatagram first = removeFirst(sender);
            if (sender.waiting.size() < FEW || !age.isTooOld(first.notBefore(), now)) {
                return first;
            }
            losses.dropped(first.from(), Reason.OLD);
            recycle(first);
        }
        return null;
    }

    /** Returns a handled datagram, so that its memory is used again. */
    void recycle(QueuedDatagram done) {
        spare = done.data();
    }

    private @Nullable Sender dropOldest(Sender sender) {
        QueuedDatagram oldest = removeFirst(sender);
        losses.dropped(oldest.from(), Reason.FULL);
        recycle(oldest);
        return sender.waiting.isEmpty() ? null : sender;
    }

    private QueuedDatagram removeFirst(Sender sender) {
        QueuedDatagram first = sender.waiting.removeFirst();
        sender.bytes -= first.cost();
        bytes -= first.cost();
        if (sender.waiting.isEmpty()) {
            remove(sender);
        }
        return first;
    }

    private Sender join(Peer from) {
        Host host = hosts.get(from.host());
        if (host == null) {
            host = new Host(from.host());
            hosts.put(from.host(), host);
            hostTurns.addLast(host);
        }
        var sender = new Sender(from, host);
        host.turns.addLast(sender);
        senders.put(from, sender);
        return sender;
    }

    /** Searches from the back, because the sender that was just served is there. */
    private void remove(Sender sender) {
        senders.remove(sender.peer);
        sender.host.turns.removeLastOccurrence(sender);
        if (sender.host.turns.isEmpty()) {
            hosts.remove(sender.host.name);
            hostTurns.removeLastOccurrence(sender.host);
        }
    }

    /** The memory of the datagram before, if it fits without wasting more than it holds. */
    private byte[] room(int length) {
        byte[] last = spare;
        if (last.length < length || last.length > 2 * length + OVERHEAD_BYTES) {
            return new byte[length];
        }
        spare = new byte[0];
        return last;
    }

    private static final class Host {
        private final String name;
        private final Deque<Sender> turns = new ArrayDeque<>();

        Host(String name) {
            this.name = name;
        }
    }

    private static final class Sender {
        private final Peer peer;
        private final Host host;
        private final Deque<QueuedDatagram> waiting = new ArrayDeque<>();
        private long bytes;

        Sender(Peer peer, Host host) {
            this.peer = peer;
            this.host = host;
        }
    }
}
