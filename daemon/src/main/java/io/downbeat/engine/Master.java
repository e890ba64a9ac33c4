package io.downbeat.engine;

import io.downbeat.clock.Known;
import io.downbeat.clock.PulseFollower;
import io.downbeat.session.ClockState.Status;
import io.downbeat.session.Pulse;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;

/** A MIDI or OSC clock as the count follows it. Owned by {@link Masters}. Not thread safe. */
final class Master {

    /** What a pulse means for the transport. */
    enum Turn {
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
    private Tempo told;
    private boolean stated;

    Master(PulseFollower follower, Tempo presumed) {
        this.follower = follower;
        this.told = presumed;
    }

    /**
     * @param playing whether the count runs; if so, a master that is only now heard, or again, is
     *     joined where it is
     */
    Turn hear(Pulse pulse, Meter meter, boolean playing, HostMicros at) {
        boolean ran = follower.running();
        follower.meter(meter);
        feed(pulse, at);
        boolean isNew = !heard || lost;
        heard = true;
        lost = false;
        begins |= follower.awaitsPulse();
        saysBars |= pulse instanceof Pulse.Bar;
        tellTempo(pulse);
        if (!follower.running()) {
            return standing(pulse, ran);
        }
        if (follower.awaitsPulse() || follower.line().isEmpty()) {
            return Turn.NONE;
        }
        boolean located = follower.locates() != locates;
        locates = follower.locates();
        boolean jumps = begins || (located && !(isNew && playing));
        begins = false;
        if (!located || !jumps) {
            return Turn.RUN;
        }
        place = onTick(follower.line().orElseThrow().beatsAt(at));
        return Turn.BEGIN;
    }

    private Turn standing(Pulse pulse, boolean ran) {
        begins = false;
        if (pulse instanceof Pulse.Position(int sixteenths)) {
            place = Beats.micro(sixteenths * MICRO_BEATS_PER_SIXTEENTH);
            return Turn.LOCATE;
        }
        return ran ? Turn.HALT : Turn.NONE;
    }

    /** Where the master began, or will. */
    Beats place() {
        return place;
    }

    /** Where its beats lie; who is lost is not waited for. */
    Optional<Timeline> line() {
        return lost ? follower.line().map(Timeline::goingOn) : follower.line();
    }

    /** A master's count: while it is the same, only its tempo and its phase move its line. */
    record Count(Master of, Known known, int locates, boolean saysBars, boolean lost) {}

    Count count() {
        return new Count(this, follower.known(), follower.locates(), saysBars, lost);
    }

    /**
     * How far count and master may differ: by whole beats, where it is known where they lie; by
     * whole bars, if the master says where those begin.
     */
    Beats step(Beats bar) {
        if (saysBars && follower.known().covers(Known.BAR)) {
            return bar;
        }
        return follower.known().covers(Known.BEAT) ? Beats.of(1) : TICK;
    }

    Tempo told() {
        return told;
    }

    double jitterMillis() {
        return Math.round(follower.jitterMillis() * 100) / 100.0;
    }

    /** When it is to be taken for lost if it is not heard before. */
    HostMicros missedAt() {
        return lost ? HostMicros.NEVER : follower.lostAt();
    }

    void lose() {
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

    private void feed(Pulse pulse, HostMicros at) {
        switch (pulse) {
            case Pulse.Tick(var number) ->
                    number.ifPresentOrElse(n -> follower.tick(n, at), () -> follower.tick(at));
            case Pulse.Beat(var number) ->
                    number.ifPresentOrElse(n -> follower.beat(n, at), () -> follower.beat(at));
            case Pulse.Bar(var number) ->
                    number.ifPresentOrElse(n -> follower.bar(n, at), () -> follower.bar(at));
            case Pulse.Phase(var phase) -> follower.phase(phase, at);
            case Pulse.Stated(var tempo) -> follower.stated(tempo, at);
            case Pulse.Running(var on) -> follower.transport(on, at);
            case Pulse.Start() -> follower.start(at);
            case Pulse.Continue() -> follower.goOn(at);
            case Pulse.Halt() -> follower.stop(at);
            case Pulse.Position(var sixteenths) -> follower.songPosition(sixteenths, at);
        }
    }

    private void tellTempo(Pulse pulse) {
        if (pulse instanceof Pulse.Stated(Tempo tempo)) {
            told = tempo;
            stated = true;
        }
        Optional<Tempo> learned = follower.line().map(Timeline::tempo);
        if (learned.filter(this::isAnother).isPresent()) {
            told = new Tempo(Math.max(1, Math.round(learned.get().bpm() * TOLD_TO)) / TOLD_TO);
            stated = false;
        }
    }

    /** What a master has stated it is believed, and the more it jitters the less it is heeded. */
    private boolean isAnother(Tempo learned) {
        double unsteady = ANOTHER * (1 + follower.jitterMillis());
        double least = stated ? told.bpm() * NOT_AS_STATED : 0;
        return Math.abs(learned.bpm() - told.bpm()) > Math.max(unsteady, least);
    }

    private static Beats onTick(Beats near) {
        return TICKS.point(Math.round(near.quarters() * TICKS.parts()));
    }
}
