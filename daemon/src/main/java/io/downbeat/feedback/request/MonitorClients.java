package io.downbeat.feedback.request;

import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients that watch incoming messages, by {@code /monitor}. A client is sent reports for
 * {@value #SECONDS} s and must then ask again, so that a client that is gone is soon forgotten.
 */
public final class MonitorClients {

    /** The most clients that may watch; each costs a message for every incoming one. */
    static final int MOST = 8;

    /**
     * How long a client is sent reports: three times the interval at which {@code downbeat monitor}
     * asks again.
     */
    static final int SECONDS = 10;

    private static final long LEASE_MICROS = SECONDS * 1_000_000L;

    private final Map<RequestSender, HostMicros> ends = new LinkedHashMap<>();

    /** Sends reports to a client from now on, or renews that. */
    void watch(RequestSender by, HostMicros now) {
        forgetSilent(now);
        if (!ends.containsKey(by) && ends.size() >= MOST) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    MOST + " clients watch what arrives already, the most: end another one");
        }
        ends.put(by, now.plus(LEASE_MICROS));
    }

    /** The clients that are sent reports. What they send themselves is not reported. */
    public List<RequestSender> watching(HostMicros now) {
        forgetSilent(now);
        return List.copyOf(ends.keySet());
    }

    private void forgetSilent(HostMicros now) {
        ends.values().removeIf(end -> !now.isBefore(end));
    }
}
