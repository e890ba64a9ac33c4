package io.downbeat.clock.follow;

import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a master's beats lie on the host clock, learned from its pulses: MIDI clock or OSC clock.
 * The finest kind of pulse that is heard leads; the coarser ones only say which beat it is. After a
 * loss the count has gone on at the last tempo.
 *
 * <p>What it says depends only on what it was told; it reads no clock. It is told in the order of
 * host time, by one thread; a moment before the last is taken for the last. Not thread safe.
 */
public final class PulseFollower {

    private static final long LEAST_SILENCE = 500_000;
    private static final long MOST_SILENCE = 2_000_000;
    private static final double PULSES_MISSED = 12;
    private static final double SLOW_PULSES_MISSED = 2.5;
    private static final int SIXTEENTHS = 4;

    private final boolean midi;
    private final SongBeatLocator count = new SongBeatLocator();
    private final LeadingPulses leadingPulses;
    private HostMicros heardAt = new HostMicros(Long.MIN_VALUE);
    private boolean running;
    private boolean toldOff;
    private OptionalDouble due = OptionalDouble.empty();
    private double resumeAt;
    private boolean beatsHeard;
    private boolean pulsedSince;

    private PulseFollower(Tempo presumed, boolean midi) {
        this.midi = midi;
        this.leadingPulses = new LeadingPulses(presumed, count);
    }

    /**
     * A follower of MIDI clock: its ticks tell the tempo also while it stands, and it runs from a
     * start or a continue on. {@code presumed} is the tempo until two ticks have told it.
     */
    public static PulseFollower ofMidi(Tempo presumed) {
        return new PulseFollower(presumed, true);
    }

    /**
     * A follower of an OSC clock: it runs from its first pulse on unless it says otherwise. {@code
     * presumed} is the tempo until two pulses or a statement have told it.
     */
    public static PulseFollower ofOsc(Tempo presumed) {
        return new PulseFollower(presumed, false);
    }

    /** The bars of the piece, in which beats and bars are counted; 4/4 until told. */
    public void meter(Meter meter) {
        count.meter(meter);
    }

    /** A 24th of a quarter has begun. */
    public void tick(HostMicros moment) {
        double at = pulsed(moment);
        leadingPulses.lead(PulseKind.TICK, at);
        if (due.isPresent() && !beatsHeard) {
            leadingPulses.locate(due.getAsDouble(), at);
            due = OptionalDouble.empty();
        } else {
            leadingPulses.next(PulseKind.TICK, at);
        }
    }

    /**
     * A numbered tick. Numbers decide how many have gone by, wherever they count from: they tell
     * lost and doubled ticks, and a master that stood for a while.
     */
    public void tick(int number, HostMicros moment) {
        if (leadingPulses.numbered(number, onPulse(moment))) {
            tick(moment);
        }
    }

    /** A quarter has begun. */
    public void beat(HostMicros moment) {
        beat(0, moment);
    }

    /** A numbered quarter, from 1 at the start or in the bar; below 1 the number says nothing. */
    public void beat(int number, HostMicros moment) {
        double at = pulsed(moment);
        beatsHeard = true;
        boolean leads = leadingPulses.lead(PulseKind.BEAT, at);
        if (due.isPresent()) {
            if (leads) {
                leadingPulses.locate(due.getAsDouble(), at);
            } else {
                count.locate(leadingPulses.pulseNear(at), due.getAsDouble());
            }
            due = OptionalDouble.empty();
            count.begun(number);
        } else if (leads) {
            leadingPulses.beat(number, at);
        } else {
            leadingPulses.beatAmongFiner(number, at);
        }
    }

    /** A bar has begun. */
    public void bar(HostMicros moment) {
        bar(0, moment);
    }

    /** A numbered bar, from 1 at the start; below 1 the number says nothing. */
    public void bar(int number, HostMicros moment) {
        double at = pulsed(moment);
        boolean leads = leadingPulses.lead(PulseKind.BAR, at);
        if (leads && due.isPresent()) {
            leadingPulses.locate(due.getAsDouble(), at);
            due = OptionalDouble.empty();
        } else if (leads) {
            leadingPulses.bar(number, at);
        } else if (due.isEmpty()) {
            leadingPulses.barAmongFiner(number, at);
        }
    }

