package io.downbeat.feedback.request;

import io.downbeat.session.command.RequestOrigin;
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
public final class TouchedParametersByClient {

    private static final long LONGEST_SILENCE = 10_000_000;

    private final Map<RequestOrigin, Set<Integer>> down = new LinkedHashMap<>();
    private final Map<RequestOrigin, HostMicros> onMessage = new LinkedHashMap<>();

    /** A touch that has ended because its client is silent. */
    public record Released(RequestOrigin by, int parameter) {}

    public void touched(RequestOrigin by, int parameter, boolean isDown, HostMicros now) {
        if (isDown) {
            down.computeIfAbsent(by, origin -> new LinkedHashSet<>()).add(parameter);
            onMessage.put(by, now);
        } else if (down.containsKey(by)) {
            down.get(by).remove(parameter);
            if (down.get(by).isEmpty()) {
                down.remove(by);
                onMessage.remove(by);
            }
        }
    }

    /** Forgets the touches of parameters that are no longer there. */
    public void forgetRemoved(IntPredicate isThere) {
        down.values()
                .removeIf(held -> {
                    held.removeIf(parameter -> !isThere.test(parameter));
                    return held.isEmpty();
                });
        onMessage.keySet().retainAll(down.keySet());
    }

    void onMessage(RequestOrigin by, HostMicros now) {
        onMessage.computeIfPresent(by, (origin, before) -> now);
    }

    /** The touches of clients that have been silent for too long; each is returned once. */
    public List<Released> removeSilent(HostMicros now) {
        var lifted = new ArrayList<Released>();
        onMessage
                .entrySet()
                .removeIf(entry -> {
                    boolean over = now.since(entry.getValue()) >= LONGEST_SILENCE;
                    if (over) {
                        Set<Integer> held = down.remove(entry.getKey());
                        for (int parameter : held == null ? Set.<Integer>of() : held) {
                            lifted.add(new Released(entry.getKey(), parameter));
                        }
                    }
                    return over;
                });
        return lifted;
    }

    HostMicros wakeAt() {
        HostMicros first = HostMicros.NEVER;
        for (HostMicros last : onMessage.values()) {
            first = first.orEarlier(last.plus(LONGEST_SILENCE));
        }
        return first;
    }
}
