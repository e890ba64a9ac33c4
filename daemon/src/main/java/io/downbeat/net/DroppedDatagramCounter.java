package io.downbeat.net;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts received datagrams that were dropped, by sender, and logs them. Counting takes a fraction
 * of a microsecond on the reading thread; {@link #report} runs on another thread.
 *
 * <p>Bounded: beyond {@value #SENDERS} senders between two reports, the losses of further ones are
 * counted together.
 */
final class DroppedDatagramCounter implements FairReceiveQueues.Losses {

    static final int SENDERS = 256;

    private static final Logger LOG = LoggerFactory.getLogger(DroppedDatagramCounter.class);

    /** As far apart as {@link LogLimiter} lets lines of one kind about one client be. */
    private static final long BETWEEN_REPORTS_MICROS = 10_000_000;

    private static final String OTHERS = "other senders";

    private final Map<Loss, Long> since = new ConcurrentHashMap<>();
    private final AtomicLong total = new AtomicLong();
    private final LogLimiter lines = new LogLimiter();
    private final KernelDrops kernel;
    private HostMicros reportedAt = HostMicros.NEVER;
    private long unread;

    /** The sender is a peer, whose text is made only when it is reported, or {@link #OTHERS}. */
    private record Loss(Object sender, FairReceiveQueues.Reason why) {}

    DroppedDatagramCounter(int port) {
        kernel = KernelDrops.ofThisHost(port);
    }

    @Override
    public void dropped(Peer from, FairReceiveQueues.Reason why) {
        total.incrementAndGet();
        Object sender = since.size() < SENDERS ? from : OTHERS;
        since.merge(new Loss(sender, why), 1L, Long::sum);
    }

    /** The number of datagrams dropped by this program, for any reason. */
    long total() {
        return total.get();
    }

    /** Logs the losses since the last report, unless that was a short time ago. */
    void report(HostMicros now) {
        if (!reportedAt.equals(HostMicros.NEVER)
                && now.since(reportedAt) < BETWEEN_REPORTS_MICROS) {
            return;
        }
        for (Loss loss : List.copyOf(since.keySet())) {
            Long count = since.remove(loss);
            if (count != null && !isReported(loss, count, now)) {
                since.merge(loss, count, Long::sum);
            }
        }
        unread += kernel.sinceLastAsked();
        if (unread > 0) {
            Optional<String> line = lines.line("unread", "", now, this::unreadText);
            line.ifPresent(LOG::warn);
            unread = line.isPresent() ? 0 : unread;
            reportedAt = now;
        }
    }

    private boolean isReported(Loss loss, long count, HostMicros now) {
        Optional<String> line =
                lines.line(
                        loss.why().name(), loss.sender().toString(), now, () -> text(loss, count));
        line.ifPresent(LOG::warn);
        reportedAt = now;
        return line.isPresent();
    }

    private static String text(Loss loss, long count) {
        return "dropped "
                + count
                + " UDP datagrams of "
                + loss.sender()
                + switch (loss.why()) {
                    case FULL -> ": it sends faster than they can be handled";
                    case OLD ->
                            ", or did not perform what they ask for: they waited for more than "
                                    + EarliestDatagramArrival.LIMIT_MICROS / 1_000
                                    + " ms, and it would have come too late";
                };
    }

    private String unreadText() {
        return "the system dropped "
                + unread
                + " UDP datagrams before they could be read: too many came at once, or this"
                + " program did not get processor time";
    }
}
