package io.downbeat.engine;

import io.downbeat.session.Event;
import io.downbeat.session.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Pace;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** Where the count is and whether it runs. Owned by the conductor. Not thread safe. */
final class Transport {

    /** What obeying a command of time means for what is queued. */
    enum Effect {
        NONE,
        /** What waits goes to the first point of its grid from here on. */
        RETIME,
        /** What waits goes to the first point of its grid from 1.1 on. */
        BEGIN_ANEW,
        FORGET
    }

    private static final Beats BEFORE_ALL = Beats.micro(Long.MIN_VALUE / 4);

    /** A count that falls back by less has been corrected, not moved. */
    private static final Beats CORRECTION = Beats.of(0.25);

    /**
     * How far back it is known where the count was: a launch in a bundle whose time tag lies at
     * most so far back is quantized from there (address space, rule 7).
     */
    static final long REMEMBERED_MICROS = 50_000;

    /** A tempo changes seldom within that; a clock that is followed, a few times. */
    private static final int MOST_PAST = 32;

    /** A line that held until a moment. */
    private record Past(HostMicros until, Timeline line) {}

    private final Score score;
    private final Deque<Past> past = new ArrayDeque<>();
    private TransportState state;
    private HostMicros countsSince;
    private Beats lastTick = BEFORE_ALL;
    private HostMicros movedAt = HostMicros.NEVER;
    private Beats jumped = Beats.ZERO;
    private HostMicros beganAt = HostMicros.NEVER;
    private HostMicros setGoingByLaunch = HostMicros.NEVER;
    private boolean led;

    Transport(TransportState start, Score score) {
        this.state = start;
        this.score = score;
        countsSince = start.timeline().start();
        tickFrom(start.timeline().origin());
    }

    TransportState state() {
        return state;
    }

    boolean playing() {
        return state.playing();
    }

    Timeline timeline() {
        return state.timeline();
    }

    Meter meter() {
        return state.meter();
    }

    Tempo tempo() {
        return state.tempo();
    }

    /** Since when the count goes on without a jump or a halt. */
    HostMicros countsSince() {
        return countsSince;
    }

    /** Where the beats lay at a moment, at most {@link #REMEMBERED_MICROS} back. */
    Timeline lineAt(HostMicros then) {
        for (Past each : past) {
            if (then.isBefore(each.until())) {
                return each.line();
            }
        }
        return timeline();
    }

    /** The moment of a beat, or never while the count stands. */
    HostMicros momentOf(Beats at) {
        return playing() ? timeline().momentOf(at) : HostMicros.NEVER;
    }

    /** When the count last jumped, or never. */
    HostMicros movedAt() {
        return movedAt;
    }

    /** By how much the count has jumped since this was last asked. */
    Beats takeJump() {
        Beats by = jumped;
        jumped = Beats.ZERO;
        return by;
    }

    /** When the count last began to run, or never. */
    HostMicros beganAt() {
        return beganAt;
    }

    /** Whether another clock starts the count, so that no launch does. */
    void ledByOthers(boolean isLed) {
        led = isLed;
    }

    /** How far the units of the signature have been told. */
    Beats counted() {
        return lastTick;
    }

    /** The next unit of the signature that has not been told. */
    Beats nextTick() {
        return meter().units().after(lastTick);
    }

    /** Tells a unit of the signature. */
    void tick(Beats at) {
        lastTick = at;
        score.tell(new Event.BeatPassed(at, meter().at(at)));
    }

    /** Tells who asked that the value it set is as it is now. */
    Effect tell(Effect effect, Moment moment) {
        score.tell(new Event.Set(moment.beat(), moment.by(), moment.address()));
        return effect;
    }

    /**
     * Whether a launch finds the count standing. One that another launch set going at this very
     * moment still stands for it: all that a pattern or a bundle launches begins together.
     */
    boolean standsAt(Moment moment) {
        return !playing() || setGoingByLaunch.equals(moment.host());
    }

    /** A launch sets the count going at this moment, if it stands and nobody else starts it. */
    void setGoing(Moment moment) {
        if (!playing() && !led) {
            run(moment);
            setGoingByLaunch = moment.host();
        }
    }

    /** From here on, what launches set going counts no more. */
    void commanded() {
        setGoingByLaunch = HostMicros.NEVER;
    }

    void run(Moment moment) {
        if (!playing()) {
            turn(true, moment);
        }
    }

    void halt(Moment moment) {
        if (playing()) {
            turn(false, moment);
        }
    }

