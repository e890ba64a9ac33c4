package io.downbeat.feedback;

import io.downbeat.address.Moment;
import io.downbeat.address.Place;
import io.downbeat.osc.Peer;
import io.downbeat.schema.Flag;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Dumps and healing, portion by portion: so many datagrams between two pauses for all subscribers
 * together, so that what happens now overtakes them. Whoever has waited longest comes first. Not
 * thread safe.
 */
final class Portions {

    private static final long PAUSE_MICROS = 5_000;
    private static final long DUMP_GAP = 10_000;
    private static final int DATAGRAMS = 20;
    private static final int EFFORT = 8_192;

    private final Delivery delivery;
    private final HostBudgets budgets;
    private HostMicros refill;
    private int room = DATAGRAMS;
    private int effort = EFFORT;

    Portions(Delivery delivery, HostBudgets budgets, HostMicros now) {
        this.delivery = delivery;
        this.budgets = budgets;
        refill = now;
    }

    /** Begins a subscriber's second: a share of everything is due once more. */
    void beginSecond(Subscriber to, Moment moment) {
        double seconds = to.options().healSeconds();
        Schedule schedule = to.schedule();
        if (seconds <= 0 || to.to().transport() != Peer.Transport.UDP || to.isDumping()) {
            schedule.healingRoom = 0;
            return;
        }
        long size = delivery.reach(to, moment.view()).size();
        schedule.healingDue = (long) Math.ceil(size / Math.max(1, seconds));
        schedule.healingRoom = DATAGRAMS;
    }

    /** Tells as much as there is room for by now. */
    void turn(Collection<Subscriber> live, Moment moment) {
        if (!moment.at().isBefore(refill)) {
            room = DATAGRAMS;
            effort = EFFORT;
            refill = moment.at().plus(PAUSE_MICROS);
        }
        for (Subscriber each : waiting(live, moment.at())) {
            if (isExhausted()) {
                return;
            }
            dump(each, moment);
        }
        for (Subscriber each : live) {
            if (isExhausted()) {
                return;
            }
            if (each.schedule().healingRoom > 0 && budgets.isOpen(each.to())) {
                heal(each, moment);
            }
        }
    }

    private boolean isExhausted() {
        return room <= 0 || effort <= 0;
    }

    private static List<Subscriber> waiting(Collection<Subscriber> live, HostMicros now) {
        var waiting = new ArrayList<Subscriber>();
        for (Subscriber each : live) {
            if (each.isDumping() && !now.isBefore(each.schedule().dump)) {
                waiting.add(each);
            }
        }
        waiting.sort(Comparator.comparingLong(each -> each.schedule().dump.micros()));
        return waiting;
    }

    private void dump(Subscriber to, Moment moment) {
        Schedule schedule = to.schedule();
        while (to.isDumping() && !isExhausted() && budgets.isOpen(to.to())) {
            if (schedule.dumping.isEmpty()) {
                delivery.beginUpdate(to);
                Reach reach = delivery.reach(to.takeAsked(), moment.view());
                schedule.dumping = Optional.of(new Round(reach));
            }
            Round round = schedule.dumping.get();
            room -= new Portion(to, moment, room, false).tell(round, Long.MAX_VALUE).filled();
            if (round.isOver()) {
                schedule.dumping = Optional.empty();
                delivery.endUpdate(to);
            }
        }
        schedule.dump = moment.at().plus(DUMP_GAP).orLater(budgets.opensAt(to.to()));
    }

    private void heal(Subscriber to, Moment moment) {
        Schedule schedule = to.schedule();
        Reach reach = delivery.reach(to, moment.view());
        Round round = schedule.healing.filter(r -> r.walks(reach)).orElse(new Round(reach));
        var portion = new Portion(to, moment, Math.min(room, schedule.healingRoom), true);
        int filled = portion.tell(round, schedule.healingDue).filled();
        room -= filled;
        schedule.healingRoom -= filled;
        schedule.healingDue -= portion.told;
        schedule.healing = round.isOver() ? Optional.empty() : Optional.of(round);
        if (round.isOver() || schedule.healingDue <= 0) {
            schedule.healingRoom = 0;
        }
    }

    /** When the next piece is due for somebody. */
    HostMicros wakeAt(Collection<Subscriber> live) {
        HostMicros at = HostMicros.NEVER;
        for (Subscriber each : live) {
            if (each.isDumping()) {
                HostMicros due = each.schedule().dump;
                at = at.orEarlier(isExhausted() ? due.orLater(refill) : due);
            } else if (each.schedule().healingRoom > 0) {
                at = at.orEarlier(refill);
            }
        }
        return at;
    }

    /** Some messages for one subscriber, as many as a number of datagrams holds. */
    private final class Portion {
        private final Subscriber to;
        private final Moment moment;
        private final int most;
        private final boolean heals;
        private int datagrams;
        private int bytes;
        private long told;

        /**
         * @param heals true to leave out what must not come again: what the subscriber's own hand
         *     is on, and what marks a moment of the music
         */
        Portion(Subscriber to, Moment moment, int most, boolean heals) {
            this.to = to;
            this.moment = moment;
            this.most = most;
            this.heals = heals;
        }

        /** Goes on with a round. */
        Portion tell(Round round, long mostTold) {
            while (!round.isOver()
                    && told < mostTold
                    && datagrams < most
                    && effort > 0
                    && budgets.isOpen(to.to())) {
                Optional<Item> next = round.next();
                effort -= round.takeEffort();
                if (next.isPresent()) {
                    told++;
                    if (heals ? mayComeAgain(next.get().place()) : !to.knows(next.get())) {
                        count(delivery.repeat(to, next.get(), moment));
                    }
                }
            }
            return this;
        }

        private boolean mayComeAgain(Place place) {
            return !delivery.isHeld(to, place) && !place.row().is(Flag.MOMENT);
        }

        /** Datagrams, one begun counted. */
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
