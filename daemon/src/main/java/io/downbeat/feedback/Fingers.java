package io.downbeat.feedback;

import io.downbeat.session.Origin;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which client has a finger on which parameter, so that none stays down: a touch ends ten seconds
 * after its client's last message. Not thread safe.
 */
final class Fingers {

    private static final long LONGEST_SILENCE = 10_000_000;

    private final Map<Origin, Set<Integer>> down = new LinkedHashMap<>();
    private final Map<Origin, HostMicros> heard = new LinkedHashMap<>();

    /** A finger that is to be lifted. */
    record Lifted(Origin by, int parameter) {}

    void touched(Origin by, int parameter, boolean isDown, HostMicros now) {
        if (isDown) {
            down.computeIfAbsent(by, origin -> new LinkedHashSet<>()).add(parameter);
            heard.put(by, now);
        } else if (down.containsKey(by)) {
            down.get(by).remove(parameter);
            if (down.get(by).isEmpty()) {
                down.remove(by);
                heard.remove(by);
            }
        }
    }

    void heard(Origin by, HostMicros now) {
        heard.computeIfPresent(by, (origin, before) -> now);
    }

    /** The fingers of clients that have been silent for too long; each is told once. */
    List<Lifted> silent(HostMicros now) {
        var lifted = new ArrayList<Lifted>();
        heard.entrySet()
                .removeIf(entry -> {
                    boolean over = now.since(entry.getValue()) >= LONGEST_SILENCE;
                    if (over) {
                        Set<Integer> held = down.remove(entry.getKey());
                        for (int parameter : held == null ? Set.<Integer>of() : held) {
                            lifted.add(new Lifted(entry.getKey(), parameter));
                        }
                    }
                    return over;
                });
        return lifted;
    }

    HostMicros wakeAt() {
        HostMicros first = HostMicros.NEVER;
        for (HostMicros last : heard.values()) {
            first = first.orEarlier(last.plus(LONGEST_SILENCE));
        }
        return first;
    }
}
