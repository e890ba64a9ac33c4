package io.downbeat.clock.follow;

import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Learns from the pulses of a MIDI or OSC clock where its beats lie on the host clock. The finest
 * kind of pulse that is received leads; the coarser kinds only give the number of the beat. After a
 * loss the count has gone on at the last tempo.
 *
 * <p>The result depends only on the calls, which come in the order of host time; a moment before
 * the last one counts as the last one.
 */
public final class PulseFollower {

    /** Microseconds: a MIDI clock is lost after at least this. */
    private static final long LEAST_SILENCE = 500_000;

    /** Microseconds: an OSC clock is lost after at least this. */
    private static final long MOST_SILENCE = 2_000_000;

    /**
     * Ticks, half a quarter: a MIDI clock is lost after this many missed ticks, if that is longer.
     */
    private static final double PULSES_MISSED = 12;

    /** Pulses: the same for an OSC clock. */
    private static final double SLOW_PULSES_MISSED = 2.5;

    /** A MIDI song position counts sixteenths. */
    private static final int SIXTEENTHS = 4;

    private final boolean midi;
    private final PulseCountToSongBeat count = new PulseCountToSongBeat();
    private final FinestPulseKindTracker finestPulseKindTracker;
    private HostMicros lastMessageAt = new HostMicros(Long.MIN_VALUE);
    private boolean running;
    private boolean toldOff;
    private OptionalDouble due = OptionalDouble.empty();
    private double resumeAt;
    private boolean beatsHeard;
    private boolean pulsedSince;

    private PulseFollower(Tempo presumed, boolean midi) {
        this.midi = midi;
        this.finestPulseKindTracker = new FinestPulseKindTracker(presumed, count);
    }

    /**
     * A follower of MIDI clock. Its ticks give the tempo also while it is stopped, and it runs
     * after a start or a continue.
     *
     * @param presumed the tempo until two ticks have given it
     */
    public static PulseFollower ofMidi(Tempo presumed) {
        return new PulseFollower(presumed, true);
    }

    /**
     * A follower of an OSC clock. It runs from its first pulse on unless it says otherwise.
     *
     * @param presumed the tempo until two pulses or a statement have given it
     */
    public static PulseFollower ofOsc(Tempo presumed) {
        return new PulseFollower(presumed, false);
    }

    /** The time signature in which beats and bars are counted; 4/4 until set. */
    public void meter(Meter meter) {
        count.meter(meter);
    }

    /** A tick: a 24th of a quarter has passed. */
    public void onTick(HostMicros moment) {
        double at = onClockPulse(moment);
        finestPulseKindTracker.leads(PulseKind.TICK, at);
        if (due.isPresent() && !beatsHeard) {
            finestPulseKindTracker.locate(due.getAsDouble(), at);
            due = OptionalDouble.empty();
        } else {
            finestPulseKindTracker.next(PulseKind.TICK, at);
        }
    }

    /**
     * A numbered tick. The numbers may count from anywhere; they show lost and doubled ticks, and
     * that the clock paused.
     */
    public void onTick(int number, HostMicros moment) {
        if (finestPulseKindTracker.isCounted(number, onPulse(moment))) {
            onTick(moment);
        }
    }

    /** A quarter has begun. */
    public void onBeat(HostMicros moment) {
        onBeat(0, moment);
    }

    /** A numbered quarter, from 1 at the start or in the bar; below 1 the number says nothing. */
    public void onBeat(int number, HostMicros moment) {
        double at = onClockPulse(moment);
        beatsHeard = true;
        boolean leads = finestPulseKindTracker.leads(PulseKind.BEAT, at);
        if (due.isPresent()) {
            if (leads) {
                finestPulseKindTracker.locate(due.getAsDouble(), at);
            } else {
                count.locate(finestPulseKindTracker.pulseNear(at), due.getAsDouble());
            }
            due = OptionalDouble.empty();
            count.startWith(number);
        } else if (leads) {
            finestPulseKindTracker.onBeat(number, at);
        } else {
            finestPulseKindTracker.onBeatAmongFiner(number, at);
        }
    }

    /** A bar has begun. */
    public void onBar(HostMicros moment) {
        onBar(0, moment);
    }

    /** A numbered bar, from 1 at the start; below 1 the number says nothing. */
    public void onBar(int number, HostMicros moment) {
        double at = onClockPulse(moment);
        boolean leads = finestPulseKindTracker.leads(PulseKind.BAR, at);
        if (leads && due.isPresent()) {
            finestPulseKindTracker.locate(due.getAsDouble(), at);
            due = OptionalDouble.empty();
        } else if (leads) {
            finestPulseKindTracker.onBar(number, at);
        } else if (due.isEmpty()) {
            finestPulseKindTracker.onBarAmongFiner(number, at);
        }
    }

