package io.downbeat.net;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the errors that connections are answered where their packets are read: at most {@value
 * #MOST_A_SECOND} a second for one peer (contract, rule 9). Thread safe. Bounded by the number of
 * connections, as long as {@link #forget} is called for closed ones.
 */
public final class ConnectionErrorLimiter {

    static final int MOST_A_SECOND = 20;

    private static final long SECOND_MICROS = 1_000_000;

    private record Count(HostMicros since, int asked) {}

    private final Map<Peer, Count> counts = new ConcurrentHashMap<>();

    /** Counts an error; whether it may be sent. */
    public boolean mayAnswer(Peer peer, HostMicros now) {
        Count next =
                counts.merge(
                        peer,
                        new Count(now, 1),
                        (known, first) ->
                                isOver(known, now)
                                        ? first
                                        : new Count(known.since(), known.asked() + 1));
        return next.asked() <= MOST_A_SECOND;
    }

    /**
     * How many errors were not sent in the last second that is over, once; 0 if there were none.
     * Called before further errors are counted.
     */
    public int takeSuppressed(Peer peer, HostMicros now) {
        Count count = counts.get(peer);
        // Another thread may take it at the same time: only one of the two tells the client.
        if (count == null || !isOver(count, now) || !counts.remove(peer, count)) {
            return 0;
        }
        return Math.max(0, count.asked() - MOST_A_SECOND);
    }

    /** The same for all peers that errors were not sent to. Call it about once a second. */
    public Map<Peer, Integer> takeAllSuppressed(HostMicros now) {
        Map<Peer, Integer> taken = new HashMap<>();
        for (Peer peer : counts.keySet()) {
            int suppressed = takeSuppressed(peer, now);
            if (suppressed > 0) {
                taken.put(peer, suppressed);
            }
        }
        return taken;
    }

    /** A connection is closed. */
    public void forget(Peer peer) {
        counts.remove(peer);
    }

    private static boolean isOver(Count count, HostMicros now) {
        return now.since(count.since()) >= SECOND_MICROS;
    }
}
