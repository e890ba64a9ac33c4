package io.downbeat.engine.transport;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.session.command.Event;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;
import io.downbeat.time.Timeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** The position in beats, and whether it advances. */
public final class Transport {

    private static final Beats EARLIEST_BEAT = Beats.micro(Long.MIN_VALUE / 4);

    /** A smaller change of the position by the clock source is a correction, not a jump. */
    private static final Beats CORRECTION = Beats.of(0.25);

    /**
     * How far back past positions are known. A launch whose time tag is not older is quantized from
     * its time tag (address space, rule 7).
     */
    public static final long PAST_TIMELINES_MICROS = 50_000;

    /** More timelines than replace each other in that time, also while a clock is followed. */
    private static final int MOST_PAST_TIMELINES = 32;

    /** A timeline that was in use until a time. */
    private record PastTimeline(HostMicros until, Timeline line) {}

    private final TurnEvents events;
    private final Deque<PastTimeline> pastTimelines = new ArrayDeque<>();
    private TransportState state;
    private HostMicros continuousSince;
    private Beats lastTick = EARLIEST_BEAT;
    private HostMicros jumpedAt = HostMicros.NEVER;
    private Beats pendingJump = Beats.ZERO;
    private HostMicros startedAt = HostMicros.NEVER;
    private HostMicros launchStartedAt = HostMicros.NEVER;
    private boolean following;

