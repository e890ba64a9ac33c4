package io.downbeat.feedback;

import io.downbeat.address.Moment;
import io.downbeat.address.Place;
import io.downbeat.address.PresentValues;
import io.downbeat.address.Row;
import io.downbeat.osc.OscArgument;
import io.downbeat.session.Event;
import io.downbeat.session.SceneStates;
import io.downbeat.session.SessionView;
import io.downbeat.session.TransportState;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;

import java.util.Collection;
import java.util.List;

/**
 * What moves with the music by itself: the count, countdowns, phases and the clock that others
 * follow. Not thread safe.
 */
final class Pulses {

    private static final int TICKS = 24;
    private static final Grid TICK = new Grid(1, TICKS);
    private static final int CORRECTION = TICKS / 4;
    private static final long COUNTDOWN_GAP = 100_000;

    private final Delivery delivery;
    private final Row beat;
    private final Row bar;
    private final Row number;
    private final Row nextLaunch;
    private final Row trackLaunch;
    private final Row sceneLaunch;
    private final List<Row> phases;
    private final Row tick;
    private final Row quarter;
    private HostMicros countdown;
    private long lastTick = -1;
    private boolean leapt;

    Pulses(PresentValues present, Delivery delivery, HostMicros now) {
        this.delivery = delivery;
        beat = present.row("/beat");
        bar = present.row("/beat/bar");
        number = present.row("/beat/number");
        nextLaunch = present.row("/launch/countdown");
        trackLaunch = present.row("/track/{n}/countdown");
        sceneLaunch = present.row("/scene/{s}/countdown");
        phases = List.of(present.row("/beat/phase"), present.row("/bar/phase"));
        tick = present.row("/clock/out/tick");
        quarter = present.row("/clock/out/beat");
        countdown = now;
    }

    /** Whether a row's messages are counted by who hears them, so that none may come again. */
    boolean areCounted(Row row) {
        return row.equals(tick) || row.equals(quarter);
    }

    /** A unit has begun: the count of that very point, and the countdowns with it. */
    void passed(Collection<Subscriber> live, Event.BeatPassed event, Moment moment) {
        var bars = OscArgument.i((int) event.count().bar());
        var beats = OscArgument.i(event.count().beat());
        var quarters = OscArgument.f((float) event.at().quarters());
        for (Subscriber to : live) {
            delivery.tell(to, Place.of(beat), moment, List.of(bars, beats, quarters));
            delivery.tell(to, Place.of(bar), moment, List.of(bars));
            delivery.tell(to, Place.of(number), moment, List.of(beats));
        }
        countdowns(live, moment);
    }

    /** The count has jumped: it is told anew, and ticks go on from where it is. */
    void jumped(Collection<Subscriber> live, Moment moment) {
        leapt = true;
        for (Subscriber to : live) {
            for (Row row : List.of(beat, bar, number)) {
                delivery.tell(to, Place.of(row), moment);
            }
        }
    }

    /** Tells what is due by now. */
    void turn(Collection<Subscriber> live, Moment moment) {
        if (!moment.view().transport().playing()) {
            lastTick = -1;
            return;
        }
        if (isCounting(moment.view()) && !moment.at().isBefore(countdown)) {
            countdowns(live, moment);
        }
        for (Subscriber to : live) {
            if (wantsPhases(to, moment.view()) && !moment.at().isBefore(to.schedule().phase)) {
                phases.forEach(row -> delivery.tell(to, Place.of(row), moment));
                to.schedule().phase = moment.at().plus(Delivery.frameMicros(to));
            }
        }
        if (wantsTicks(live, moment.view())) {
            ticks(live, moment);
        }
    }

    /** When something of this is next due. */
    HostMicros wakeAt(Collection<Subscriber> live, SessionView view) {
        TransportState transport = view.transport();
        if (!transport.playing()) {
            return HostMicros.NEVER;
        }
        HostMicros at = HostMicros.NEVER;
        if (isCounting(view) && wants(live, nextLaunch, trackLaunch, sceneLaunch, view)) {
            at = at.orEarlier(countdown);
        }
        for (Subscriber to : live) {
            if (wantsPhases(to, view)) {
                at = at.orEarlier(to.schedule().phase);
            }
        }
        if (wantsTicks(live, view)) {
            at = at.orEarlier(transport.timeline().momentOf(TICK.point(lastTick + 1)));
        }
        return at;
    }

    private void countdowns(Collection<Subscriber> live, Moment moment) {
        SessionView view = moment.view();
        if (!isCounting(view)) {
            return;
        }
        countdown = moment.at().plus(COUNTDOWN_GAP);
        for (Subscriber to : live) {
            delivery.tell(to, Place.of(nextLaunch), moment);
            for (int track = 1; track <= view.tracks().size(); track++) {
                if (view.track(track).waiting().isPresent()) {
                    delivery.tell(to, Place.of(trackLaunch, track), moment);
                }
            }
            for (SceneStates.Waiting waiting : view.scenes().queued()) {
                delivery.tell(to, Place.of(sceneLaunch, waiting.scene()), moment);
            }
        }
    }

    /**
     * Every tick since the last; after a jump or a long pause the present one alone, unless it was
     * the last. A count that was put back a little is waited for: whoever counts ticks must not
     * count one twice.
     */
    private void ticks(Collection<Subscriber> live, Moment moment) {
        long now = TICK.index(moment.position());
        if (!leapt && now < lastTick && now > lastTick - CORRECTION) {
            return;
        }
        boolean jumped = leapt || lastTick < 0 || now < lastTick || now > lastTick + TICKS;
        long first = jumped && now != lastTick ? now : lastTick + 1;
        leapt = false;
        for (long each = first; each <= now; each++) {
            for (Subscriber to : live) {
                delivery.tell(to, Place.of(tick), moment, List.of(OscArgument.i((int) each)));
                if (each % TICKS == 0) {
                    var beats = OscArgument.i((int) (each / TICKS));
                    delivery.tell(to, Place.of(quarter), moment, List.of(beats));
                }
            }
        }
        lastTick = now;
    }

    private static boolean isCounting(SessionView view) {
        return view.transport().playing() && view.pending() > 0;
    }

    private boolean wantsPhases(Subscriber to, SessionView view) {
        Reach reach = delivery.reach(to, view);
        return phases.stream().anyMatch(reach::wants);
    }

    private boolean wantsTicks(Collection<Subscriber> live, SessionView view) {
        for (Subscriber to : live) {
            Reach reach = delivery.reach(to, view);
            if (reach.wants(tick) || reach.wants(quarter)) {
                return true;
            }
        }
        return false;
    }

    private boolean wants(
            Collection<Subscriber> live, Row one, Row two, Row three, SessionView view) {
        for (Subscriber to : live) {
            Reach reach = delivery.reach(to, view);
            if (reach.wants(one) || reach.wants(two) || reach.wants(three)) {
                return true;
            }
        }
        return false;
    }
}
