package io.downbeat.feedback.change;

import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.RowsOfPattern;
import io.downbeat.feedback.packet.HostBandwidthLimiter;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.feedback.subscriber.DumpCursor;
import io.downbeat.feedback.subscriber.MatchedAddresses;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.feedback.subscriber.SubscriberTimers;
import io.downbeat.feedback.subscriber.ValueAndAddress;
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

    private static final long PAUSE_MICROS = 5_000;
    private static final long DUMP_GAP = 10_000;
    private static final int DATAGRAMS = 20;
    private static final int EFFORT = 8_192;

    private final SubscriberDelivery subscriberDelivery;
    private final HostBandwidthLimiter budgets;
    private HostMicros refill;
    private int room = DATAGRAMS;
    private int effort = EFFORT;

    public DumpPacer(
            SubscriberDelivery subscriberDelivery, HostBandwidthLimiter budgets, HostMicros now) {
        this.subscriberDelivery = subscriberDelivery;
        this.budgets = budgets;
        refill = now;
    }

    /** Begins a second of a subscriber: one share of its addresses must be healed. */
    public void beginSecond(Subscriber to, SessionViewAtTime viewAtTime) {
        double seconds = to.options().healSeconds();
        SubscriberTimers subscriberTimers = to.subscriberTimers();
        if (seconds <= 0 || to.to().transport() != Peer.Transport.UDP || to.isDumping()) {
            subscriberTimers.healingRoom = 0;
            return;
        }
        long size = subscriberDelivery.addressesOf(to, viewAtTime.view()).size();
        subscriberTimers.healingDue = (long) Math.ceil(size / Math.max(1, seconds));
        subscriberTimers.healingRoom = DATAGRAMS;
    }

    /** Sends as much as is allowed by now. */
    public void sendDue(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        if (!viewAtTime.at().isBefore(refill)) {
            room = DATAGRAMS;
            effort = EFFORT;
            refill = viewAtTime.at().plus(PAUSE_MICROS);
        }
        for (Subscriber each : waiting(live, viewAtTime.at())) {
            if (isExhausted()) {
                return;
            }
            dump(each, viewAtTime);
        }
        for (Subscriber each : live) {
            if (isExhausted()) {
                return;
            }
            if (each.subscriberTimers().healingRoom > 0 && budgets.isOpen(each.to())) {
                heal(each, viewAtTime);
            }
        }
    }

    private boolean isExhausted() {
        return room <= 0 || effort <= 0;
    }

    private static List<Subscriber> waiting(Collection<Subscriber> live, HostMicros now) {
        var waiting = new ArrayList<Subscriber>();
        for (Subscriber each : live) {
            if (each.isDumping() && !now.isBefore(each.subscriberTimers().dump)) {
                waiting.add(each);
            }
        }
        waiting.sort(Comparator.comparingLong(each -> each.subscriberTimers().dump.micros()));
        return waiting;
    }

    private void dump(Subscriber to, SessionViewAtTime viewAtTime) {
        SubscriberTimers subscriberTimers = to.subscriberTimers();
        while (to.isDumping() && !isExhausted() && budgets.isOpen(to.to())) {
            if (subscriberTimers.dumping.isEmpty()) {
                subscriberDelivery.beginUpdate(to);
                List<RowsOfPattern> patterns = to.drainRequested();
                MatchedAddresses addresses =
                        subscriberDelivery.addressesOf(patterns, viewAtTime.view());
                subscriberTimers.dumping = Optional.of(new DumpCursor(patterns, addresses));
            }
            DumpCursor dumpCursor = subscriberTimers.dumping.get();
            room -=
                    new Portion(to, viewAtTime, room, false)
                            .tell(dumpCursor, Long.MAX_VALUE)
                            .filled();
            if (dumpCursor.isOver()) {
                subscriberTimers.dumping = Optional.empty();
                subscriberDelivery.endUpdate(to);
            }
        }
        subscriberTimers.dump = viewAtTime.at().plus(DUMP_GAP).orLater(budgets.opensAt(to.to()));
    }

    private void heal(Subscriber to, SessionViewAtTime viewAtTime) {
        SubscriberTimers subscriberTimers = to.subscriberTimers();
        MatchedAddresses addresses = subscriberDelivery.addressesOf(to, viewAtTime.view());
        DumpCursor dumpCursor =
                subscriberTimers
                        .healing
                        .filter(r -> r.walks(addresses))
                        .orElse(new DumpCursor(to.coverages(), addresses));
        var portion =
                new Portion(to, viewAtTime, Math.min(room, subscriberTimers.healingRoom), true);
        int filled = portion.tell(dumpCursor, subscriberTimers.healingDue).filled();
        room -= filled;
        subscriberTimers.healingRoom -= filled;
        subscriberTimers.healingDue -= portion.sent;
        subscriberTimers.healing = dumpCursor.isOver() ? Optional.empty() : Optional.of(dumpCursor);
        if (dumpCursor.isOver() || subscriberTimers.healingDue <= 0) {
            subscriberTimers.healingRoom = 0;
        }
    }

    /** When the next portion is due for a subscriber. */
    public HostMicros wakeAt(Collection<Subscriber> live) {
        HostMicros at = HostMicros.NEVER;
        for (Subscriber each : live) {
            if (each.isDumping()) {
                HostMicros due = each.subscriberTimers().dump;
                at = at.orEarlier(isExhausted() ? due.orLater(refill) : due);
            } else if (each.subscriberTimers().healingRoom > 0) {
                at = at.orEarlier(refill);
            }
        }
        return at;
    }

    /** Messages for one subscriber that fill a number of datagrams. */
    private final class Portion {
        private final Subscriber to;
        private final SessionViewAtTime viewAtTime;
        private final int most;
        private final boolean heals;
        private int datagrams;
        private int bytes;
        private long sent;

        /**
         * @param heals true to leave out what must not come again: values that the subscriber is
         *     moving, and what marks a moment of the music
         */
        Portion(Subscriber to, SessionViewAtTime viewAtTime, int most, boolean heals) {
            this.to = to;
            this.viewAtTime = viewAtTime;
            this.most = most;
            this.heals = heals;
        }

        /** Sends the next addresses of a walk. */
        Portion tell(DumpCursor dumpCursor, long mostSent) {
            while (!dumpCursor.isOver()
                    && sent < mostSent
                    && datagrams < most
                    && effort > 0
                    && budgets.isOpen(to.to())) {
                Optional<ValueAndAddress> next = dumpCursor.next();
                effort -= dumpCursor.resetEffort();
                if (next.isPresent()) {
                    sent++;
                    if (heals ? mayComeAgain(next.get().place()) : !to.wasSentEarly(next.get())) {
                        count(subscriberDelivery.repeat(to, next.get(), viewAtTime));
                    }
                }
            }
            return this;
        }

        private boolean mayComeAgain(ConcreteAddress place) {
            return !subscriberDelivery.isMoving(to, place) && !place.row().is(MethodFlag.MOMENT);
        }

        /** The datagrams that are filled or begun. */
        int filled() {
            return datagrams + (bytes > 0 ? 1 : 0);
        }

        private void count(int size) {
            budgets.spend(to.to(), size, !to.form().bundled());
            bytes += size;
            if (bytes > Outbox.DATAGRAM - size || !to.form().bundled()) {
                datagrams++;
                bytes = 0;
            }
        }
    }
}