    /** How much of the beat has passed, 0 to 1; other values are ignored. */
    public void onPhase(double phase, HostMicros moment) {
        if (!(phase >= 0 && phase <= 1)) {
            return;
        }
        double at = onClockPulse(moment);
        if (finestPulseKindTracker.leads(PulseKind.PHASE, at)) {
            finestPulseKindTracker.onPhase(phase, at);
            if (due.isPresent() && !beatsHeard) {
                count.locate(finestPulseKindTracker.wholeFrom(), due.getAsDouble());
                due = OptionalDouble.empty();
            }
        }
    }

    /** The clock states its tempo. */
    public void onStatedTempo(Tempo tempo, HostMicros moment) {
        finestPulseKindTracker.stated(tempo, onPulse(moment));
    }

    /** The clock starts: its next pulse (OSC: its next beat) is beat zero. */
    public void onStart(HostMicros moment) {
        onRestartAt(0, moment);
    }

    /** The clock continues with its next pulse, from where it stopped or from its song position. */
    public void onRestart(HostMicros moment) {
        onRestartAt(resumeAt, moment);
    }

    private void onRestartAt(double place, HostMicros moment) {
        double at = onPulse(moment);
        if (toldOff && !pulsedSince) {
            finestPulseKindTracker.forget();
            beatsHeard = false;
        }
        running = true;
        toldOff = false;
        due = OptionalDouble.of(place);
        finestPulseKindTracker.expect(place, at);
    }

    /** The clock stops. */
    public void onStop(HostMicros moment) {
        onPulse(moment);
        if (running) {
            resumeAt = due.orElse(finestPulseKindTracker.upcoming());
        }
        running = false;
        toldOff = true;
        pulsedSince = false;
        due = OptionalDouble.empty();
    }

    /** The position from which the clock will continue, in sixteenths from the beginning. */
    public void onSongPosition(int sixteenths, HostMicros moment) {
        onPulse(moment);
        resumeAt = sixteenths / (double) SIXTEENTHS;
        if (running) {
            due = OptionalDouble.of(resumeAt);
        }
    }

    /** The transport message of an OSC clock: on after off restarts with the next beat. */
    public void onTransport(boolean on, HostMicros moment) {
        if (!on) {
            onStop(moment);
        } else if (toldOff || !finestPulseKindTracker.isReceived()) {
            onStart(moment);
        } else {
            onPulse(moment);
            running = true;
        }
    }

    /** Whether the clock plays. */
    public boolean running() {
        return running;
    }

    /** Whether the pulse with which the clock starts or continues is still to come. */
    public boolean awaitsPulse() {
        return due.isPresent();
    }

    /**
     * The timeline of the clock's beats; empty until a tempo is known, stated or presumed. After a
     * start or a first beat it exists before a second pulse has given the tempo: at the presumed
     * tempo, waiting for that pulse just before its beat.
     */
    public Optional<Timeline> line() {
        return finestPulseKindTracker.line();
    }

    /** How much is known of the clock. */
    public ClockSyncLevel clockSyncLevel() {
        return finestPulseKindTracker.line().isEmpty()
                ? ClockSyncLevel.NOTHING
                : count.clockSyncLevel();
    }

    /**
     * How often the clock has set its position: by a start, a song position, or a number that
     * jumps. When this changes, the timeline's beats are to be taken as they are; otherwise they
     * only move as the tempo changes or as more becomes known.
     */
    public int locates() {
        return count.locates();
    }

    /** The root mean square of the last pulses' errors, in milliseconds. */
    public double jitterMillis() {
        return finestPulseKindTracker.jitter() / 1000;
    }

    /**
     * When the clock is lost unless a pulse arrives before. A MIDI clock: after a dozen ticks, at
     * least half a second. An OSC clock: after two seconds, or some pulses if those come more
     * slowly; not before a second pulse could have come. Never while it is stopped.
     */
    public HostMicros lostAt() {
        if (!running) {
            return HostMicros.NEVER;
        }
        double pulses =
                (midi ? PULSES_MISSED : SLOW_PULSES_MISSED) * finestPulseKindTracker.pulseMicros();
        long least = midi ? LEAST_SILENCE : MOST_SILENCE;
        long second = (long) finestPulseKindTracker.secondPulseMicros();
        return lastMessageAt.plus(Math.max(second, Math.max(least, (long) pulses)));
    }

    private double onClockPulse(HostMicros moment) {
        pulsedSince = true;
        if (!midi && !toldOff) {
            running = true;
        }
        return onPulse(moment);
    }

    private double onPulse(HostMicros moment) {
        lastMessageAt = moment.orLater(lastMessageAt);
        return lastMessageAt.micros();
    }
}
