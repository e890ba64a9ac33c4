package io.downbeat.feedback;

import io.downbeat.address.Moment;
import io.downbeat.address.Place;
import io.downbeat.address.PresentValues;
import io.downbeat.address.Row;
import io.downbeat.osc.OscArgument;
import io.downbeat.session.Event;
import io.downbeat.session.SceneStates;
import io.downbeat.session.SessionView;
import io.downbeat.session.TrackState;
import io.downbeat.session.TransportState;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What marks the moments of the music: the count, countdowns, phases and the clock that others
 * follow. Each is told when its moment comes: a unit of the signature once, when it begins; a jump
 * of the count once, with the place that it has come to. A correction of the count tells nothing.
 * What is over by the time it could be told is left out. Not thread safe.
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
    private Optional<Event.BeatPassed> present = Optional.empty();
    private Optional<BarBeat> lastTold = Optional.empty();
    private long lastTick;
    private boolean ticking;
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

    /**
     * Begins with what has happened since the last turn: of several beats in it, which only a
     * program that was held up can have missed, the last one is playing and the others are over.
     */
    void begin(List<Batch> batches) {
        present = Optional.empty();
        for (Batch batch : batches) {
            for (Event event : batch.events()) {
                if (event instanceof Event.BeatPassed passed) {
                    present = Optional.of(passed);
                }
            }
        }
    }

    /** A unit has begun: the count of that very point, and the countdowns with it. */
    @SuppressWarnings("ReferenceEquality") // This very event, not one like it.
    void passed(Collection<Subscriber> live, Event.BeatPassed event, Moment moment) {
        if (present.isEmpty() || present.get() != event) {
            return;
        }
        present = Optional.empty();
        tell(live, event.count(), event.at(), moment);
        countdowns(live, moment);
    }

    /** The count has jumped. */
    void jumped(Collection<Subscriber> live, Moment moment) {
        leapt = true;
        renumbered(live, moment);
    }

    /**
     * The same place may have another number now. Where a unit begins with it, that unit is told
     * instead; before 1.1 the next thing to tell is 1.1.
     */
    void renumbered(Collection<Subscriber> live, Moment moment) {
        Beats place = moment.position();
        BarBeat count = moment.view().transport().meter().at(place);
        if (present.isEmpty()
                && !place.isBefore(Beats.ZERO)
                && !lastTold.equals(Optional.of(count))) {
            tell(live, count, place, moment);
        }
    }

    private void tell(Collection<Subscriber> live, BarBeat count, Beats place, Moment moment) {
        lastTold = Optional.of(count);
        var bars = OscArgument.clampedInt(count.bar());
        var beats = OscArgument.i(count.beat());
        var quarters = OscArgument.clampedFloat(place.quarters());
        for (Subscriber to : live) {
            delivery.tell(to, Place.of(beat), moment, List.of(bars, beats, quarters));
            delivery.tell(to, Place.of(bar), moment, List.of(bars));
            delivery.tell(to, Place.of(number), moment, List.of(beats));
        }
    }

    /** Tells the countdowns that lead to another boundary than before, or to none any more. */
    @SuppressWarnings("ReferenceEquality") // Unchanged parts of a view are the same objects.
    void queueChanged(Collection<Subscriber> live, SessionView before, Moment moment) {
        SessionView now = moment.view();
        if (before.pending() == 0) {
            countdown = moment.at().plus(COUNTDOWN_GAP);
        }
        if (before.tracks() != now.tracks()) {
            int most = Math.max(before.tracks().size(), now.tracks().size());
            for (int track = 1; track <= most; track++) {
                if (!due(before.track(track)).equals(due(now.track(track)))) {
                    tell(live, Place.of(trackLaunch, track), moment);
                }
            }
            if (!nextBoundary(before).equals(nextBoundary(now))) {
                tell(live, Place.of(nextLaunch), moment);
            }
        }
        if (before.scenes() != now.scenes()) {
            var scenes = new TreeSet<Integer>();
            before.scenes().queued().forEach(waiting -> scenes.add(waiting.scene()));
            now.scenes().queued().forEach(waiting -> scenes.add(waiting.scene()));
            for (int scene : scenes) {
                if (!before.scenes().waiting(scene).equals(now.scenes().waiting(scene))) {
                    tell(live, Place.of(sceneLaunch, scene), moment);
                }
            }
        }
    }

    private void tell(Collection<Subscriber> live, Place place, Moment moment) {
        for (Subscriber to : live) {
            delivery.tell(to, place, moment);
        }
    }

    private static Optional<Beats> due(TrackState track) {
        return track.waiting().map(TrackState.Waiting::due);
    }

    private static Optional<Beats> nextBoundary(SessionView view) {
        return view.tracks().stream().flatMap(track -> due(track).stream()).min(Beats::compareTo);
    }

    /** Tells what is due by now. */
    void turn(Collection<Subscriber> live, Moment moment) {
        beginTicking(wantsTicks(live, moment.view()), moment);
        if (!moment.view().transport().playing()) {
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
        if (ticking) {
            ticks(live, moment);
        }
    }

    /** For those who begin to listen, the next tick is the first. */
    private void beginTicking(boolean wanted, Moment moment) {
        if (wanted && !ticking) {
            lastTick = TICK.index(moment.position().minus(Beats.micro(1)));
            leapt = false;
        }
        ticking = wanted;
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
        if (ticking) {
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
        boolean jumped = leapt || now < lastTick || now > lastTick + TICKS;
        long first = jumped && now != lastTick ? now : lastTick + 1;
        leapt = false;
        for (long each = first; each <= now; each++) {
            for (Subscriber to : live) {
                delivery.tell(to, Place.of(tick), moment, List.of(OscArgument.clampedInt(each)));
                if (each % TICKS == 0) {
                    var beats = OscArgument.clampedInt(each / TICKS);
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
