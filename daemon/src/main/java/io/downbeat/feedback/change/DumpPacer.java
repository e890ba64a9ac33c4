package io.downbeat.feedback.change;

import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.RowGroupsMatchedByPattern;
import io.downbeat.feedback.packet.HostBandwidthLimiter;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.feedback.subscriber.ConcreteAddressAndItsText;
import io.downbeat.feedback.subscriber.DumpCursor;
import io.downbeat.feedback.subscriber.MatchedAddresses;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.feedback.subscriber.SubscriberDeadlinesAndDumpState;
import io.downbeat.osc.Peer;
import io.downbeat.schema.MethodFlag;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sends dumps in portions: a limited number of datagrams in each interval, for all subscribers
 * together, so that new changes overtake them. Healing is a slow dump that repeats. The subscriber
 * that has waited longest comes first.
 */
public final class DumpPacer {

    /** After this time, the next portions may be sent. */
    private static final long INTERVAL_MICROS = 5_000;

    /** The shortest time between two portions of one subscriber's dump. */
    private static final long DUMP_GAP_MICROS = 10_000;

    /**
     * The most datagrams of dumps and healing in one interval, for all subscribers together. On a
     * connection, as many bytes count as one.
     */
    private static final int DATAGRAMS_PER_INTERVAL = 20;

    /** The most work in one interval, as {@link DumpCursor#drainEffort} counts it. */
    private static final int EFFORT_PER_INTERVAL = 8_192;

    private final SubscriberDelivery subscriberDelivery;
    private final HostBandwidthLimiter bandwidthLimiter;
    private HostMicros nextInterval;
    private int datagramsLeft = DATAGRAMS_PER_INTERVAL;
    private int effortLeft = EFFORT_PER_INTERVAL;

    public DumpPacer(
            SubscriberDelivery subscriberDelivery,
            HostBandwidthLimiter bandwidthLimiter,
            HostMicros now) {
        this.subscriberDelivery = subscriberDelivery;
        this.bandwidthLimiter = bandwidthLimiter;
        nextInterval = now;
    }

    /** Begins a second of a subscriber: one share of its addresses must be healed. */
    public void beginSecond(Subscriber to, SessionViewAtTime viewAtTime) {
        double seconds = to.options().healSeconds();
        SubscriberDeadlinesAndDumpState timers = to.timers();
        if (seconds <= 0 || to.to().transport() != Peer.Transport.UDP || to.isDumping()) {
            timers.healingDatagramsLeft = 0;
            return;
        }
        long size = subscriberDelivery.addressesOf(to, viewAtTime.view()).size();
        timers.healingAddressesLeft = (long) Math.ceil(size / Math.max(1, seconds));
        timers.healingDatagramsLeft = DATAGRAMS_PER_INTERVAL;
    }

    /** Sends as much as is allowed by now. */
    public void sendDue(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        if (!viewAtTime.at().isBefore(nextInterval)) {
            datagramsLeft = DATAGRAMS_PER_INTERVAL;
            effortLeft = EFFORT_PER_INTERVAL;
            nextInterval = viewAtTime.at().plus(INTERVAL_MICROS);
        }
        for (Subscriber subscriber : dueDumps(live, viewAtTime.at())) {
            if (isExhausted()) {
                return;
            }
            dump(subscriber, viewAtTime);
        }
        for (Subscriber subscriber : live) {
            if (isExhausted()) {
                return;
            }
            if (subscriber.timers().healingDatagramsLeft > 0
                    && bandwidthLimiter.maySend(subscriber.to())) {
                heal(subscriber, viewAtTime);
            }
        }
    }

    private boolean isExhausted() {
        return datagramsLeft <= 0 || effortLeft <= 0;
    }

    private static List<Subscriber> dueDumps(Collection<Subscriber> live, HostMicros now) {
        var due = new ArrayList<Subscriber>();
        for (Subscriber subscriber : live) {
            if (subscriber.isDumping()
                    && !subscriber.isDumpPaused()
                    && !now.isBefore(subscriber.timers().nextDump)) {
                due.add(subscriber);
            }
        }
        due.sort(Comparator.comparingLong(subscriber -> subscriber.timers().nextDump.micros()));
        return due;
    }

