package io.downbeat.engine;

import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.Comparator;
import java.util.TreeSet;

/** The bundles that wait for their time tag, up to a number and an amount of memory. */
final class TimetagQueue {

    /** The most bundles that wait at once; more than any controller sends ahead. */
    private static final int MOST_BUNDLES = 10_000;

    /** The memory that all waiting bundles may take together, in bytes. */
    static final long MOST_BYTES = 16L << 20;

    private record HeldBundle(HostMicros due, long order, CommandBatch batch) {}

    private final TreeSet<HeldBundle> held =
            new TreeSet<>(
                    Comparator.comparing(HeldBundle::due).thenComparingLong(HeldBundle::order));
    private long order;
    private long bytes;

    /** Holds a batch until it is due; false if there is no room for it. */
    boolean hold(CommandBatch batch) {
        if (held.size() >= MOST_BUNDLES || bytes + batch.memoryBytes() > MOST_BYTES) {
            return false;
        }
        bytes += batch.memoryBytes();
        held.add(new HeldBundle(batch.due().orElseThrow(), order++, batch));
        return true;
    }

    /** The time of the next one, or never. */
    HostMicros next() {
        return held.isEmpty() ? HostMicros.NEVER : held.first().due();
    }

    CommandBatch poll() {
        CommandBatch first = held.removeFirst().batch();
        bytes -= first.memoryBytes();
        return first;
    }

    void removeOf(RequestSender by) {
        held.removeIf(one -> one.batch().by().equals(by));
        bytes = held.stream().mapToLong(one -> one.batch().memoryBytes()).sum();
    }

    void clear() {
        held.clear();
        bytes = 0;
    }
}
