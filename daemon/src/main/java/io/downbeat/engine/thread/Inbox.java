package io.downbeat.engine.thread;

import io.downbeat.session.command.AddressedCommand;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.RequestOrigin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The way into the conductor's turn for everything that does not come by UDP: one queue for each
 * sender, {@link CommandBatch#by}. Any thread may offer; the conductor's thread takes. Senders take
 * turns, one arrival each; what one sender sent stays in its order.
 *
 * <p>Bounded: a sender has at most {@link #SENDER_MOST} arrivals and {@link #SENDER_BYTES} waiting,
 * and no more than is still free of {@link #MOST} and {@link #MOST_BYTES}. A sender that has little
 * waiting is let in beyond these two, up to half as much again, so that senders who flood take
 * nobody's place. Writes of parameters may take four fifths of a sender's room; beyond it, a write
 * of a parameter that already waits to be written by the same client, with nothing but such writes
 * behind it, takes the earlier one's place. What has no room is turned away, and the offerer says
 * so to whoever sent it.
 */
public final class Inbox {

    static final int MOST = 4096;

    /** What all that waits may take of the heap. */
    public static final long MOST_BYTES = 8L << 20;

    /** For one sender: as many as the conductor obeys in some tens of milliseconds. */
    static final int SENDER_MOST = 1280;

    public static final long SENDER_BYTES = 2L << 20;

    /** A sender with less than this waiting finds room although the rest is taken. */
    static final int LITTLE = 16;

    static final long LITTLE_BYTES = 32L << 10;

    /** This part of a sender's room is kept from its writes of parameters. */
    static final int PART_NOT_FOR_WRITES = 5;

    private final Map<RequestOrigin, Sender> senders = new HashMap<>();

    /** Those with something waiting, the next to be served first. */
    private final Deque<Sender> turns = new ArrayDeque<>();

    private final Runnable wakeUp;
    private volatile int size;
    private long bytes;
    private long merged;
    private long refusedCount;

    /**
     * @param wakeUp tells the conductor's thread that something waits; called on the offerer's
     *     thread
     */
    public Inbox(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Puts an arrival behind all others of its sender; false if there is no room for it. */
    public boolean offer(CommandBatch batch) {
        synchronized (senders) {
            if (!add(batch)) {
                refusedCount++;
                return false;
            }
        }
        wakeUp.run();
        return true;
    }

    /** Whether nothing waits. Any thread, and no lock. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Takes out what waits, at most so many arrivals, one of each sender in turns. */
    public List<CommandBatch> drain(int most) {
        if (isEmpty()) {
            return List.of();
        }
        synchronized (senders) {
            var taken = new ArrayList<CommandBatch>();
            while (taken.size() < most && !turns.isEmpty()) {
                taken.add(poll());
            }
            return taken;
        }
    }

    /** How many writes took an earlier one's place so far. */
    public long merged() {
        synchronized (senders) {
            return merged;
        }
    }

    /** How many arrivals found no room so far. */
    public long refusedCount() {
        synchronized (senders) {
            return refusedCount;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written with the lock held.
    private CommandBatch poll() {
        Sender sender = turns.removeFirst();
        CommandBatch next = sender.waiting.removeFirst();
        sender.bytes -= next.memoryBytes();
        bytes -= next.memoryBytes();
        size--;
        if (sender.waiting.isEmpty()) {
            senders.remove(next.by());
        } else {
            turns.addLast(sender);
        }
        return next;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written with the lock held.
    private boolean add(CommandBatch batch) {
        Sender known = senders.get(batch.by());
        Sender sender = known == null ? new Sender() : known;
        if (!hasLittle(sender)) {
            if (sender.bytes + batch.memoryBytes() > Math.min(SENDER_BYTES, MOST_BYTES - bytes)) {
                return false;
            }
            int room = Math.min(SENDER_MOST, MOST - size);
            boolean isWrite = isWrite(batch);
            int roomForIt = isWrite ? room - room / PART_NOT_FOR_WRITES : room;
            if (sender.waiting.size() >= roomForIt) {
                return isWrite && merge(batch, sender);
            }
        }
        sender.waiting.addLast(batch);
        grow(sender, batch.memoryBytes());
        size++;
        if (known == null) {
            senders.put(batch.by(), sender);
            turns.addLast(sender);
        }
        return true;
    }

    private boolean hasLittle(Sender sender) {
        return sender.waiting.size() < LITTLE
                && sender.bytes < LITTLE_BYTES
                && size < MOST + MOST / 2
                && bytes < MOST_BYTES + MOST_BYTES / 2;
    }

    private void grow(Sender sender, long by) {
        sender.bytes += by;
        bytes += by;
    }

    private boolean merge(CommandBatch batch, Sender sender) {
        var behind = new ArrayDeque<CommandBatch>();
        Iterator<CommandBatch> back = sender.waiting.descendingIterator();
        while (back.hasNext()) {
            CommandBatch earlier = back.next();
            if (!isWrite(earlier)) {
                return false;
            }
            if (isSameKnob(earlier, batch)) {
                replace(earlier, batch, behind, sender);
                return true;
            }
            behind.addFirst(earlier);
        }
        return false;
    }

    private void replace(
            CommandBatch earlier, CommandBatch by, Deque<CommandBatch> behind, Sender sender) {
        for (int n = 0; n <= behind.size(); n++) {
            sender.waiting.removeLast();
        }
        sender.waiting.addLast(by);
        sender.waiting.addAll(behind);
        grow(sender, by.memoryBytes() - earlier.memoryBytes());
        merged++;
    }

    private static boolean isSameKnob(CommandBatch one, CommandBatch other) {
        return knob(one).equals(knob(other));
    }

    private static String knob(CommandBatch write) {
        return write.requests().getLast().address();
    }

    private static boolean isWrite(CommandBatch batch) {
        List<AddressedCommand> requests = batch.requests();
        return requests.size() == 1
                && batch.due().isEmpty()
                && requests.getLast().command() instanceof Command.WriteParam;
    }

    private static final class Sender {
        private final Deque<CommandBatch> waiting = new ArrayDeque<>();
        private long bytes;
    }
}
