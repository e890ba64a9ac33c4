package io.downbeat.engine.sync;

import io.downbeat.clock.follow.PulseFollower;
import io.downbeat.clock.follow.SyncLevel;
import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.view.ClockState.Status;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;

/**
 * A MIDI or OSC clock as the count follows it. Owned by {@link ExternalClocks}. Not thread safe.
 */
final class ExternalClock {

    /** What a pulse means for the transport. */
    enum FollowResult {
        NONE,
        /** The master plays, from wherever we are. */
        RUN,
        HALT,
        /** The master begins or goes on, at a place that it says. */
        BEGIN,
        /** The master stands at a place that it says. */
        LOCATE
    }

    private static final Grid TICKS = new Grid(1, 24);
    private static final Beats TICK = Beats.of(1 / 24.0);
    private static final long MICRO_BEATS_PER_SIXTEENTH = Beats.MICROS_PER_BEAT / 4;

    /** A tempo that is only learned is told to a tenth, and anew when it is clearly another. */
    private static final double TOLD_TO = 10;

    private static final double ANOTHER = 0.08;

    /** So far off, what was stated is not what is played. */
    private static final double NOT_AS_STATED = 0.03;

    private final PulseFollower follower;
    private boolean heard;
    private boolean lost;
    private boolean begins;
    private boolean saysBars;
    private int locates;
    private Beats place = Beats.ZERO;
    private Tempo statedTempo;
    private boolean stated;

    ExternalClock(PulseFollower follower, Tempo presumed) {
        this.follower = follower;
        this.statedTempo = presumed;
    }

    /**
     * @param playing whether the count runs; if so, a master that is only now heard, or again, is
     *     joined where it is
     */
    FollowResult onPulse(ClockPulse clockPulse, Meter meter, boolean playing, HostMicros at) {
        boolean ran = follower.running();
        follower.meter(meter);
        feed(clockPulse, at);
        boolean isNew = !heard || lost;
        heard = true;
        lost = false;
        begins |= follower.awaitsPulse();
        saysBars |= clockPulse instanceof ClockPulse.Bar;
        onStatedTempo(clockPulse);
        if (!follower.running()) {
            return standing(clockPulse, ran);
        }
        if (follower.awaitsPulse() || follower.line().isEmpty()) {
            return FollowResult.NONE;
        }
        boolean located = follower.locates() != locates;
        locates = follower.locates();
        boolean jumps = begins || (located && !(isNew && playing));
        begins = false;
        if (!located || !jumps) {
            return FollowResult.RUN;
        }
        place = onTick(follower.line().orElseThrow().beatsAt(at));
        return FollowResult.BEGIN;
    }

    private FollowResult standing(ClockPulse clockPulse, boolean ran) {
        begins = false;
        if (clockPulse instanceof ClockPulse.Position(int sixteenths)) {
            place = Beats.micro(sixteenths * MICRO_BEATS_PER_SIXTEENTH);
            return FollowResult.LOCATE;
        }
        return ran ? FollowResult.HALT : FollowResult.NONE;
    }

    /** Where the master began, or will. */
    Beats place() {
        return place;
    }

    /** Where its beats lie; who is lost is not waited for. */
    Optional<Timeline> timeline() {
        return lost ? follower.line().map(Timeline::goingOn) : follower.line();
    }

    /** A master's count: while it is the same, only its tempo and its phase move its line. */
    record Count(
            ExternalClock of, SyncLevel syncLevel, int locates, boolean saysBars, boolean lost) {}

    Count count() {
        return new Count(this, follower.syncLevel(), follower.locates(), saysBars, lost);
    }

    /**
     * How far count and master may differ: by whole beats, where it is known where they lie; by
     * whole bars, if the master says where those begin.
     */
    Beats alignmentStep(Beats bar) {
        if (saysBars && follower.syncLevel().covers(SyncLevel.BAR)) {
            return bar;
        }
        return follower.syncLevel().covers(SyncLevel.BEAT) ? Beats.of(1) : TICK;
    }

    Tempo statedTempo() {
        return statedTempo;
    }

    double jitterMillis() {
        return Math.round(follower.jitterMillis() * 100) / 100.0;
    }

    /** When it is to be taken for lost if it is not heard before. */
    HostMicros timeoutAt() {
        return lost ? HostMicros.NEVER : follower.lostAt();
    }

    void markLost() {
        lost = true;
    }

    /**
     * @param transport whether the count runs
     */
    Status status(Status transport) {
        if (!heard) {
            return Status.SEARCHING;
        }
        return lost ? Status.LOST : transport;
    }

    private void feed(ClockPulse clockPulse, HostMicros at) {
        switch (clockPulse) {
            case ClockPulse.Tick(var number) ->
                    number.ifPresentOrElse(n -> follower.tick(n, at), () -> follower.tick(at));
            case ClockPulse.Beat(var number) ->
                    number.ifPresentOrElse(n -> follower.beat(n, at), () -> follower.beat(at));
            case ClockPulse.Bar(var number) ->
                    number.ifPresentOrElse(n -> follower.bar(n, at), () -> follower.bar(at));
            case ClockPulse.Phase(var phase) -> follower.phase(phase, at);
            case ClockPulse.StatedTempo(var tempo) -> follower.stated(tempo, at);
            case ClockPulse.Running(var on) -> follower.transport(on, at);
            case ClockPulse.Start() -> follower.start(at);
            case ClockPulse.Continue() -> follower.restart(at);
            case ClockPulse.Stop() -> follower.stop(at);
            case ClockPulse.Position(var sixteenths) -> follower.songPosition(sixteenths, at);
        }
    }

    private void onStatedTempo(ClockPulse clockPulse) {
        if (clockPulse instanceof ClockPulse.StatedTempo(Tempo tempo)) {
            statedTempo = tempo;
            stated = true;
        }
        Optional<Tempo> learned = follower.line().map(Timeline::tempo);
        if (learned.filter(this::isAnother).isPresent()) {
            statedTempo =
                    new Tempo(Math.max(1, Math.round(learned.get().bpm() * TOLD_TO)) / TOLD_TO);
            stated = false;
        }
    }

    /** What a master has stated it is believed, and the more it jitters the less it is heeded. */
    private boolean isAnother(Tempo learned) {
        double unsteady = ANOTHER * (1 + follower.jitterMillis());
        double least = stated ? statedTempo.bpm() * NOT_AS_STATED : 0;
        return Math.abs(learned.bpm() - statedTempo.bpm()) > Math.max(unsteady, least);
    }

    private static Beats onTick(Beats near) {
        return TICKS.point(Math.round(near.quarters() * TICKS.parts()));
    }
}
