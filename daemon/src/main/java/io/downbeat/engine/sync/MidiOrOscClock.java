package io.downbeat.engine.sync;

import io.downbeat.clock.follow.ClockSyncLevel;
import io.downbeat.clock.follow.PulseFollower;
import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.view.ClockState.Status;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;

/** A MIDI or OSC clock that the transport can follow. */
final class MidiOrOscClock {

    /** What the transport does after a pulse. */
    enum FollowResult {
        NONE,
        /** The clock runs; the transport runs from its present position. */
        RUN,
        HALT,
        /** The clock starts or continues at a position that it states. */
        BEGIN,
        /** The clock is stopped at a position that it states. */
        LOCATE
    }

    private static final Grid TICKS = new Grid(1, 24);
    private static final Beats TICK = Beats.of(1 / 24.0);
    private static final long MICRO_BEATS_PER_SIXTEENTH = Beats.MICROS_PER_BEAT / 4;

    /** A measured tempo is reported in tenths, and again when it has clearly changed. */
    private static final double REPORTED_STEPS_PER_BPM = 10;

    /**
     * The least change of the measured tempo that is reported, in bpm, for a clock without jitter.
     */
    private static final double LEAST_CHANGE_BPM = 0.08;

    /**
     * A stated tempo that differs by more than this share from the measured one is not believed.
     */
    private static final double LARGEST_STATED_ERROR = 0.03;

    private final PulseFollower follower;
    private boolean hasReceived;
    private boolean lost;
    private boolean begins;
    private boolean statesBars;
    private int knownLocates;
    private Beats startPosition = Beats.ZERO;
    private Tempo statedTempo;
    private boolean stated;

    MidiOrOscClock(PulseFollower follower, Tempo presumed) {
        this.follower = follower;
        this.statedTempo = presumed;
    }

    /**
     * @param playing whether the transport runs; a clock that is new or back then joins at the
     *     present position, without a jump
     */
    FollowResult onPulse(ClockPulse clockPulse, Meter meter, boolean playing, HostMicros at) {
        boolean ran = follower.running();
        follower.meter(meter);
        passToFollower(clockPulse, at);
        boolean isNew = !hasReceived || lost;
        hasReceived = true;
        lost = false;
        begins |= follower.awaitsPulse();
        statesBars |= clockPulse instanceof ClockPulse.Bar;
        onStatedTempo(clockPulse);
        if (!follower.running()) {
            return onPulseWhileStopped(clockPulse, ran);
        }
        if (follower.awaitsPulse() || follower.line().isEmpty()) {
            return FollowResult.NONE;
        }
        boolean located = follower.locates() != knownLocates;
        knownLocates = follower.locates();
        boolean jumps = begins || (located && !(isNew && playing));
        begins = false;
        if (!located || !jumps) {
            return FollowResult.RUN;
        }
        startPosition = nearestTick(follower.line().orElseThrow().beatsAt(at));
        return FollowResult.BEGIN;
    }

    private FollowResult onPulseWhileStopped(ClockPulse clockPulse, boolean ran) {
        begins = false;
        if (clockPulse instanceof ClockPulse.Position(int sixteenths)) {
            startPosition = Beats.micro(sixteenths * MICRO_BEATS_PER_SIXTEENTH);
            return FollowResult.LOCATE;
        }
        return ran ? FollowResult.HALT : FollowResult.NONE;
    }

    /** The position at which the clock started or will start. */
    Beats startPosition() {
        return startPosition;
    }

    /** The timeline of its beats; a lost clock goes on at its last tempo. */
    Optional<Timeline> timeline() {
        return lost ? follower.line().map(Timeline::withoutWaiting) : follower.line();
    }

    /** While this is the same, only the clock's tempo and phase change its timeline. */
    record CountIdentity(
            MidiOrOscClock clock,
            ClockSyncLevel clockSyncLevel,
            int locates,
            boolean statesBars,
            boolean lost) {}

    CountIdentity countIdentity() {
        return new CountIdentity(
                this, follower.clockSyncLevel(), follower.locates(), statesBars, lost);
    }

    /**
     * By which whole steps the position may differ from the clock's: bars if the clock states where
     * bars begin, else beats if it states those, else ticks.
     */
    Beats alignmentStep(Beats bar) {
        if (statesBars && follower.clockSyncLevel().covers(ClockSyncLevel.BAR)) {
            return bar;
        }
        return follower.clockSyncLevel().covers(ClockSyncLevel.BEAT) ? Beats.of(1) : TICK;
    }

    Tempo statedTempo() {
        return statedTempo;
    }

    double jitterMillis() {
        return Math.round(follower.jitterMillis() * 100) / 100.0;
    }

    /** When the clock counts as lost if it sends nothing before. */
    HostMicros timeoutAt() {
        return lost ? HostMicros.NEVER : follower.lostAt();
    }

    void markLost() {
        lost = true;
    }

    /**
     * @param transport the status of a clock that is not searching or lost
     */
    Status status(Status transport) {
        if (!hasReceived) {
            return Status.SEARCHING;
        }
        return lost ? Status.LOST : transport;
    }

    private void passToFollower(ClockPulse clockPulse, HostMicros at) {
        switch (clockPulse) {
            case ClockPulse.Tick(var number) ->
                    number.ifPresentOrElse(n -> follower.onTick(n, at), () -> follower.onTick(at));
            case ClockPulse.Beat(var number) ->
                    number.ifPresentOrElse(n -> follower.onBeat(n, at), () -> follower.onBeat(at));
            case ClockPulse.Bar(var number) ->
                    number.ifPresentOrElse(n -> follower.onBar(n, at), () -> follower.onBar(at));
            case ClockPulse.Phase(var phase) -> follower.onPhase(phase, at);
            case ClockPulse.StatedTempo(var tempo) -> follower.onStatedTempo(tempo, at);
            case ClockPulse.Running(var on) -> follower.onTransport(on, at);
            case ClockPulse.Start() -> follower.onStart(at);
            case ClockPulse.Continue() -> follower.onRestart(at);
            case ClockPulse.Stop() -> follower.onStop(at);
            case ClockPulse.Position(var sixteenths) -> follower.onSongPosition(sixteenths, at);
        }
    }

    private void onStatedTempo(ClockPulse clockPulse) {
        if (clockPulse instanceof ClockPulse.StatedTempo(Tempo tempo)) {
            statedTempo = tempo;
            stated = true;
        }
        Optional<Tempo> learned = follower.line().map(Timeline::tempo);
        if (learned.filter(this::hasChanged).isPresent()) {
            statedTempo =
                    new Tempo(
                            Math.max(1, Math.round(learned.get().bpm() * REPORTED_STEPS_PER_BPM))
                                    / REPORTED_STEPS_PER_BPM);
            stated = false;
        }
    }

    /** A stated tempo is believed longer, and the measured one less the more it jitters. */
    private boolean hasChanged(Tempo learned) {
        double leastChange = LEAST_CHANGE_BPM * (1 + follower.jitterMillis());
        double least = stated ? statedTempo.bpm() * LARGEST_STATED_ERROR : 0;
        return Math.abs(learned.bpm() - statedTempo.bpm()) > Math.max(leastChange, least);
    }

    private static Beats nearestTick(Beats near) {
        return TICKS.point(Math.round(near.quarters() * TICKS.parts()));
    }
}
