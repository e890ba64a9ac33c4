package io.downbeat.engine;

import io.downbeat.session.Origin;
import io.downbeat.time.HostMicros;

import java.util.Comparator;
import java.util.TreeSet;

/** Bundles that wait for the moment of their time tag. Owned by the conductor. Not thread safe. */
final class Holding {

    private static final int MOST = 10_000;

    /** What all held bundles together may take of the heap. */
    static final long MOST_BYTES = 16L << 20;

    private record Held(HostMicros due, long order, Arrival arrival) {}

    private final TreeSet<Held> held =
            new TreeSet<>(Comparator.comparing(Held::due).thenComparingLong(Held::order));
    private long order;
    private long bytes;

    /** Holds an arrival until it is due; false if there are too many already. */
    boolean hold(Arrival arrival) {
        if (held.size() >= MOST || bytes + arrival.weight() > MOST_BYTES) {
            return false;
        }
        bytes += arrival.weight();
        held.add(new Held(arrival.due().orElseThrow(), order++, arrival));
        return true;
    }

    /** The moment of the next one, or never. */
    HostMicros next() {
        return held.isEmpty() ? HostMicros.NEVER : held.first().due();
    }

    Arrival take() {
        Arrival first = held.removeFirst().arrival();
        bytes -= first.weight();
        return first;
    }

    void forget(Origin by) {
        held.removeIf(one -> one.arrival().by().equals(by));
        bytes = held.stream().mapToLong(one -> one.arrival().weight()).sum();
    }

    void clear() {
        held.clear();
        bytes = 0;
    }
}
