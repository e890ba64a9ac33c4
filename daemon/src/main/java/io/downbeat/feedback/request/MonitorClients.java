package io.downbeat.feedback.request;

import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients that watch what arrives, by {@code /monitor}. Each is told for {@value #SECONDS} s
 * and asks again to go on, so that one that is gone is soon forgotten. Not thread safe.
 */
public final class MonitorClients {

    /** Several people may look for the same mistake; each costs a message for every arrival. */
    static final int MOST = 8;

    /** Three times as long as {@code downbeat monitor} waits between its messages. */
    static final int SECONDS = 10;

    private static final long LEASE_MICROS = SECONDS * 1_000_000L;

    private final Map<RequestOrigin, HostMicros> ends = new LinkedHashMap<>();

    /** Tells a client from now on, or goes on telling it. */
    void watch(RequestOrigin by, HostMicros now) {
        forgetSilent(now);
        if (!ends.containsKey(by) && ends.size() >= MOST) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    MOST + " clients watch what arrives already, the most: end another one");
        }
        ends.put(by, now.plus(LEASE_MICROS));
    }

    /** The clients that are to be told; what they send themselves is told to nobody. */
    public List<RequestOrigin> watching(HostMicros now) {
        forgetSilent(now);
        return List.copyOf(ends.keySet());
    }

    private void forgetSilent(HostMicros now) {
        ends.values().removeIf(end -> !now.isBefore(end));
    }
}
