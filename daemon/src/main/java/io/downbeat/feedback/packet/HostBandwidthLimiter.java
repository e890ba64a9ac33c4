package io.downbeat.feedback.packet;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How many bytes of dumps, healing and answers go to each other host by UDP, where the address of
 * whoever asks can be a forgery: a megabyte a second in all, however many of its ports ask. This
 * computer, and connections, which answer for their addresses, have no such limit.
 *
 * <p>Bounded: beyond {@value #MOST_HOSTS} hosts the one that was heard of longest ago is forgotten.
 * Not thread safe.
 */
public final class HostBandwidthLimiter {

    /** What may go at once to a host that was quiet: about as much as a portion of a dump. */
    public static final int MOST_AT_ONCE = 32_768;

    private static final int MOST_HOSTS = 1024;

    /** A megabyte a second. */
    private static final int BYTES_A_MICRO = 1;

    /** IP and UDP head of a datagram. */
    private static final int DATAGRAM_HEAD = 28;

    private final Predicate<String> isThisComputer;
    private final Map<String, Budget> budgets =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
                    return size() > MOST_HOSTS;
                }
            };
    private HostMicros now;

    /** What a host may be sent; below 0 where one answer was larger than what was left. */
    private static final class Budget {
        private final boolean limited;
        private long bytes = MOST_AT_ONCE;
        private HostMicros at;

        Budget(boolean limited, HostMicros at) {
            this.limited = limited;
            this.at = at;
        }
    }

    public HostBandwidthLimiter(Predicate<String> isThisComputer, HostMicros now) {
        this.isThisComputer = isThisComputer;
        this.now = now;
    }

    /** Time has gone on. */
    public void refill(HostMicros moment) {
        now = moment;
    }

    /** Whether the address of a peer can be a forgery by somebody else. */
    public boolean isElsewhere(Peer peer) {
        return peer.transport() == Peer.Transport.UDP && budget(peer).limited;
    }

    /** Whether anything may be sent to a peer's host now. */
    public boolean isOpen(Peer to) {
        return !isElsewhere(to) || budget(to).bytes > 0;
    }

    /** When something may be sent again; now if it may. */
    public HostMicros opensAt(Peer to) {
        return isOpen(to) ? now : now.plus(1 - budget(to).bytes / BYTES_A_MICRO);
    }

    /** So many bytes of messages go to a peer's host, in a datagram of their own or not. */
    public void spend(Peer to, int bytes, boolean ownDatagram) {
        if (isElsewhere(to)) {
            int head = ownDatagram ? DATAGRAM_HEAD : bytes * DATAGRAM_HEAD / Outbox.DATAGRAM;
            budget(to).bytes -= bytes + head;
        }
    }

    private Budget budget(Peer of) {
        Budget budget =
                budgets.computeIfAbsent(
                        of.host(), host -> new Budget(!isThisComputer.test(host), now));
        if (now.isAfter(budget.at)) {
            long more = now.since(budget.at) * BYTES_A_MICRO;
            budget.bytes = Math.min(MOST_AT_ONCE, budget.bytes + more);
            budget.at = now;
        }
        return budget;
    }
}
