package io.downbeat.console;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import java.util.Optional;

/** Shows incoming traffic: messages a second and the last sender, {@code in 14/s 192.168.1.23}. */
public final class IncomingMessageRateText {

    /** Short enough to see a button at once, long enough to read the number. */
    private static final long WINDOW_MICROS = 1_000_000;

    private HostMicros began;
    private long countThen;
    private long perSecond;
    private long latest;
    private Optional<Peer> sender = Optional.empty();

    /** A meter without any message yet. */
    public IncomingMessageRateText(HostMicros now) {
        began = now;
    }

    /**
     * Updates the meter.
     *
     * @param count all messages so far
     */
    public void at(HostMicros now, long count, Optional<Peer> lastSender) {
        latest = count;
        sender = lastSender;
        long passed = now.since(began);
        if (passed >= WINDOW_MICROS) {
            perSecond = Math.round((count - countThen) * 1e6 / passed);
            began = now;
            countThen = count;
        }
    }

    /** The text for the live line. */
    public String text() {
        long shown = Math.max(perSecond, Math.min(1, latest - countThen));
        return "in " + shown + "/s" + sender.map(peer -> " " + peer.host()).orElse("");
    }
}