    /** How far the beat has gone, 0 to 1; what lies outside is no phase and ignored. */
    public void phase(double phase, HostMicros moment) {
        if (!(phase >= 0 && phase <= 1)) {
            return;
        }
        double at = pulsed(moment);
        if (leadingPulses.lead(PulseKind.PHASE, at)) {
            leadingPulses.phase(phase, at);
            if (due.isPresent() && !beatsHeard) {
                count.locate(leadingPulses.wholeFrom(), due.getAsDouble());
                due = OptionalDouble.empty();
            }
        }
    }

    /** The tempo by the master's own words. */
    public void stated(Tempo tempo, HostMicros moment) {
        leadingPulses.stated(tempo, onPulse(moment));
    }

    /** The master begins anew: its next pulse (OSC: its next beat) is beat zero. */
    public void start(HostMicros moment) {
        restartAt(0, moment);
    }

    /** The master goes on from where it stopped, or from its song position, with its next pulse. */
    public void restart(HostMicros moment) {
        restartAt(resumeAt, moment);
    }

    private void restartAt(double place, HostMicros moment) {
        double at = onPulse(moment);
        if (toldOff && !pulsedSince) {
            leadingPulses.forget();
            beatsHeard = false;
        }
        running = true;
        toldOff = false;
        due = OptionalDouble.of(place);
        leadingPulses.expect(place, at);
    }

    /** The master stands. */
    public void stop(HostMicros moment) {
        onPulse(moment);
        if (running) {
            resumeAt = due.orElse(leadingPulses.upcoming());
        }
        running = false;
        toldOff = true;
        pulsedSince = false;
        due = OptionalDouble.empty();
    }

    /** The place from which the master will go on, in sixteenths from the beginning. */
    public void songPosition(int sixteenths, HostMicros moment) {
        onPulse(moment);
        resumeAt = sixteenths / (double) SIXTEENTHS;
        if (running) {
            due = OptionalDouble.of(resumeAt);
        }
    }

    /** What an OSC clock says of its transport: on after off begins anew with the next beat. */
    public void transport(boolean on, HostMicros moment) {
        if (!on) {
            stop(moment);
        } else if (toldOff || !leadingPulses.isHeard()) {
            start(moment);
        } else {
            onPulse(moment);
            running = true;
        }
    }

    /** Whether the master plays. */
    public boolean running() {
        return running;
    }

    /** Whether the pulse that it begins or goes on with is still to come. */
    public boolean awaitsPulse() {
        return due.isPresent();
    }

    /**
     * Where the master's beats lie; empty until a tempo is known, stated or heard. With a start, or
     * with the first beat, it is there before a second pulse has told the tempo: at the presumed
     * one, and waiting for that pulse just before its beat, since at any other tempo it would be
     * there too early.
     */
    public Optional<Timeline> line() {
        return leadingPulses.line();
    }

    /** What the line may be taken for. */
    public SyncLevel syncLevel() {
        return leadingPulses.line().isEmpty() ? SyncLevel.NOTHING : count.syncLevel();
    }

    /**
     * How often the master has set its place anew: by a start, a song position, a number that
     * leaps. When it changes, the line's beats are to be taken as they are; else they only move as
     * the tempo bends or as more becomes known of them.
     */
    public int locates() {
        return count.locates();
    }

    /** How far the last pulses came off the line: milliseconds, root mean square. */
    public double jitterMillis() {
        return leadingPulses.jitter() / 1000;
    }

    /**
     * When the master is lost unless something is heard before: of MIDI clock after a dozen ticks,
     * but half a second at least; of an OSC clock after two seconds, or some pulses if those come
     * more slowly. Not before a second pulse could have come. Never while it stands.
     */
    public HostMicros lostAt() {
        if (!running) {
            return HostMicros.NEVER;
        }
        double pulses = (midi ? PULSES_MISSED : SLOW_PULSES_MISSED) * leadingPulses.pulseMicros();
        long least = midi ? LEAST_SILENCE : MOST_SILENCE;
        long second = (long) leadingPulses.secondPulseMicros();
        return heardAt.plus(Math.max(second, Math.max(least, (long) pulses)));
    }

    private double pulsed(HostMicros moment) {
        pulsedSince = true;
        if (!midi && !toldOff) {
            running = true;
        }
        return onPulse(moment);
    }

    private double onPulse(HostMicros moment) {
        heardAt = moment.orLater(heardAt);
        return heardAt.micros();
    }
}
