package io.downbeat.feedback.subscriber;

import io.downbeat.address.ConcreteAddress;
import io.downbeat.osc.OscArgument;
import io.downbeat.time.HostMicros;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits how often one destination is confirmed a value that has not changed. A client that sets a
 * value to what it already is gets a confirmation. A program that sends back all that it receives
 * would be answered for ever, so the same value is confirmed twice a second at most. Without an
 * answer such an echo ends.
 */
public final class UnchangedValueConfirmationLimiter {

    private static final long WINDOW_MICROS = 1_000_000;
    private static final int MOST_IN_A_WINDOW = 2;
    private static final int MOST_ADDRESSES = 4096;

    private final Map<ConcreteAddress, Confirmed> confirmations =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ConcreteAddress, Confirmed> eldest) {
                    return size() > MOST_ADDRESSES;
                }
            };

    /** A value, since when it is confirmed, and how often it was. */
    private record Confirmed(List<OscArgument> value, HostMicros since, int times) {
        boolean covers(List<OscArgument> other, HostMicros now) {
            return value.equals(other) && now.since(since) < WINDOW_MICROS;
        }
    }

    /** Whether a value may be confirmed now. If so, this confirmation is counted. */
    public boolean tryConfirm(ConcreteAddress place, List<OscArgument> value, HostMicros now) {
        Confirmed before = confirmations.get(place);
        if (before == null || !before.covers(value, now)) {
            confirmations.remove(place);
            confirmations.put(place, new Confirmed(value, now, 1));
            return true;
        }
        if (before.times() < MOST_IN_A_WINDOW) {
            confirmations.put(place, new Confirmed(value, before.since(), before.times() + 1));
            return true;
        }
        return false;
    }
}
