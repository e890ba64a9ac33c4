package io.downbeat.feedback.request;

import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestOrigin;
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

    /** The cost that an update may have: an answer costs one. */
    static final int BUDGET = 2560;

    /**
     * The part of the budget that is kept for small requests: wide requests wait when no more is
     * left.
     */
    static final int FOR_SMALL_ONES = 2048;

    /** Patterns that are matched in one update: one may take a fraction of a millisecond. */
    static final int LOOKUPS = 8;

    /** The most requests of one sender that wait; further ones are refused. */
    static final int MOST_OF_A_SENDER = 1024;

    private static final int MOST = 8192;

    /** The most bytes of all requests that wait. */
    static final long MOST_BYTES = 8L << 20;

    /** The most bytes of large requests that wait: small requests of others always find room. */
    static final long MOST_BYTES_OF_LARGE = 6L << 20;

    /** The most bytes of one sender's requests that wait. */
    static final long MOST_BYTES_OF_A_SENDER = 1L << 20;

    private static final long PAUSE_MICROS = 5_000;

    private final Map<RequestOrigin, SenderQueue> waiting = new LinkedHashMap<>();
    private int count;
    private long bytes;
    private int left = BUDGET;
    private int lookups = LOOKUPS;
    private HostMicros refill = new HostMicros(Long.MIN_VALUE);

    private record Waiting(Event.ClientRequested request, boolean wide) {}

    /** The requests of one sender that wait. */
    private static final class SenderQueue {
        private final Deque<Waiting> requests = new ArrayDeque<>();
        private long bytes;
    }

    /** Whether a request may be handled now; if not, {@link #await} queues it. */
    boolean mayHandle(RequestOrigin by, boolean wide) {
        return !waiting.containsKey(by) && isAffordable(wide);
    }

    /** Queues a request behind the others of its sender; false if too many wait. */
    boolean await(Event.ClientRequested request, boolean wide) {
        SenderQueue senderQueue = waiting.getOrDefault(request.by(), new SenderQueue());
        int size = QueuedEventSizeEstimate.bytes(request);
        long most = QueuedEventSizeEstimate.isLarge(request) ? MOST_BYTES_OF_LARGE : MOST_BYTES;
        boolean full = count >= MOST || bytes + size > most;
        boolean ownFull =
                senderQueue.requests.size() >= MOST_OF_A_SENDER
                        || senderQueue.bytes + size > MOST_BYTES_OF_A_SENDER;
        if (full || ownFull) {
            return false;
        }
        senderQueue.requests.add(new Waiting(request, wide));
        waiting.put(request.by(), senderQueue);
        added(senderQueue, size);
        return true;
    }

    private void added(SenderQueue senderQueue, int size) {
        count++;
        senderQueue.bytes += size;
        bytes += size;
    }

    /**
     * Puts a request that was begun before the others of its sender: it goes on after a pause, and
     * no other wide request begins until then.
     */
    void putBack(Event.ClientRequested request) {
        SenderQueue senderQueue = waiting.computeIfAbsent(request.by(), by -> new SenderQueue());
        senderQueue.requests.addFirst(new Waiting(request, true));
        added(senderQueue, QueuedEventSizeEstimate.bytes(request));
        left = Math.min(left, FOR_SMALL_ONES);
    }

    /** Subtracts a cost from the budget. */
    void spent(int cost) {
        left -= cost;
    }

    /**
     * The next request that may be handled now. Its sender's next request comes after those of all
     * other senders.
     *
     * @param mayAnswer whether a sender may be sent answers now
     */
    Optional<Event.ClientRequested> next(Predicate<RequestOrigin> mayAnswer) {
        for (Map.Entry<RequestOrigin, SenderQueue> each : waiting.entrySet()) {
            if (isAffordable(each.getValue().requests.getFirst().wide())
                    && mayAnswer.test(each.getKey())) {
                return Optional.of(pollFrom(each.getKey(), each.getValue()));
            }
        }
        return Optional.empty();
    }

    private Event.ClientRequested pollFrom(RequestOrigin by, SenderQueue senderQueue) {
        waiting.remove(by);
        Waiting first = senderQueue.requests.removeFirst();
        int size = QueuedEventSizeEstimate.bytes(first.request());
        count--;
        senderQueue.bytes -= size;
        bytes -= size;
        if (!senderQueue.requests.isEmpty()) {
            waiting.put(by, senderQueue);
        }
        return first.request();
    }

    private boolean isAffordable(boolean wide) {
        return left > (wide ? FOR_SMALL_ONES : 0);
    }

    /** Whether another pattern may be matched in this update; if so, it is counted. */
    boolean useLookup() {
        if (lookups == 0) {
            return false;
        }
        lookups--;
        return true;
    }

    void beginTurn(HostMicros now) {
        if (!now.isBefore(refill)) {
            left = BUDGET;
            lookups = LOOKUPS;
            refill = now.plus(PAUSE_MICROS);
        }
    }

    /** When the next update must come for the requests that wait. */
    HostMicros wakeAt() {
        return waiting.isEmpty() ? HostMicros.NEVER : refill;
    }
}
