package io.downbeat.feedback;

import io.downbeat.address.Domain;
import io.downbeat.address.Moment;
import io.downbeat.address.Place;
import io.downbeat.address.PresentValues;
import io.downbeat.address.Row;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;
import io.downbeat.session.SessionView;
import io.downbeat.time.HostMicros;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What goes to one subscriber: changes at once, what a hand moves at its rate, dumps and healing in
 * pieces. Values are read when their datagram is made, so that none of them overwrites a newer one.
 * Not thread safe.
 */
final class Delivery {

    private static final String TEMPO = "/tempo";
    private static final Set<String> LIVE =
            Set.of("/node/{id}/{param}", "/node/{id}/{param}/norm", "/node/{id}/{param}/text");

    private static final long CONFIRM_AFTER = 250_000;
    private static final long DUMP_GAP = 10_000;
    private static final int DUMP_DATAGRAMS = 20;
    private static final int HEAL_DATAGRAMS = 20;
    private static final long SECOND = 1_000_000;

    private final PresentValues present;
    private final Outbox outbox;
    private final int prefixLength;
    private final BitSet liveRows = new BitSet();
    private final Row tempo;

    Delivery(PresentValues present, Outbox outbox, int prefixLength) {
        this.present = present;
        this.outbox = outbox;
        this.prefixLength = prefixLength;
        tempo = present.row(TEMPO);
        for (Row row : present.rows(Domain.PARAM)) {
            if (LIVE.contains(row.method().base().template())) {
                present.spellings(row).forEach(spelling -> liveRows.set(spelling.number()));
            }
        }
    }

    /** What a subscriber wants of a view, looked up once. */
    Reach reach(Subscriber subscriber, SessionView view) {
        Optional<Reach> known = subscriber.reach().filter(reach -> reach.fits(view));
        if (known.isPresent()) {
            return known.get();
        }
        var made = new Reach(subscriber.coverages(), present, view, liveRows);
        subscriber.reach(made);
        return made;
    }

    /** Tells what a place answers, under every address that the subscriber wants it by. */
    void tell(Subscriber to, Place place, Moment moment) {
        tell(to, place, moment, present.answer(place, moment));
    }

    void tell(Subscriber to, Place place, Moment moment, List<OscArgument> arguments) {
        Reach reach = reach(to, moment.view());
        for (Row row : present.spellings(place.row())) {
            if (reach.wants(row)) {
                reach.addresses(place.under(row), item -> say(to, item.address(), arguments));
            }
        }
    }

    /** Tells all that moves with a parameter, or the tempo. */
    void tellMoved(Subscriber to, int what, Moment moment) {
        if (what == Subscriber.TEMPO) {
            tell(to, Place.of(tempo), moment);
        } else {
            reach(to, moment.view())
                    .live(
                            what,
                            liveRows,
                            item -> say(to, item.address(), present.answer(item.place(), moment)));
        }
    }

    /** Whether a subscriber wants to hear of what moved. */
    boolean wants(Subscriber to, int what, SessionView view) {
        Reach reach = reach(to, view);
        return what == Subscriber.TEMPO ? reach.wants(tempo) : reach.wantsLive(what);
    }

    boolean isTempo(Row row) {
        return row.equals(tempo);
    }

    int say(Subscriber to, String address, List<OscArgument> arguments) {
        int size = 0;
        for (OscMessage part : Lists.split(new OscMessage(address, arguments), prefixLength)) {
            size += outbox.put(to.to(), to.form(), part);
        }
        return size;
    }

    /** Sends what is due for a subscriber by now. */
    void deliver(Subscriber to, Moment moment) {
        HostMicros now = moment.at();
        if (!to.waiting().isEmpty() && !now.isBefore(to.schedule().frame)) {
            for (int what : List.copyOf(to.waiting())) {
                if (!to.isHolding(what)) {
                    tellMoved(to, what, moment);
                }
            }
            to.waiting().clear();
            to.schedule().frame = now.plus(frameMicros(to));
        }
        for (int what : to.left(now.plus(-CONFIRM_AFTER))) {
            tellMoved(to, what, moment);
        }
        if (!to.dumps().isEmpty() && !now.isBefore(to.schedule().dump)) {
            dump(to, moment);
            to.schedule().dump = now.plus(DUMP_GAP);
        }
    }