    /** Goes on from a beat at the tempo that was told last, whatever the line was before. */
    void beginAnew(Beats from, HostMicros at) {
        state = state.with(new Timeline(state.tempo(), from, at));
    }

    /** What is left of the pace on this beat. */
    Pace pace(Moment moment) {
        return lyingAt(moment.beat(), moment).pace();
    }

    /** The same beat at this moment, going on at another pace. */
    void go(Pace pace, Tempo told, Moment moment) {
        Tempo before = tempo();
        remember(moment);
        state = state.with(new Timeline(pace, moment.beat(), moment.host()), told);
        tellTempo(before, moment);
    }

    /** Tells the tempo that the count has come to by itself. */
    void told(Tempo tempo, Moment moment) {
        Tempo before = tempo();
        state = state.with(timeline(), tempo);
        tellTempo(before, moment);
    }

    /** As {@link #go}, bent by a hand. */
    void bend(Pace pace, double bend, Moment moment) {
        Timeline bent = new Timeline(pace, moment.beat(), moment.host());
        remember(moment);
        state = state.withNudge(bend, bent);
        score.tell(new Event.TempoBent(moment.beat(), bend));
    }

    /** Goes on with the beats where {@code line} has them; a count that stands takes its tempo. */
    void follow(Timeline line, Tempo told, Moment moment) {
        Tempo before = tempo();
        Beats was = state.positionAt(moment.host());
        if (!playing()) {
            state = state.with(line.with(was, moment.host()), told);
            tellTempo(before, moment);
            return;
        }
        remember(moment);
        state = state.with(line, told);
        Beats now = state.positionAt(moment.host());
        if (now.minus(was).isAfter(CORRECTION) || was.minus(now).isAfter(CORRECTION)) {
            movedAt = moment.host();
            countAnew(moment);
            jumped = jumped.plus(now.minus(was));
            countFrom(was, now);
            score.tell(new Event.CountMoved(now));
        }
        tellTempo(before, moment.on(now));
    }

    /** Units that the count passes again are told again, unless it went back by less than one. */
    private void countFrom(Beats was, Beats now) {
        if (was.minus(now).isBefore(meter().units().point(1))) {
            lastTick = lastTick.orLater(meter().units().previous(now).minus(Beats.micro(1)));
        } else {
            tickFrom(now);
        }
    }

    /** Jumps to {@code to}, which is now; where that is a little after 1.1, 1.1 is told too. */
    void move(Beats to, Moment moment) {
        jumped = jumped.plus(to.minus(moment.beat()));
        state = state.with(lyingAt(to, moment));
        movedAt = moment.host();
        countAnew(moment);
        boolean justBegun = to.isAfter(Beats.ZERO) && to.isBefore(meter().units().point(1));
        tickFrom(justBegun ? Beats.ZERO : to);
        score.tell(new Event.CountMoved(to));
    }

    Effect setMeter(Meter meter, Moment moment) {
        boolean changed = !meter.equals(meter());
        if (changed) {
            state = state.with(meter);
            lastTick = lastTick.orLater(moment.beat().minus(Beats.micro(1)));
            score.tell(new Event.MeterChanged(moment.beat(), meter));
        }
        return tell(changed ? Effect.RETIME : Effect.NONE, moment);
    }

    private void turn(boolean playing, Moment moment) {
        Beats here = moment.beat();
        state = state.with(playing, lyingAt(here, moment));
        countAnew(moment);
        beganAt = playing ? moment.host() : beganAt;
        lastTick = lastTick.orLater(here.minus(Beats.micro(1)));
        score.tell(new Event.TransportTurned(here, playing));
    }

    /** The present line is about to be replaced. */
    private void remember(Moment moment) {
        HostMicros at = moment.host();
        past.addLast(new Past(at, timeline()));
        while (past.size() > MOST_PAST || at.since(past.getFirst().until()) > REMEMBERED_MICROS) {
            past.removeFirst();
        }
    }

    /** What was before a jump or a halt says nothing of where the count is now. */
    private void countAnew(Moment moment) {
        past.clear();
        countsSince = moment.host();
    }

    /** The present pace from a place on; of a glide, what is left of it. */
    private Timeline lyingAt(Beats place, Moment moment) {
        return playing()
                ? timeline().with(place, moment.host())
                : new Timeline(timeline().pace(), place, moment.host());
    }

    private void tickFrom(Beats place) {
        lastTick = place.minus(Beats.micro(1));
    }

    private void tellTempo(Tempo before, Moment moment) {
        if (!before.equals(tempo())) {
            score.tell(new Event.TempoChanged(moment.beat(), tempo()));
        }
    }
}
