package io.downbeat.engine.thread;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.RequestSender;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The queue to the conductor's thread for everything that does not arrive by UDP. Each sender,
 * {@link CommandBatch#by}, has a queue of its own. Any thread may offer; the conductor's thread
 * drains. Senders take turns, one batch each; the batches of one sender stay in order.
 *
 * <p>Bounded: a sender has at most {@link #MOST_PER_SENDER} batches and {@link
 * #MOST_BYTES_PER_SENDER} waiting, and at most what is free of {@link #MOST_BATCHES} and {@link
 * #MOST_BYTES}. A sender with little waiting may exceed these two by half, so that a flooding
 * sender takes nobody's place. Parameter writes may take four fifths of a sender's room. Beyond
 * that, a write replaces an earlier write of the same parameter by the same client, if only such
 * writes follow it. A batch without room is refused, and the caller answers its sender.
 */
public final class NonUdpInbox {

    static final int MOST_BATCHES = 4096;

    /** The memory that all waiting batches may take, in bytes. */
    public static final long MOST_BYTES = 8L << 20;

    /** For one sender: as many as the conductor handles in some tens of milliseconds. */
    static final int MOST_PER_SENDER = 1280;

    public static final long MOST_BYTES_PER_SENDER = 2L << 20;

    /** A sender with fewer batches waiting finds room although the rest is taken. */
    static final int FEW_BATCHES = 16;

    static final long FEW_BYTES = 32L << 10;

    /** One part in this many of a sender's room is not for parameter writes. */
    static final int PART_RESERVED_FOR_OTHERS = 5;

    private final Map<RequestSender, Sender> senders = new HashMap<>();

    /** The senders with something waiting; the next one comes first. */
    private final Deque<Sender> sendersInTurn = new ArrayDeque<>();

    private final Runnable wakeUp;
    private volatile int size;
    private long bytes;
    private long merged;
    private long refusedCount;

    /**
     * @param wakeUp wakes the conductor's thread; called on the thread that offers
     */
    public NonUdpInbox(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Adds a batch behind the others of its sender; false if there is no room for it. */
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

    /** Whether nothing waits. May be called from any thread; takes no lock. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Removes and returns at most this many batches, one of each sender in turn. */
    public List<CommandBatch> drain(int most) {
        if (isEmpty()) {
            return List.of();
        }
        synchronized (senders) {
            var drained = new ArrayList<CommandBatch>();
            while (drained.size() < most && !sendersInTurn.isEmpty()) {
                drained.add(poll());
            }
            return drained;
        }
    }

    /** How many writes have replaced an earlier one so far. */
    public long merged() {
        synchronized (senders) {
            return merged;
        }
    }

    /** How many batches found no room so far. */
    public long refusedCount() {
        synchronized (senders) {
            return refusedCount;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written with the lock held.
    private CommandBatch poll() {
        Sender sender = sendersInTurn.removeFirst();
        CommandBatch next = sender.waiting.removeFirst();
        sender.bytes -= next.memoryBytes();
        bytes -= next.memoryBytes();
        size--;
        if (sender.waiting.isEmpty()) {
            senders.remove(next.by());
        } else {
            sendersInTurn.addLast(sender);
        }
        return next;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written with the lock held.
    private boolean add(CommandBatch batch) {
        Sender known = senders.get(batch.by());
        Sender sender = known == null ? new Sender() : known;
        if (!hasFewWaiting(sender)) {
            if (sender.bytes + batch.memoryBytes()
                    > Math.min(MOST_BYTES_PER_SENDER, MOST_BYTES - bytes)) {
                return false;
            }
            int room = Math.min(MOST_PER_SENDER, MOST_BATCHES - size);
            boolean isWrite = isWrite(batch);
            int mostWaiting = isWrite ? room - room / PART_RESERVED_FOR_OTHERS : room;
            if (sender.waiting.size() >= mostWaiting) {
                return isWrite && merge(batch, sender);
            }
        }
        sender.waiting.addLast(batch);
        addBytes(sender, batch.memoryBytes());
        size++;
        if (known == null) {
            senders.put(batch.by(), sender);
            sendersInTurn.addLast(sender);
        }
        return true;
    }

    private boolean hasFewWaiting(Sender sender) {
        return sender.waiting.size() < FEW_BATCHES
                && sender.bytes < FEW_BYTES
                && size < MOST_BATCHES + MOST_BATCHES / 2
                && bytes < MOST_BYTES + MOST_BYTES / 2;
    }

    private void addBytes(Sender sender, long by) {
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
            if (isSameParameter(earlier, batch)) {
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
        addBytes(sender, by.memoryBytes() - earlier.memoryBytes());
        merged++;
    }

    private static boolean isSameParameter(CommandBatch one, CommandBatch other) {
        return writtenParameter(one).equals(writtenParameter(other));
    }

    private static String writtenParameter(CommandBatch write) {
        return write.requests().getLast().address();
    }

    private static boolean isWrite(CommandBatch batch) {
        List<CommandWithAddress> requests = batch.requests();
        return requests.size() == 1
                && batch.due().isEmpty()
                && requests.getLast().command() instanceof Command.WriteParam;
    }

    private static final class Sender {
        private final Deque<CommandBatch> waiting = new ArrayDeque<>();
        private long bytes;
    }
}
