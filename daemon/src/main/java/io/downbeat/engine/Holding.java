package io.downbeat.engine;

import io.downbeat.session.Origin;
import io.downbeat.time.HostMicros;

import java.util.Comparator;
import java.util.TreeSet;

/** Bundles that wait for the moment of their time tag. Owned by the conductor. Not thread safe. */
final class Holding {

    private static final int MOST = 10_000;

    private record Held(HostMicros due, long order, Arrival arrival) {}

    private final TreeSet<Held> held =
            new TreeSet<>(Comparator.comparing(Held::due).thenComparingLong(Held::order));
    private long order;

    /** Holds an arrival until it is due; false if there are too many already. */
    boolean hold(Arrival arrival) {
        if (held.size() >= MOST) {
            return false;
        }
        held.add(new Held(arrival.due().orElseThrow(), order++, arrival));
        return true;
    }

    /** The moment of the next one, or never. */
    HostMicros next() {
        return held.isEmpty() ? HostMicros.NEVER : held.first().due();
    }

    Arrival take() {
        return held.removeFirst().arrival();
    }

    void forget(Origin by) {
        held.removeIf(one -> one.arrival().by().equals(by));
    }

    void clear() {
        held.clear();
    }
}
