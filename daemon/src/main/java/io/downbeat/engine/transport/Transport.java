package io.downbeat.engine.transport;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.EventLog;
import io.downbeat.session.command.Event;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;
import io.downbeat.time.Timeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** Where the count is and whether it runs. Owned by the conductor. Not thread safe. */
public final class Transport {

    private static final Beats BEFORE_ALL = Beats.micro(Long.MIN_VALUE / 4);

    /** A count that falls back by less has been corrected, not moved. */
    private static final Beats CORRECTION = Beats.of(0.25);

    /**
     * How far back it is known where the count was: a launch in a bundle whose time tag lies at
     * most so far back is quantized from there (address space, rule 7).
     */
    public static final long REMEMBERED_MICROS = 50_000;

    /** A tempo changes seldom within that; a clock that is followed, a few times. */
    private static final int MOST_PAST = 32;

    /** A line that held until a moment. */
    private record Past(HostMicros until, Timeline line) {}

    private final EventLog events;
    private final Deque<Past> pastTimelines = new ArrayDeque<>();
    private TransportState state;
    private HostMicros continuousSince;
    private Beats lastTick = BEFORE_ALL;
    private HostMicros jumpedAt = HostMicros.NEVER;
    private Beats pendingJump = Beats.ZERO;
    private HostMicros startedAt = HostMicros.NEVER;
    private HostMicros launchStartedAt = HostMicros.NEVER;
    private boolean following;

    public Transport(TransportState start, EventLog events) {
        this.state = start;
        this.events = events;
        continuousSince = start.timeline().start();
        tickFrom(start.timeline().origin());
    }

    public TransportState state() {
        return state;
    }

    public boolean playing() {
        return state.playing();
    }

    public Timeline timeline() {
        return state.timeline();
    }

    public Meter meter() {
        return state.meter();
    }

    public Tempo tempo() {
        return state.tempo();
    }

    /** Since when the count goes on without a jump or a halt. */
    public HostMicros continuousSince() {
        return continuousSince;
    }

    /** Where the beats lay at a moment, at most {@link #REMEMBERED_MICROS} back. */
    public Timeline timelineAt(HostMicros then) {
        for (Past each : pastTimelines) {
            if (then.isBefore(each.until())) {
                return each.line();
            }
        }
        return timeline();
    }

    /** The moment of a beat, or never while the count stands. */
    public HostMicros momentOf(Beats at) {
        return playing() ? timeline().momentOf(at) : HostMicros.NEVER;
    }

    /** When the count last jumped, or never. */
    public HostMicros jumpedAt() {
        return jumpedAt;
    }

    /** By how much the count has jumped since this was last asked. */
    public Beats pollJump() {
        Beats by = pendingJump;
        pendingJump = Beats.ZERO;
        return by;
    }

    /** When the count last began to run, or never. */
    public HostMicros startedAt() {
        return startedAt;
    }

    /** Whether another clock starts the count, so that no launch does. */
    public void setFollowing(boolean isLed) {
        following = isLed;
    }

    /** How far the units of the signature have been told. */
    public Beats lastTick() {
        return lastTick;
    }

    /** The next unit of the signature that has not been told. */
    public Beats nextTick() {
        return meter().units().after(lastTick);
    }

    /** Tells a unit of the signature. */
    public void tick(Beats at) {
        lastTick = at;
        events.emit(new Event.BeatPassed(at, meter().at(at)));
    }

    /**
     * Whether a launch finds the count standing. One that another launch set going at this very
     * moment still stands for it: all that a pattern or a bundle launches begins together.
     */
    public boolean isStoppedForLaunch(CommandContext context) {
        return !playing() || launchStartedAt.equals(context.host());
    }

    /** A launch sets the count going at this moment, if it stands and nobody else starts it. */
    public void startByLaunch(CommandContext context) {
        if (!playing() && !following) {
            start(context);
            launchStartedAt = context.host();
        }
    }

    /** From here on, what launches set going counts no more. */
    public void forgetLaunchStart() {
        launchStartedAt = HostMicros.NEVER;
    }

    public void start(CommandContext context) {
        if (!playing()) {
            setPlaying(true, context);
        }
    }

    public void stop(CommandContext context) {
        if (playing()) {
            setPlaying(false, context);
        }
    }

    /** Goes on from a beat at the tempo that was told last, whatever the line was before. */
    public void restartFrom(Beats from, HostMicros at) {
        state = state.with(new Timeline(state.tempo(), from, at));
    }

    /** What is left of the pace on this beat. */
    TempoProfile tempoProfileAt(CommandContext context) {
        return timelineFrom(context.beat(), context).tempoProfile();
    }

