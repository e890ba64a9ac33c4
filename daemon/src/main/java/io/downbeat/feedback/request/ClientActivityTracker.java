package io.downbeat.feedback.request;

import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Everybody who has sent something lately. One who falls silent is gone: what its hands hold is let
 * go. Not thread safe.
 */
final class ClientActivityTracker {

    /** How long one may be silent who has no subscription. */
    static final double SECONDS = 60;

    private static final int MOST = 4096;

    private final Map<RequestOrigin, HostMicros> onMessage =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RequestOrigin, HostMicros> eldest) {
                    return size() > MOST;
                }
            };

    void onMessage(RequestOrigin by, HostMicros now) {
        onMessage.put(by, now);
    }

    void onClientGone(RequestOrigin by) {
        onMessage.remove(by);
    }

    /**
     * Those who have been silent for longer than they may; each is told once.
     *
     * @param seconds how long a visitor may be silent, 0 for ever
     */
    List<RequestOrigin> gone(HostMicros now, ToDoubleFunction<RequestOrigin> seconds) {
        var gone = new ArrayList<RequestOrigin>();
        onMessage
                .entrySet()
                .removeIf(entry -> {
                    double allowed = seconds.applyAsDouble(entry.getKey());
                    double silent = now.since(entry.getValue()) / 1e6;
                    boolean over = allowed > 0 && silent > allowed;
                    if (over) {
                        gone.add(entry.getKey());
                    }
                    return over;
                });
        return gone;
    }

    boolean isEmpty() {
        return onMessage.isEmpty();
    }
}
