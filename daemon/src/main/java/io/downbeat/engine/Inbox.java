package io.downbeat.engine;

import io.downbeat.session.Command;
import io.downbeat.session.Request;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The way into the conductor's turn for everything that does not come by UDP. Any thread may offer;
 * the conductor's thread takes.
 *
 * <p>Bounded: beyond {@link #MOST} arrivals, a write of a parameter that already waits to be
 * written by the same client, with nothing but such writes behind it, takes the earlier one's
 * place. Other arrivals have {@link #RESERVED} places of their own; when those are gone too they
 * are turned away, and the offerer says so to whoever sent it.
 */
public final class Inbox {

    static final int MOST = 4096;
    static final int RESERVED = 256;

    /** What all that waits may take of the heap. */
    static final long MOST_BYTES = 8L << 20;

    private final Deque<Arrival> waiting = new ArrayDeque<>();
    private final Runnable wakeUp;
    private volatile int size;
    private long bytes;
    private long merged;
    private long turnedAway;

    /**
     * @param wakeUp tells the conductor's thread that something waits; called on the offerer's
     *     thread
     */
    public Inbox(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Puts an arrival behind all others; false if there is no room for it. */
    public boolean offer(Arrival arrival) {
        synchronized (waiting) {
            if (!take(arrival)) {
                turnedAway++;
                return false;
            }
            size = waiting.size();
        }
        wakeUp.run();
        return true;
    }

    /** Whether nothing waits. Any thread, and no lock. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Takes out the first of what waits, in order, at most so many. */
    public List<Arrival> take(int most) {
        if (isEmpty()) {
            return List.of();
        }
        synchronized (waiting) {
            var first = new ArrayList<Arrival>();
            while (first.size() < most && !waiting.isEmpty()) {
                Arrival next = waiting.removeFirst();
                bytes -= next.weight();
                first.add(next);
            }
            size = waiting.size();
            return first;
        }
    }

    /** How many writes took an earlier one's place so far. */
    public long merged() {
        synchronized (waiting) {
            return merged;
        }
    }

    /** How many arrivals found no room so far. */
    public long turnedAway() {
        synchronized (waiting) {
            return turnedAway;
        }
    }

    private boolean take(Arrival arrival) {
        if (bytes + arrival.weight() > MOST_BYTES) {
            return false;
        }
        boolean taken = takeOne(arrival);
        bytes += taken ? arrival.weight() : 0;
        return taken;
    }

    private boolean takeOne(Arrival arrival) {
        if (waiting.size() < MOST) {
            waiting.addLast(arrival);
            return true;
        }
        if (isWrite(arrival)) {
            return merge(arrival);
        }
        if (waiting.size() < MOST + RESERVED) {
            waiting.addLast(arrival);
            return true;
        }
        return false;
    }

    private boolean merge(Arrival arrival) {
        var kept = new ArrayDeque<Arrival>();
        boolean found = false;
        for (Iterator<Arrival> back = waiting.descendingIterator(); back.hasNext() && !found; ) {
            Arrival earlier = back.next();
            if (!isWrite(earlier)) {
                break;
            }
            found = isSameKnob(earlier, arrival);
            if (!found) {
                kept.addFirst(earlier);
            }
        }
        if (!found) {
            return false;
        }
        for (int n = 0; n <= kept.size(); n++) {
            Arrival removed = waiting.removeLast();
            bytes -= n == kept.size() ? removed.weight() : 0;
        }
        waiting.addLast(arrival);
        waiting.addAll(kept);
        merged++;
        return true;
    }

    private static boolean isSameKnob(Arrival one, Arrival other) {
        return one.by().equals(other.by())
                && knob(one.requests().getFirst()).equals(knob(other.requests().getFirst()));
    }

    private static String knob(Request request) {
        return request.address();
    }

    private static boolean isWrite(Arrival arrival) {
        return arrival.due().isEmpty()
                && arrival.requests().size() == 1
                && arrival.requests().getFirst().command() instanceof Command.WriteParam;
    }
}