    private void dump(Subscriber to, SessionViewAtTime viewAtTime) {
        SubscriberDeadlinesAndDumpState timers = to.timers();
        while (to.isDumping() && !isExhausted() && bandwidthLimiter.maySend(to.to())) {
            if (timers.dumpCursor.isEmpty()) {
                subscriberDelivery.beginUpdate(to);
                List<RowGroupsMatchedByPattern> patterns = to.drainQueuedDumps();
                MatchedAddresses addresses =
                        subscriberDelivery.addressesOf(patterns, viewAtTime.view());
                timers.dumpCursor = Optional.of(new DumpCursor(patterns, addresses));
            }
            DumpCursor dumpCursor = timers.dumpCursor.get();
            datagramsLeft -=
                    new Portion(to, viewAtTime, datagramsLeft, false)
                            .send(dumpCursor, Long.MAX_VALUE)
                            .datagrams();
            if (dumpCursor.isFinished()) {
                timers.dumpCursor = Optional.empty();
                subscriberDelivery.endUpdate(to);
            }
        }
        timers.nextDump =
                viewAtTime.at().plus(DUMP_GAP_MICROS).orLater(bandwidthLimiter.maySendAt(to.to()));
    }

    private void heal(Subscriber to, SessionViewAtTime viewAtTime) {
        SubscriberDeadlinesAndDumpState timers = to.timers();
        MatchedAddresses addresses = subscriberDelivery.addressesOf(to, viewAtTime.view());
        DumpCursor dumpCursor =
                timers.healingCursor
                        .filter(cursor -> cursor.isFor(addresses))
                        .orElse(new DumpCursor(to.patternRows(), addresses));
        var portion =
                new Portion(
                        to, viewAtTime, Math.min(datagramsLeft, timers.healingDatagramsLeft), true);
        int filled = portion.send(dumpCursor, timers.healingAddressesLeft).datagrams();
        datagramsLeft -= filled;
        timers.healingDatagramsLeft -= filled;
        timers.healingAddressesLeft -= portion.sent;
        timers.healingCursor = dumpCursor.isFinished() ? Optional.empty() : Optional.of(dumpCursor);
        if (dumpCursor.isFinished() || timers.healingAddressesLeft <= 0) {
            timers.healingDatagramsLeft = 0;
        }
    }

    /** When the next portion is due for a subscriber. */
    public HostMicros wakeAt(Collection<Subscriber> live) {
        HostMicros at = HostMicros.NEVER;
        for (Subscriber subscriber : live) {
            if (subscriber.isDumping() && !subscriber.isDumpPaused()) {
                HostMicros dumpAt = subscriber.timers().nextDump;
                at = at.orEarlier(isExhausted() ? dumpAt.orLater(nextInterval) : dumpAt);
            } else if (subscriber.timers().healingDatagramsLeft > 0) {
                at = at.orEarlier(nextInterval);
            }
        }
        return at;
    }

    /** Messages for one subscriber that fill a number of datagrams. */
    private final class Portion {
        private final Subscriber to;
        private final SessionViewAtTime viewAtTime;
        private final int mostDatagrams;
        private final boolean healing;
        private int datagrams;
        private int bytes;
        private long sent;

        /**
         * @param healing true to leave out what must not be repeated: values that the subscriber is
         *     moving, and beats and ticks
         */
        Portion(Subscriber to, SessionViewAtTime viewAtTime, int mostDatagrams, boolean healing) {
            this.to = to;
            this.viewAtTime = viewAtTime;
            this.mostDatagrams = mostDatagrams;
            this.healing = healing;
        }

        /** Sends the next addresses of a dump, at most {@code mostAddresses}. */
        Portion send(DumpCursor dumpCursor, long mostAddresses) {
            while (!dumpCursor.isFinished()
                    && sent < mostAddresses
                    && datagrams < mostDatagrams
                    && effortLeft > 0
                    && bandwidthLimiter.maySend(to.to())) {
                Optional<ConcreteAddressAndItsText> next = dumpCursor.next();
                effortLeft -= dumpCursor.drainEffort();
                if (next.isPresent()) {
                    sent++;
                    if (healing ? mayRepeat(next.get().place()) : !to.wasSentEarly(next.get())) {
                        countBytes(subscriberDelivery.sendAgain(to, next.get(), viewAtTime));
                    }
                }
            }
            return this;
        }

        private boolean mayRepeat(ConcreteAddress place) {
            return !subscriberDelivery.isMoving(to, place)
                    && !place.row().hasFlag(MethodFlag.MOMENT);
        }

        /** The datagrams that are filled or begun. */
        int datagrams() {
            return datagrams + (bytes > 0 ? 1 : 0);
        }

        private void countBytes(int size) {
            boolean isDatagram = !to.form().bundled() && to.to().transport() == Peer.Transport.UDP;
            bandwidthLimiter.spend(to.to(), size, isDatagram);
            bytes += size;
            if (bytes > Outbox.DATAGRAM_BYTES - size || isDatagram) {
                datagrams++;
                bytes = 0;
            }
        }
    }
}
