package io.downbeat.feedback.packet;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Limits the bytes that are sent to each other computer by UDP: dumps, healing and answers, one
 * megabyte a second. The address of a UDP sender can be forged; without a limit, a forger could
 * flood another computer. This computer and connections have no limit.
 *
 * <p>Bounded: beyond {@value #MOST_HOSTS} hosts, the one that was used longest ago is forgotten.
 */
public final class HostBandwidthLimiter {

    /**
     * What may be sent at once to a host that was sent nothing for a while, in bytes: about one
     * portion of a dump.
     */
    public static final int MOST_BURST_BYTES = 32_768;

    private static final int MOST_HOSTS = 1024;

    /** One byte a microsecond is a megabyte a second. */
    private static final int BYTES_PER_MICRO = 1;

    /** Bytes of the IP and UDP headers of a datagram. */
    private static final int DATAGRAM_HEADER_BYTES = 28;

    private final Predicate<String> isThisComputer;
    private final Map<String, Budget> budgets =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
                    return size() > MOST_HOSTS;
                }
            };
    private HostMicros now;

    /** The bytes that a host may be sent; below 0 after an answer that was larger than the rest. */
    private static final class Budget {
        private final boolean limited;
        private long bytes = MOST_BURST_BYTES;
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

    /** Sets the present time, up to which budgets have grown. */
    public void advance(HostMicros moment) {
        now = moment;
    }

    /** Whether the address of a peer can be forged. */
    public boolean isRemoteUdp(Peer peer) {
        return peer.transport() == Peer.Transport.UDP && budget(peer).limited;
    }

    /** Whether something may be sent to a peer's host now. */
    public boolean maySend(Peer to) {
        return !isRemoteUdp(to) || budget(to).bytes > 0;
    }

    /** When something may be sent to a peer again; now if it may. */
    public HostMicros maySendAt(Peer to) {
        return maySend(to) ? now : now.plus(1 - budget(to).bytes / BYTES_PER_MICRO);
    }

    /**
     * Counts bytes that are sent to a peer.
     *
     * @param ownDatagram whether they are a datagram of their own
     */
    public void spend(Peer to, int bytes, boolean ownDatagram) {
        if (isRemoteUdp(to)) {
            int header =
                    ownDatagram
                            ? DATAGRAM_HEADER_BYTES
                            : bytes * DATAGRAM_HEADER_BYTES / Outbox.DATAGRAM_BYTES;
            budget(to).bytes -= bytes + header;
        }
    }

    private Budget budget(Peer of) {
        Budget budget =
                budgets.computeIfAbsent(
                        of.host(), host -> new Budget(!isThisComputer.test(host), now));
        if (now.isAfter(budget.at)) {
            long more = now.since(budget.at) * BYTES_PER_MICRO;
            budget.bytes = Math.min(MOST_BURST_BYTES, budget.bytes + more);
            budget.at = now;
        }
        return budget;
    }
}