    /** The same beat at this moment, going on at another pace. */
    void setTempo(TempoProfile tempoProfile, Tempo told, CommandContext context) {
        Tempo before = tempo();
        rememberTimeline(context);
        state = state.with(new Timeline(tempoProfile, context.beat(), context.host()), told);
        announceTempoChange(before, context);
    }

    /** Tells the tempo that the count has come to by itself. */
    void announceTempo(Tempo tempo, CommandContext context) {
        Tempo before = tempo();
        state = state.with(timeline(), tempo);
        announceTempoChange(before, context);
    }

    /** As {@link #setTempo}, bent by a hand. */
    void setNudge(TempoProfile tempoProfile, double bend, CommandContext context) {
        Timeline bent = new Timeline(tempoProfile, context.beat(), context.host());
        rememberTimeline(context);
        state = state.withNudge(bend, bent);
        events.emit(new Event.TempoNudged(context.beat(), bend));
    }

    /** Goes on with the beats where {@code line} has them; a count that stands takes its tempo. */
    public void follow(Timeline line, Tempo told, CommandContext context) {
        Tempo before = tempo();
        Beats was = state.positionAt(context.host());
        if (!playing()) {
            state = state.with(line.with(was, context.host()), told);
            announceTempoChange(before, context);
            return;
        }
        rememberTimeline(context);
        state = state.with(line, told);
        Beats now = state.positionAt(context.host());
        if (now.minus(was).isAfter(CORRECTION) || was.minus(now).isAfter(CORRECTION)) {
            jumpedAt = context.host();
            forgetPastTimelines(context);
            pendingJump = pendingJump.plus(now.minus(was));
            setTicksAfterJump(was, now);
            events.emit(new Event.CountMoved(now));
        }
        announceTempoChange(before, context.atBeat(now));
    }

    /** Units that the count passes again are told again, unless it went back by less than one. */
    private void setTicksAfterJump(Beats was, Beats now) {
        if (was.minus(now).isBefore(meter().units().point(1))) {
            lastTick = lastTick.orLater(meter().units().previous(now).minus(Beats.micro(1)));
        } else {
            tickFrom(now);
        }
    }

    /** Jumps to {@code to}, which is now; where that is a little after 1.1, 1.1 is told too. */
    public void move(Beats to, CommandContext context) {
        pendingJump = pendingJump.plus(to.minus(context.beat()));
        state = state.with(timelineFrom(to, context));
        jumpedAt = context.host();
        forgetPastTimelines(context);
        boolean justBegun = to.isAfter(Beats.ZERO) && to.isBefore(meter().units().point(1));
        tickFrom(justBegun ? Beats.ZERO : to);
        events.emit(new Event.CountMoved(to));
    }

    /** Sets the meter; returns whether it has changed, which moves the boundaries of all grids. */
    public boolean setMeter(Meter meter, CommandContext context) {
        boolean changed = !meter.equals(meter());
        if (changed) {
            state = state.with(meter);
            lastTick = lastTick.orLater(context.beat().minus(Beats.micro(1)));
            events.emit(new Event.MeterChanged(context.beat(), meter));
        }
        return changed;
    }

    private void setPlaying(boolean playing, CommandContext context) {
        Beats here = context.beat();
        state = state.with(playing, timelineFrom(here, context));
        forgetPastTimelines(context);
        startedAt = playing ? context.host() : startedAt;
        lastTick = lastTick.orLater(here.minus(Beats.micro(1)));
        events.emit(new Event.TransportChanged(here, playing));
    }

    /** The present line is about to be replaced. */
    private void rememberTimeline(CommandContext context) {
        HostMicros at = context.host();
        pastTimelines.addLast(new Past(at, timeline()));
        while (pastTimelines.size() > MOST_PAST
                || at.since(pastTimelines.getFirst().until()) > REMEMBERED_MICROS) {
            pastTimelines.removeFirst();
        }
    }

    /** What was before a jump or a halt says nothing of where the count is now. */
    private void forgetPastTimelines(CommandContext context) {
        pastTimelines.clear();
        continuousSince = context.host();
    }

    /** The present pace from a place on; of a glide, what is left of it. */
    private Timeline timelineFrom(Beats place, CommandContext context) {
        return playing()
                ? timeline().with(place, context.host())
                : new Timeline(timeline().tempoProfile(), place, context.host());
    }

    private void tickFrom(Beats place) {
        lastTick = place.minus(Beats.micro(1));
    }

    private void announceTempoChange(Tempo before, CommandContext context) {
        if (!before.equals(tempo())) {
            events.emit(new Event.TempoChanged(context.beat(), tempo()));
        }
    }
}