    /** How long a moving value rests between two messages. */
    static long frameMicros(Subscriber to) {
        double rate = to.options().rateHz();
        return rate <= 0 ? Long.MAX_VALUE / 4 : Math.round(SECOND / rate);
    }

    private void dump(Subscriber to, Moment moment) {
        int room = DUMP_DATAGRAMS;
        Schedule schedule = to.schedule();
        while (room > 0 && !to.dumps().isEmpty()) {
            if (schedule.dumping.isEmpty()) {
                var reach =
                        new Reach(
                                to.dumps().getFirst().patterns(), present, moment.view(), liveRows);
                schedule.dumping = Optional.of(new Round(reach));
                say(to, "/update", List.of(OscArgument.i(1)));
            }
            var some = new Portion(to, moment, room);
            boolean over = some.tell(schedule.dumping.get(), Long.MAX_VALUE);
            room -= some.datagrams;
            if (over) {
                say(to, "/update", List.of(OscArgument.i(0)));
                schedule.dumping = Optional.empty();
                to.dumps().removeFirst();
            }
        }
    }

    /** Tells a second's share of everything once more, but for what its own hand is on. */
    void heal(Subscriber to, Moment moment) {
        double seconds = to.options().healSeconds();
        if (seconds <= 0 || to.to().transport() != Peer.Transport.UDP || !to.dumps().isEmpty()) {
            return;
        }
        Reach reach = reach(to, moment.view());
        Schedule schedule = to.schedule();
        schedule.healingDue += Math.ceil(reach.size() / Math.max(1, seconds));
        var some = new Portion(to, moment, HEAL_DATAGRAMS);
        Round round = schedule.healing.filter(r -> r.walks(reach)).orElse(new Round(reach));
        boolean over = some.tell(round, (long) schedule.healingDue);
        schedule.healingDue = 0;
        schedule.healing = over ? Optional.empty() : Optional.of(round);
    }

    /** Some messages for one subscriber, as many as a number of datagrams holds. */
    private final class Portion {
        private final Subscriber to;
        private final Moment moment;
        private final int room;
        private int datagrams;
        private int filled;

        Portion(Subscriber to, Moment moment, int room) {
            this.to = to;
            this.moment = moment;
            this.room = room;
        }

        /** Goes on with a round; true at its end. */
        boolean tell(Round round, long most) {
            for (long told = 0; told < most && datagrams < room; told++) {
                Optional<Item> next = round.next();
                if (next.isEmpty()) {
                    return true;
                }
                Item item = next.get();
                if (!isHeld(item.place())) {
                    count(say(to, item.address(), present.answer(item.place(), moment)));
                }
            }
            return false;
        }

        private boolean isHeld(Place place) {
            return isTempo(place.row())
                    ? to.isHolding(Subscriber.TEMPO)
                    : liveRows.get(place.row().number()) && to.isHolding(place.first());
        }

        private void count(int size) {
            filled += size;
            if (filled > Outbox.DATAGRAM - size || !to.form().bundled()) {
                datagrams++;
                filled = 0;
            }
        }
    }

    /** When something is next due for a subscriber. */
    HostMicros wakeAt(Subscriber to) {
        HostMicros at = to.schedule().second;
        if (!to.waiting().isEmpty()) {
            at = at.orEarlier(to.schedule().frame);
        }
        if (!to.dumps().isEmpty()) {
            at = at.orEarlier(to.schedule().dump);
        }
        HostMicros moved = to.earliestMove();
        return moved.equals(HostMicros.NEVER) ? at : at.orEarlier(moved.plus(CONFIRM_AFTER));
    }
}