    public Transport(TransportState start, TurnEvents events) {
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

    /** Since when the position has advanced without a jump or a stop. */
    public HostMicros continuousSince() {
        return continuousSince;
    }

    /** The timeline that was in use at a time, at most {@link #PAST_TIMELINES_MICROS} ago. */
    public Timeline timelineAt(HostMicros then) {
        for (PastTimeline past : pastTimelines) {
            if (then.isBefore(past.until())) {
                return past.line();
            }
        }
        return timeline();
    }

    /** The time of a beat; never while the transport is stopped. */
    public HostMicros momentOf(Beats at) {
        return playing() ? timeline().momentOf(at) : HostMicros.NEVER;
    }

    /** The context of an action that is scheduled for a beat. */
    public CommandContext contextAt(Beats at) {
        return CommandContext.ofScheduledAction(at, momentOf(at));
    }

    /** When the position last jumped, or never. */
    public HostMicros jumpedAt() {
        return jumpedAt;
    }

    /** By how much the position has jumped since the last call. */
    public Beats pollJump() {
        Beats by = pendingJump;
        pendingJump = Beats.ZERO;
        return by;
    }

    /** When the transport last started, or never. */
    public HostMicros startedAt() {
        return startedAt;
    }

    /** Whether another clock starts the transport; a launch does not start it then. */
    public void setFollowing(boolean isFollowing) {
        following = isFollowing;
    }

    /** The last beat of the meter for which an event was emitted. */
    public Beats lastTick() {
        return lastTick;
    }

    /** The next beat of the meter. */
    public Beats nextTick() {
        return meter().units().after(lastTick);
    }

    /** Emits the event of a beat of the meter. */
    public void tick(Beats at) {
        lastTick = at;
        events.emit(new Event.BeatPassed(at, meter().at(at)));
    }

    /**
     * Whether a launch finds the transport stopped. A transport that another launch started at this
     * same time counts as stopped, so that all launches of a pattern or bundle start together.
     */
    public boolean isStoppedForLaunch(CommandContext context) {
        return !playing() || launchStartedAt.equals(context.host());
    }

    /** Whether the transport is stopped and a launch starts it. */
    public boolean isStartedByLaunch() {
        return !playing() && !following;
    }

    /** Starts a stopped transport for a launch, unless another clock starts it. */
    public void startByLaunch(CommandContext context) {
        if (isStartedByLaunch()) {
            start(context);
            launchStartedAt = context.host();
        }
    }

    /** From here on, a transport that a launch started counts as running. */
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

    /** Continues from a beat at the last reported tempo, with a new timeline. */
    public void restartFrom(Beats from, HostMicros at) {
        state = state.with(new Timeline(state.tempo(), from, at));
    }

    /** The present transport. */
    public EngineSnapshot.Transport snapshot() {
        return new EngineSnapshot.Transport(
                state,
                pastTimelines.stream()
                        .map(past -> new EngineSnapshot.PastTimeline(past.until(), past.line()))
                        .toList(),
                continuousSince,
                jumpedAt,
                startedAt,
                launchStartedAt);
    }

    /** Continues as it was. Emits no event. */
    public void restore(EngineSnapshot.Transport was, Beats tickedUntil) {
        state = was.state();
        pastTimelines.clear();
        was.past()
                .forEach(
                        past -> pastTimelines.add(new PastTimeline(past.until(), past.timeline())));
        continuousSince = was.continuousSince();
        jumpedAt = was.jumpedAt();
        startedAt = was.startedAt();
        launchStartedAt = was.launchStartedAt();
        lastTick = tickedUntil;
    }

    /** The tempo from this beat on; of a ramp, the rest of it. */
    TempoProfile tempoProfileAt(CommandContext context) {
        return timelineFrom(context.beat(), context).tempoProfile();
    }

    /** Changes the tempo from this beat on. */
    void setTempo(TempoProfile tempoProfile, Tempo shown, CommandContext context) {
        Tempo before = tempo();
        rememberTimeline(context);
        state = state.with(new Timeline(tempoProfile, context.beat(), context.host()), shown);
        announceTempoChange(before, context);
    }

    /** Reports the tempo that a ramp has reached. */
    void announceTempo(Tempo tempo, CommandContext context) {
        Tempo before = tempo();
        state = state.with(timeline(), tempo);
        announceTempoChange(before, context);
    }

    /** As {@link #setTempo}, for a nudge. */
    void setNudge(TempoProfile tempoProfile, double bend, CommandContext context) {
        Timeline bent = new Timeline(tempoProfile, context.beat(), context.host());
        rememberTimeline(context);
        state = state.withNudge(bend, bent);
        events.emit(new Event.TempoNudged(context.beat(), bend));
    }

    /** Follows another timeline. A stopped transport takes only its tempo. */
    public void follow(Timeline line, Tempo shown, CommandContext context) {
        Tempo before = tempo();
        Beats was = state.positionAt(context.host());
        if (!playing()) {
            state = state.with(line.with(was, context.host()), shown);
            announceTempoChange(before, context);
            return;
        }
        rememberTimeline(context);
        state = state.with(line, shown);
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

    /** Beats that are passed again are reported again, unless the jump back was less than one. */
    private void setTicksAfterJump(Beats was, Beats now) {
        if (was.minus(now).isBefore(meter().units().point(1))) {
            lastTick = lastTick.orLater(meter().units().previous(now).minus(Beats.micro(1)));
        } else {
            tickFrom(now);
        }
    }

    /** Jumps to a position. A little after 1.1, the beat 1.1 is reported too. */
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
        Beats beat = context.beat();
        state = state.with(playing, timelineFrom(beat, context));
        forgetPastTimelines(context);
        startedAt = playing ? context.host() : startedAt;
        lastTick = lastTick.orLater(beat.minus(Beats.micro(1)));
        events.emit(new Event.TransportChanged(beat, playing));
    }

    /** Keeps the present timeline, which is about to be replaced. */
    private void rememberTimeline(CommandContext context) {
        HostMicros at = context.host();
        pastTimelines.addLast(new PastTimeline(at, timeline()));
        while (pastTimelines.size() > MOST_PAST_TIMELINES
                || at.since(pastTimelines.getFirst().until()) > PAST_TIMELINES_MICROS) {
            pastTimelines.removeFirst();
        }
    }

    /** After a jump or a stop, past timelines do not lead to the present position. */
    private void forgetPastTimelines(CommandContext context) {
        pastTimelines.clear();
        continuousSince = context.host();
    }

    /** A timeline at the present tempo from a position on; of a ramp, the rest of it. */
    private Timeline timelineFrom(Beats beat, CommandContext context) {
        return playing()
                ? timeline().with(beat, context.host())
                : new Timeline(timeline().tempoProfile(), beat, context.host());
    }

    private void tickFrom(Beats beat) {
        lastTick = beat.minus(Beats.micro(1));
    }

    private void announceTempoChange(Tempo before, CommandContext context) {
        if (!before.equals(tempo())) {
            events.emit(new Event.TempoChanged(context.beat(), tempo()));
        }
    }
}
