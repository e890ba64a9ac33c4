package io.downbeat.app;

import io.downbeat.feedback.request.QueuedEventMemoryEstimate;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A queue of turns from the conductor thread to the feedback thread, in order and without a lock.
 * One thread adds, one thread removes.
 *
 * <p>Bounded: when {@value #TURNS} turns wait, further turns are joined into one that has the
 * latest view, so no state is lost. At most {@value #EVENTS} events wait. Further events are
 * dropped and counted, but a single turn with more events is accepted when no other event waits.
 * All waiting events take at most {@value #EVENT_BYTES} bytes, and large ones at most {@value
 * #LARGE_EVENT_BYTES}, so that a client with long texts leaves room for answers to others. At most
 * {@value #EVENTS_OF_A_SENDER} requests and refusals of one sender wait, for the same reason.
 */
final class ConductorToFeedbackQueue {

    /** A view that differs from the one before holds some 10 kB: 5 MB in all. */
    static final int TURNS = 512;

    static final int EVENTS = 16_384;

    /**
     * Four times the number of requests that {@code RequestThrottle} keeps for one sender: each has
     * two events, and a client that listens to many addresses sends twice as many at once.
     */
    static final int EVENTS_OF_A_SENDER = 4_096;

    /** The heap that all waiting events may use. */
    static final long EVENT_BYTES = 16L << 20;

    /** From this total on, large events are dropped. */
    static final long LARGE_EVENT_BYTES = 12L << 20;

    private final Queue<TurnResult> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable JoinedTurns> joined = new AtomicReference<>();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Map<RequestSender, Integer> ofSenders = new ConcurrentHashMap<>();
    private final AtomicLong lostEvents = new AtomicLong();

    private long added;
    private long removed;
    private @Nullable JoinedTurns held;

    /**
     * Several turns as one. The thread that removes it from {@link #joined} owns it.
     *
     * @param after how many turns were added to the queue before these
     * @param last the last of the turns
     */
    private record JoinedTurns(long after, TurnResult last, List<Event> events) {}

    /** Adds a turn at the end. */
    void add(TurnResult turn) {
        List<Event> kept = withinBound(turn.events());
        JoinedTurns before = joined.getAndSet(null);
        if (before != null) {
            before.events().addAll(kept);
            joined.set(new JoinedTurns(before.after(), turn, before.events()));
        } else if (turns.get() >= TURNS) {
            joined.set(new JoinedTurns(added, turn, new ArrayList<>(kept)));
        } else {
            added++;
            turns.incrementAndGet();
            boolean asItIs = kept.size() == turn.events().size() && turn.arrivals().isEmpty();
            waiting.add(asItIs ? turn : turn.withEvents(kept));
        }
    }

    /** Whether the queue is empty. Only the removing thread calls this. */
    boolean isEmpty() {
        return waiting.isEmpty() && held == null && joined.get() == null;
    }

    /** Removes and returns the first turns, at most {@code most}. */
    List<TurnResult> drain(int most) {
        var first = new ArrayList<TurnResult>();
        while (first.size() < most) {
            TurnResult next = next();
            if (next == null) {
                break;
            }
            first.add(next);
            events.addAndGet(-next.events().size());
            bytes.addAndGet(-size(next.events()));
            next.events().forEach(this::forgetSender);
        }
        return first;
    }

    private @Nullable TurnResult next() {
        JoinedTurns last = held == null ? joined.getAndSet(null) : held;
        if (last != null && last.after() == removed) {
            held = null;
            return last.last().withEvents(last.events());
        }
        held = last;
        TurnResult next = waiting.poll();
        if (next != null) {
            removed++;
            turns.decrementAndGet();
        }
        return next;
    }

    /** The number of events dropped so far. */
    long lostEvents() {
        return lostEvents.get();
    }

    private List<Event> withinBound(List<Event> its) {
        int waitingNow = events.get();
        int room = waitingNow == 0 ? its.size() : Math.max(0, EVENTS - waitingNow);
        List<Event> kept =
                ofSendersWithRoom(withinBytes(its.size() <= room ? its : its.subList(0, room)));
        lostEvents.addAndGet(its.size() - kept.size());
        events.addAndGet(kept.size());
        return kept;
    }

    /** Drops events beyond the limit of their sender, and frees their bytes. */
    private List<Event> ofSendersWithRoom(List<Event> its) {
        var kept = new ArrayList<Event>(its.size());
        for (Event event : its) {
            Optional<RequestSender> sender = sender(event);
            if (sender.isPresent()
                    && ofSenders.getOrDefault(sender.get(), 0) >= EVENTS_OF_A_SENDER) {
                bytes.addAndGet(-QueuedEventMemoryEstimate.bytes(event));
            } else {
                sender.ifPresent(by -> ofSenders.merge(by, 1, Integer::sum));
                kept.add(event);
            }
        }
        return kept;
    }

    private void forgetSender(Event event) {
        sender(event)
                .ifPresent(by ->
                        ofSenders.computeIfPresent(
                                by, (known, count) -> count == 1 ? null : count - 1));
    }

    private static Optional<RequestSender> sender(Event event) {
        return switch (event) {
            case Event.PacketReceived received -> Optional.of(received.by());
            case Event.ClientRequested asked -> Optional.of(asked.by());
            case Event.ValueSet set -> Optional.of(set.by());
            case Event.Refused refused -> Optional.of(refused.by());
            default -> Optional.empty();
        };
    }

    private List<Event> withinBytes(List<Event> its) {
        long more = size(its);
        if (bytes.addAndGet(more) <= LARGE_EVENT_BYTES) {
            return its;
        }
        bytes.addAndGet(-more);
        var kept = new ArrayList<Event>();
        for (Event event : its) {
            int size = QueuedEventMemoryEstimate.bytes(event);
            long most = QueuedEventMemoryEstimate.isLarge(event) ? LARGE_EVENT_BYTES : EVENT_BYTES;
            if (bytes.get() + size <= most) {
                bytes.addAndGet(size);
                kept.add(event);
            }
        }
        return kept;
    }

    private static long size(List<Event> events) {
        long size = 0;
        for (Event event : events) {
            size += QueuedEventMemoryEstimate.bytes(event);
        }
        return size;
    }
}
