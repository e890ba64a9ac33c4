package io.downbeat.clock;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;

/**
 * Where a master's beats lie on the host clock, learned from its pulses: MIDI clock or OSC clock.
 *
 * <p>What it says depends only on what it was told; it reads no clock. It is told in the order of
 * host time, by one thread. Not thread safe.
 */
public final class PulseFollower {

    private final boolean startsUntold;
    private Optional<Timeline> line = Optional.empty();
    private final Tempo presumed;
    private boolean running;

    private PulseFollower(Tempo presumed, boolean startsUntold) {
        this.presumed = presumed;
        this.startsUntold = startsUntold;
    }

    /**
     * A follower of MIDI clock: its ticks tell the tempo also while it stands, and it runs from a
     * start or a continue on. {@code presumed} is the tempo until two ticks have told it.
     */
    public static PulseFollower ofMidi(Tempo presumed) {
        return new PulseFollower(presumed, false);
    }

    /** A follower of an OSC clock: it runs from its first pulse on unless it says otherwise. */
    public static PulseFollower ofOsc(Tempo presumed) {
        return new PulseFollower(presumed, true);
    }

    /** The bars of the piece, in which beats and bars are counted. 4/4 until told. */
    public void meter(Meter meter) {}

    /** A 24th of a quarter has begun. */
    public void tick(HostMicros at) {
        pulsed(at);
    }

    /** A numbered tick; numbers tell lost and doubled ones apart, wherever they count from. */
    public void tick(int number, HostMicros at) {
        pulsed(at);
    }

    /** A quarter has begun. */
    public void beat(HostMicros at) {
        pulsed(at);
    }

    /** A numbered quarter, from 1 at the start or in the bar. */
    public void beat(int number, HostMicros at) {
        pulsed(at);
    }

    /** A bar has begun. */
    public void bar(HostMicros at) {
        pulsed(at);
    }

    /** A numbered bar, from 1 at the start. */
    public void bar(int number, HostMicros at) {
        pulsed(at);
    }

    /** How far the beat has gone, 0 to 1. */
    public void phase(double phase, HostMicros at) {
        pulsed(at);
    }

    /** The tempo by the master's own words. */
    public void stated(Tempo tempo, HostMicros at) {
        line = Optional.of(new Timeline(tempo, Beats.ZERO, at));
    }

    /** The master begins anew: its next pulse (OSC: its next beat) is beat zero. */
    public void start(HostMicros at) {
        running = true;
    }

    /** The master goes on from where it stopped, or from its song position, with its next pulse. */
    public void goOn(HostMicros at) {
        running = true;
    }

    /** The master stands. */
    public void stop(HostMicros at) {
        running = false;
    }

    /** The place from which the master will go on, in sixteenths from the beginning. */
    public void songPosition(int sixteenths, HostMicros at) {}

    /** What an OSC clock says of its transport: on after off begins anew. */
    public void transport(boolean on, HostMicros at) {
        running = on;
    }

    /** Whether the master plays. */
    public boolean running() {
        return running;
    }

    /** Where the master's beats lie; empty until a tempo is known, stated or heard. */
    public Optional<Timeline> line() {
        return line;
    }

    /** What the line may be taken for. */
    public Known known() {
        return line.isPresent() ? Known.PLACE : Known.NOTHING;
    }

    /**
     * How often the master has set its place anew: by a start, a song position, a number that
     * leaps. When it changes, the line's beats are to be taken as they are; else they only move as
     * the tempo bends.
     */
    public int locates() {
        return 0;
    }

    /** How far pulses lie off the line, in milliseconds (root mean square of the last ones). */
    public double jitterMillis() {
        return 0;
    }

    /** When the master is lost unless something is heard before; never while it stands. */
    public HostMicros lostAt() {
        return HostMicros.NEVER;
    }

    private void pulsed(HostMicros at) {
        running |= startsUntold;
        line = Optional.of(new Timeline(presumed, Beats.ZERO, at));
    }
}
