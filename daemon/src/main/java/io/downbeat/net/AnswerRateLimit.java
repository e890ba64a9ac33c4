package io.downbeat.net;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the errors that connections are answered where their packets are read: at most {@value
 * #MOST_A_SECOND} a second for one peer (contract, rule 9). Several threads may use it, but one
 * thread for each peer. Bounded by the number of connections, as long as {@link #forget} is called
 * for closed ones.
 */
public final class AnswerRateLimit {

    static final int MOST_A_SECOND = 20;

    private static final long SECOND_MICROS = 1_000_000;

    private record Count(HostMicros since, int asked) {}

    private final Map<Peer, Count> counts = new ConcurrentHashMap<>();

    /** Counts an error; whether it may be sent. */
    public boolean mayAnswer(Peer peer, HostMicros now) {
        Count known = counts.get(peer);
        Count next =
                known == null || isOver(known, now)
                        ? new Count(now, 1)
                        : new Count(known.since(), known.asked() + 1);
        counts.put(peer, next);
        return next.asked() <= MOST_A_SECOND;
    }

    /**
     * How many errors were not sent in the last second that is over, once; 0 if there were none.
     * Called before further errors are counted.
     */
    public int takeSuppressed(Peer peer, HostMicros now) {
        Count count = counts.get(peer);
        if (count == null || !isOver(count, now)) {
            return 0;
        }
        counts.remove(peer, count);
        return Math.max(0, count.asked() - MOST_A_SECOND);
    }

    /** A connection is closed. */
    public void forget(Peer peer) {
        counts.remove(peer);
    }

    private static boolean isOver(Count count, HostMicros now) {
        return now.since(count.since()) >= SECOND_MICROS;
    }
}
