package io.downbeat.engine;

import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

/** Where the count is, whether it runs, and how fast. Owned by the conductor. Not thread safe. */
final class Transport {

    /** What obeying a command of time means for what is queued. */
    enum Effect {
        NONE,
        RETIME,
        FORGET
    }

    private static final Beats BEFORE_ALL = Beats.micro(Long.MIN_VALUE / 4);

    private final Score score;
    private final Taps taps = new Taps();
    private TransportState state;
    private Beats lastTick = BEFORE_ALL;
    private HostMicros setGoingByLaunch = HostMicros.NEVER;

    Transport(TransportState start, Score score) {
        this.state = start;
        this.score = score;
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

    /** The moment of a beat, or never while the count stands. */
    HostMicros momentOf(Beats at) {
        return playing() ? timeline().momentOf(at) : HostMicros.NEVER;
    }

    /** The next unit of the signature that has not been told. */
    Beats nextTick() {
        return meter().units().next(lastTick.orLater(tickFloor()).plus(Beats.micro(1)));
    }

    /** Tells a unit of the signature. */
    void tick(Beats at) {
        lastTick = at;
        score.tell(new Event.BeatPassed(at, meter().at(at)));
    }

    Effect obey(Command.OfTime command, Moment moment) {
        setGoingByLaunch = HostMicros.NEVER;
        return switch (command) {
            case Command.Play() -> run(moment);
            case Command.Stop() -> stop(moment);
            case Command.Restart() -> restart(moment);
            case Command.SetPlaying(var playing) -> setPlaying(playing.from(playing()), moment);
            case Command.SetTempo(var tempo) -> {
                setTempo(tempo, moment);
                yield tell(Effect.NONE, moment);
            }
            case Command.StepTempo(var bpm) -> stepTempo(bpm, moment);
            case Command.Tap() -> tap(moment);
            case Command.Resync() -> moveCount(moment);
            case Command.SetMeter(var meter) -> setMeter(meter, moment);
        };
    }

    /**
     * Whether a launch finds the count standing. One that another launch set going at this very
     * moment still stands for it: all that a pattern or a bundle launches begins together.
     */
    boolean standsAt(Moment moment) {
        return !playing() || setGoingByLaunch.equals(moment.host());
    }

    /** A launch sets the count going, if it stands. */
    void setGoing(Moment moment) {
        if (!playing()) {
            turn(true, moment);
            setGoingByLaunch = moment.host();
        }
    }

    private Effect run(Moment moment) {
        if (!playing()) {
            turn(true, moment);
        }
        return Effect.NONE;
    }

    /** The same beat at this moment, going on at another tempo. */
    void setTempo(Tempo tempo, Moment moment) {
        if (!tempo.equals(timeline().tempo())) {
            state =
                    new TransportState(
                            playing(), new Timeline(tempo, moment.beat(), moment.host()), meter());
            score.tell(new Event.TempoChanged(moment.beat(), tempo));
        }
    }

    private Effect stepTempo(double bpm, Moment moment) {
        setTempo(Tempo.clamped(timeline().tempo().bpm() + bpm), moment);
        return Effect.NONE;
    }

    private Effect setPlaying(boolean playing, Moment moment) {
        if (playing != playing()) {
            turn(playing, moment);
        }
        return tell(Effect.NONE, moment);
    }

    private Effect stop(Moment moment) {
        if (playing()) {
            turn(false, moment);
            return Effect.NONE;
        }
        moveCount(moment);
        return Effect.FORGET;
    }

    private Effect restart(Moment moment) {
        moveCount(moment);
        run(moment.on(Beats.ZERO));
        return Effect.RETIME;
    }

    private Effect moveCount(Moment moment) {
        state = new TransportState(playing(), timeline().with(Beats.ZERO, moment.host()), meter());
        lastTick = BEFORE_ALL;
        score.tell(new Event.CountMoved(Beats.ZERO));
        return Effect.RETIME;
    }

    private Effect setMeter(Meter meter, Moment moment) {
        boolean changed = !meter.equals(meter());
        if (changed) {
            state = new TransportState(playing(), timeline(), meter);
            lastTick = lastTick.orLater(moment.beat().minus(Beats.micro(1)));
            score.tell(new Event.MeterChanged(moment.beat(), meter));
        }
        return tell(changed ? Effect.RETIME : Effect.NONE, moment);
    }

    private Effect tap(Moment moment) {
        taps.tap(moment.host()).ifPresent(tempo -> setTempo(tempo, moment));
        return Effect.NONE;
    }

    private void turn(boolean playing, Moment moment) {
        state = new TransportState(playing, timeline().with(moment.beat(), moment.host()), meter());
        score.tell(new Event.TransportTurned(moment.beat(), playing));
    }

    private Effect tell(Effect effect, Moment moment) {
        score.tell(new Event.Set(moment.beat(), moment.by(), moment.address()));
        return effect;
    }

    /** Ticks are told from the place on where the count last began to run or jumped to. */
    private Beats tickFloor() {
        return timeline().origin().minus(Beats.micro(1));
    }
}
