package io.downbeat.feedback.request;

import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Tracks which client touches which parameter. A touch ends ten seconds after the client's last
 * message, so that no parameter stays touched for ever.
 */
public final class ParameterTouchTracker {

    private static final long LONGEST_SILENCE_MICROS = 10_000_000;

    private final Map<RequestSender, Set<Integer>> touchedByClient = new LinkedHashMap<>();
    private final Map<RequestSender, HostMicros> lastMessages = new LinkedHashMap<>();

    /** A touch that has ended because its client is silent. */
    public record Released(RequestSender by, int parameter) {}

    public void onTouch(RequestSender by, int parameter, boolean isDown, HostMicros now) {
        if (isDown) {
            touchedByClient.computeIfAbsent(by, origin -> new LinkedHashSet<>()).add(parameter);
            lastMessages.put(by, now);
        } else if (touchedByClient.containsKey(by)) {
            touchedByClient.get(by).remove(parameter);
            if (touchedByClient.get(by).isEmpty()) {
                touchedByClient.remove(by);
                lastMessages.remove(by);
            }
        }
    }

    /** Forgets the touches of parameters that are no longer there. */
    public void forgetRemoved(IntPredicate isThere) {
        touchedByClient
                .values()
                .removeIf(held -> {
                    held.removeIf(parameter -> !isThere.test(parameter));
                    return held.isEmpty();
                });
        lastMessages.keySet().retainAll(touchedByClient.keySet());
    }

    void onMessage(RequestSender by, HostMicros now) {
        lastMessages.computeIfPresent(by, (origin, before) -> now);
    }

    /** Ends the touches of clients that have been silent for too long, and returns them. */
    public List<Released> removeSilent(HostMicros now) {
        var released = new ArrayList<Released>();
        lastMessages
                .entrySet()
                .removeIf(entry -> {
                    boolean over = now.since(entry.getValue()) >= LONGEST_SILENCE_MICROS;
                    if (over) {
                        Set<Integer> held = touchedByClient.remove(entry.getKey());
                        for (int parameter : held == null ? Set.<Integer>of() : held) {
                            released.add(new Released(entry.getKey(), parameter));
                        }
                    }
                    return over;
                });
        return released;
    }

    HostMicros wakeAt() {
        HostMicros first = HostMicros.NEVER;
        for (HostMicros last : lastMessages.values()) {
            first = first.orEarlier(last.plus(LONGEST_SILENCE_MICROS));
        }
        return first;
    }
}
