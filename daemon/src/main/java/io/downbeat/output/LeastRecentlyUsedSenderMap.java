package io.downbeat.output;

import io.downbeat.session.command.RequestSender;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Finds the state of a sender in a bounded map. The sender that sent nothing for the longest time
 * makes room.
 */
final class LeastRecentlyUsedSenderMap {

    private LeastRecentlyUsedSenderMap() {}

    /**
     * The state of a sender, which is added if the map does not have it.
     *
     * @param states a map that keeps the order of insertion; the sender is put last
     * @param most the most senders in the map
     */
    static <S> S stateOf(
            RequestSender sender, Map<RequestSender, S> states, int most, Supplier<S> newState) {
        S known = states.remove(sender);
        if (known != null) {
            states.put(sender, known);
            return known;
        }
        if (states.size() == most) {
            Iterator<Map.Entry<RequestSender, S>> oldest = states.entrySet().iterator();
            oldest.next();
            oldest.remove();
        }
        S added = newState.get();
        states.put(sender, added);
        return added;
    }
}
