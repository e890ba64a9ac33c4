package io.downbeat.feedback.request;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Queues the requests of clients, and releases a limited number in each update. One datagram can
 * ask for millions of answers; these must not delay other clients or fill the memory. The requests
 * of one sender keep their order, and senders take turns. A small request does not wait for wide
 * requests of other senders.
 */
final class RequestThrottle {

    /** The cost that one update may have. One answer costs 1. */
    static final int BUDGET = 2560;

    /**
     * The part of the budget that is reserved for small requests: costly requests wait when only
     * this is left.
     */
    static final int RESERVED_FOR_SMALL = 2048;

    /** Patterns that are matched in one update: one may take a fraction of a millisecond. */
    static final int LOOKUPS_PER_UPDATE = 8;

    /** The most requests of one sender that wait; further ones are refused. */
    static final int MOST_PER_SENDER = 1024;

    /**
     * The same while it asks to listen: a client of OSCQuery sends a request for each address that
     * it has found, all at once.
     */
    static final int MOST_PER_LISTENER = 8192;

    private static final int MOST_REQUESTS = 4 * MOST_PER_LISTENER;

    /** The most bytes of all requests that wait. */
    static final long MOST_BYTES = 8L << 20;

    /** The most bytes of large requests that wait: small requests of others always find room. */
    static final long MOST_BYTES_OF_LARGE = 6L << 20;

    /** The most bytes of one sender's requests that wait. */
    static final long MOST_BYTES_PER_SENDER = 1L << 20;

    /** The same while it asks to listen. */
    static final long MOST_BYTES_PER_LISTENER = 3L << 20;

    private static final long PAUSE_MICROS = 5_000;

    private final Map<RequestSender, SenderQueue> waiting = new LinkedHashMap<>();
    private int count;
    private long bytes;
    private int budgetLeft = BUDGET;
    private int lookupsLeft = LOOKUPS_PER_UPDATE;
    private HostMicros nextRefill = new HostMicros(Long.MIN_VALUE);

    private record QueuedRequest(Event.ClientRequested request, boolean costly) {}

    /** The requests of one sender that wait. */
    private static final class SenderQueue {
        private final Deque<QueuedRequest> requests = new ArrayDeque<>();
        private long bytes;
    }

    /** Whether a request may be handled now; if not, {@link #tryQueue} queues it. */
    boolean mayHandle(RequestSender by, boolean costly) {
        return !waiting.containsKey(by) && isAffordable(costly);
    }

    /** Queues a request behind the others of its sender; false if too many wait. */
    boolean tryQueue(Event.ClientRequested request, boolean costly) {
        SenderQueue senderQueue = waiting.getOrDefault(request.by(), new SenderQueue());
        int size = QueuedEventMemoryEstimate.bytes(request);
        long most = QueuedEventMemoryEstimate.isLarge(request) ? MOST_BYTES_OF_LARGE : MOST_BYTES;
        boolean full = count >= MOST_REQUESTS || bytes + size > most;
        boolean listens = request.request() instanceof Command.StartListening;
        boolean ownFull =
                senderQueue.requests.size() >= (listens ? MOST_PER_LISTENER : MOST_PER_SENDER)
                        || senderQueue.bytes + size
                                > (listens ? MOST_BYTES_PER_LISTENER : MOST_BYTES_PER_SENDER);
        if (full || ownFull) {
            return false;
        }
        senderQueue.requests.add(new QueuedRequest(request, costly));
        waiting.put(request.by(), senderQueue);
        countAdded(senderQueue, size);
        return true;
    }

    private void countAdded(SenderQueue senderQueue, int size) {
        count++;
        senderQueue.bytes += size;
        bytes += size;
    }

    /**
     * Puts a request that was begun back, ahead of its sender's other requests. It continues after
     * a pause, and no other costly request begins until then.
     */
    void putBack(Event.ClientRequested request) {
        SenderQueue senderQueue = waiting.computeIfAbsent(request.by(), by -> new SenderQueue());
        senderQueue.requests.addFirst(new QueuedRequest(request, true));
        countAdded(senderQueue, QueuedEventMemoryEstimate.bytes(request));
        budgetLeft = Math.min(budgetLeft, RESERVED_FOR_SMALL);
    }

    /** Subtracts a cost from the budget. */
    void spend(int cost) {
        budgetLeft -= cost;
    }

    /**
     * The next request that may be handled now. Its sender's next request comes after those of all
     * other senders.
     *
     * @param mayAnswer whether a sender may be sent answers now
     */
    Optional<Event.ClientRequested> next(Predicate<RequestSender> mayAnswer) {
        for (Map.Entry<RequestSender, SenderQueue> each : waiting.entrySet()) {
            if (isAffordable(each.getValue().requests.getFirst().costly())
                    && mayAnswer.test(each.getKey())) {
                return Optional.of(pollFrom(each.getKey(), each.getValue()));
            }
        }
        return Optional.empty();
    }

    private Event.ClientRequested pollFrom(RequestSender by, SenderQueue senderQueue) {
        waiting.remove(by);
        QueuedRequest first = senderQueue.requests.removeFirst();
        int size = QueuedEventMemoryEstimate.bytes(first.request());
        count--;
        senderQueue.bytes -= size;
        bytes -= size;
        if (!senderQueue.requests.isEmpty()) {
            waiting.put(by, senderQueue);
        }
        return first.request();
    }

    private boolean isAffordable(boolean costly) {
        return budgetLeft > (costly ? RESERVED_FOR_SMALL : 0);
    }

    /** Whether another pattern may be matched in this update; if so, it is counted. */
    boolean tryLookup() {
        if (lookupsLeft == 0) {
            return false;
        }
        lookupsLeft--;
        return true;
    }

    void beginUpdate(HostMicros now) {
        if (!now.isBefore(nextRefill)) {
            budgetLeft = BUDGET;
            lookupsLeft = LOOKUPS_PER_UPDATE;
            nextRefill = now.plus(PAUSE_MICROS);
        }
    }

    /** When the next update must come for the requests that wait. */
    HostMicros wakeAt() {
        return waiting.isEmpty() ? HostMicros.NEVER : nextRefill;
    }
}
