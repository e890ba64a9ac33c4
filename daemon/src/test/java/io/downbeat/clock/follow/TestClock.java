package io.downbeat.clock.follow;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

/**
 * A clock that a test controls: it plays at its tempo, and its messages reach a follower without
 * delay. Time moves only in {@code play} and {@code wait}.
 */
final class TestClock {

    private final PulseFollower follower;
    private double bpm;
    private double now = 5_000_000;
    private double beats;
    private int beatsABar = 4;

    TestClock(PulseFollower follower, double bpm) {
        this.follower = follower;
        this.bpm = bpm;
    }

    HostMicros now() {
        return new HostMicros(Math.round(now));
    }

    double beats() {
        return beats;
    }

    TestClock at(double tempo) {
        bpm = tempo;
        return this;
    }

    TestClock beatsABar(int number) {
        beatsABar = number;
        return this;
    }

    TestClock waits(double quarters) {
        now += quarters * 60e6 / bpm;
        beats += quarters;
        return this;
    }

    /** Sends ticks from now on, the last one just before the end. */
    TestClock ticks(double quarters) {
        for (int i = 0; i < Math.round(quarters * 24); i++) {
            follower.onTick(now());
            waits(1 / 24.0);
        }
        return this;
    }

    TestClock beats(int number) {
        for (int i = 0; i < number; i++) {
            follower.onBeat(now());
            waits(1);
        }
        return this;
    }

    /** Numbered beats, each in its bar. */
    TestClock beatsInBars(int number) {
        for (int i = 0; i < number; i++) {
            follower.onBeat((int) Math.floorMod(Math.round(beats), (long) beatsABar) + 1, now());
            waits(1);
        }
        return this;
    }

    /** Beats with these numbers. */
    TestClock numbers(int... numbers) {
        for (int number : numbers) {
            follower.onBeat(number, now());
            waits(1);
        }
        return this;
    }

    /** Phases, thirty a second. */
    TestClock phases(double quarters) {
        double end = beats + quarters;
        while (beats < end - 1e-9) {
            follower.onPhase(beats - Math.floor(beats), now());
            waits(bpm / 60 / 30);
        }
        return this;
    }

    /** The position that the follower computes. */
    double heardAs() {
        Timeline line = follower.line().orElseThrow();
        return line.beatsAt(now()).quarters();
    }

    /** By how many milliseconds the follower will be late on the beat after the next. */
    double millisOff(double next) {
        Timeline line = follower.line().orElseThrow();
        double truth = now + (next - beats) * 60e6 / bpm;
        return (line.momentOf(Beats.of(next)).micros() - truth) / 1000;
    }
}
