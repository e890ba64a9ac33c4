package io.downbeat.feedback.request;

import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Tracks which clients have sent something lately. A client that is silent for too long is gone:
 * what it holds (touches, gates) is released.
 */
final class SilentClientDetector {

    /** How long a client without a subscription may be silent, in seconds. */
    static final double LONGEST_SILENCE_SECONDS = 60;

    private static final int MOST_CLIENTS = 4096;

    private final Map<RequestSender, HostMicros> lastMessages =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RequestSender, HostMicros> eldest) {
                    return size() > MOST_CLIENTS;
                }
            };

    void onMessage(RequestSender by, HostMicros now) {
        lastMessages.put(by, now);
    }

    void onClientGone(RequestSender by) {
        lastMessages.remove(by);
    }

    /**
     * Forgets the clients that have been silent for too long, and returns them.
     *
     * @param seconds how long a client may be silent; 0 means without limit
     */
    List<RequestSender> removeSilent(HostMicros now, ToDoubleFunction<RequestSender> seconds) {
        var gone = new ArrayList<RequestSender>();
        lastMessages
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
        return lastMessages.isEmpty();
    }
}
