package io.downbeat.clock.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** An OSC master whose messages are doubled, lost or held up, or that begins at any tempo. */
class FaultyOscClockTest {
    private static final double BEAT = 500_000;
    private static final double TICK = BEAT / 24;

    private final PulseFollower follower = PulseFollower.ofOsc(new Tempo(120));
    private double begin = 1_000_000;

    @ParameterizedTest
    @ValueSource(doubles = {20, 40, 60, 70, 120, 200, 250, 300})
    @Tag("PULSE-10")
    void theSecondBeatAfterAStartIsCountedAsTheSecondAtAnyTempo(double bpm) {
        double[] before = {0, 120, 60, 70, 200, 300, 20};
        for (double other : before) {
            for (boolean numbered : new boolean[] {true, false}) {
                if (other > 0) {
                    run(other, 14, numbered);
                }
                run(bpm, 14, numbered);
                assertEquals(bpm, tempo(), bpm / 100, other + " then " + bpm);
                begin += 700_000;
            }
        }
    }

    @Test
    @Tag("PULSE-10")
    void aFloodOfPulsesHasNoEffectAfterTheNextStart() {
        for (int i = 0; i < 20_000; i++) {
            follower.onTick(at(begin + i * 20));
        }
        begin += 2_900_000;
        run(120, 12, true);
        assertEquals(120, tempo(), 0.5);
    }

    @ParameterizedTest
    @CsvSource({"tick,beat", "beat,tick", "bar,beat", "beat,bar", "bar,tick", "tick,bar"})
    @Tag("PULSE-10")
    void aRestartMayUseAnotherKindOfPulse(String first, String second) {
        for (String kind : List.of(first, second, first)) {
            restart();
            double step = kind.equals("tick") ? TICK : kind.equals("bar") ? 4 * BEAT : BEAT;
            for (double gone = 0; gone < 20 * BEAT; gone += step) {
                HostMicros moment = at(begin + gone);
                switch (kind) {
                    case "tick" -> follower.onTick(moment);
                    case "beat" -> follower.onBeat(moment);
                    default -> follower.onBar(moment);
                }
                if (gone < BEAT || gone > 12 * BEAT) {
                    assertEquals(gone / BEAT, heardAs(gone), 0.01, kind);
                }
            }
            begin += 20.9 * BEAT;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 800, 3_000, 6_000})
    @Tag("PULSE-11")
    void doubledTicksChangeNeitherPositionNorTempo(double later) {
        for (int seed = 1; seed <= 10; seed++) {
            List<Double> ticks = ticks(24, begin);
            var dice = new Random(seed);
            for (int i = 0; i < 20; i++) {
                ticks.add(ticks.get(100 + dice.nextInt(400)) + later);
            }
            playTicks(ticks, 120);
            begin += 40 * BEAT;
        }
    }

    @Test
    @Tag("PULSE-11")
    void aBeatWithOnlyDoubledTicksChangesNothing() {
        List<Double> ticks = ticks(24, begin);
        for (int i = 198; i < 222; i++) {
            ticks.add(ticks.get(i) + 1_000);
        }
        playTicks(ticks, 120);
    }

    @ParameterizedTest
    @CsvSource({"120,1", "120,3", "120,5", "200,3", "60,10", "90,0.2", "300,2"})
    @Tag("PULSE-13")
    void ticksThatAllArriveTwiceAreCountedOnce(double bpm, double millis) {
        for (int from : new int[] {0, 1, 60, 200}) {
            for (int seed = 1; seed <= 10; seed++) {
                var dice = new Random(seed);
                List<Double> ticks = new ArrayList<>();
                for (int i = 0; i < 24 * 24; i++) {
                    double due = begin + i * 60e6 / bpm / 24 + dice.nextDouble(200);
                    ticks.add(due);
                    if (i >= from) {
                        ticks.add(due + millis * 1_000 + dice.nextDouble(200));
                    }
                }
                playTicks(ticks, bpm);
                begin += 40 * 60e6 / bpm;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1_000, 5_000, 60_000})
    @Tag("PULSE-13")
    void beatsThatAllArriveTwiceAreCountedOnce(double later) {
        for (boolean numbered : new boolean[] {true, false}) {
            restart();
            for (int beat = 0; beat < 28; beat++) {
                beat(beat, numbered, begin + beat * BEAT);
                beat(beat, numbered, begin + beat * BEAT + later);
                assertEquals(beat, heardAs(beat * BEAT), 0.05);
            }
            assertEquals(120, tempo(), 0.5);
            begin += 29 * BEAT;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1_000, 3_000, 20_000, 100_000})
    @Tag("PULSE-11")
    void anyNumberOfDoubledBeatsInARowChangesNothing(double later) {
        for (boolean numbered : new boolean[] {true, false}) {
            for (int[] doubled : new int[][] {{12}, {12, 13}, {12, 13, 17}, {8, 9, 10, 14, 20}}) {
                restart();
                for (int beat = 0; beat < 28; beat++) {
                    beat(beat, numbered, begin + beat * BEAT);
                    for (int each : doubled) {
                        if (each == beat) {
                            beat(beat, numbered, begin + beat * BEAT + later);
                        }
                    }
                    assertEquals(beat, heardAs(beat * BEAT), 0.05);
                }
                assertEquals(120, tempo(), 0.5);
                begin += 29 * BEAT;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"120,30", "120,60", "120,150", "120,400", "200,150", "200,333", "90,150"})
    @Tag("PULSE-12")
    void delayedTicksThatArriveTogetherAreCountedOnceEach(double bpm, double millis) {
        for (int seed = 1; seed <= 10; seed++) {
            var dice = new Random(seed);
            double per = 60e6 / bpm;
            List<Double> ticks = new ArrayList<>();
            for (int i = 0; i < 40 * 24; i++) {
                double due = i * per / 24 + dice.nextDouble(-1_000, 1_000);
                double inEight = due / per % 8;
                double from = (Math.floor(due / per / 8) * 8 + 5.37) * per;
                boolean held = due > from && due < from + millis * 1_000 && due / per < 32;
                ticks.add(begin + (held ? from + millis * 1_000 + i * 8.0 - inEight : due));
            }
            playTicks(ticks, bpm);
            begin += 41 * per;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 30, 100})
    @Tag("PULSE-12")
    void randomlyLostTicksDoNotChangeThePosition(int from) {
        for (int seed = 1; seed <= 20; seed++) {
            var dice = new Random(seed);
            List<Double> all = ticks(24, begin);
            List<Double> left = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (i < from || dice.nextDouble() > 0.05) {
                    left.add(all.get(i));
                }
            }
            playTicks(left, 120);
            begin += 25 * BEAT;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {108, 132, 118, 90, 150})
    @Tag("PULSE-2")
    void aNewTempoOfBeatsIsFollowedWithinTwoBeats(double bpm) {
        for (boolean numbered : new boolean[] {true, false}) {
            var dice = new Random(3);
            DoubleUnaryOperator truth =
                    beat -> Math.min(beat, 24) * BEAT + Math.max(0, beat - 24) * 60e6 / bpm;
            restart();
            for (int beat = 0; beat < 48; beat++) {
                double due = truth.applyAsDouble(beat);
                beat(beat, numbered, begin + due + dice.nextDouble(-1_000, 1_000));
                if (beat < 24 || beat >= 26) {
                    double near = bpm == 118 ? 0.04 : 0.015;
                    assertEquals(beat, heardAs(due), near, numbered + " " + beat);
                }
            }
            begin += truth.applyAsDouble(49);
        }
    }

    @Test
    void exactBeatsHaveNoJitter() {
        for (double bpm : new double[] {133, 70}) {
            run(bpm, 40, true);
            assertEquals(0, follower.jitterMillis(), 0.01);
        }
    }

    private void run(double bpm, int beats, boolean numbered) {
        restart();
        double per = 60e6 / bpm;
        for (int beat = 0; beat < beats; beat++) {
            beat(beat, numbered, begin + beat * per);
            assertEquals(beat, heardAs(beat * per), 0.01, bpm + " beat " + beat);
        }
        begin += beats * per;
    }

    private void restart() {
        follower.onTransport(false, at(begin + 100_000));
        follower.onTransport(true, at(begin + 250_000));
        begin += 450_000;
    }

    private void beat(int beat, boolean numbered, double moment) {
        if (numbered) {
            follower.onBeat(beat + 1, at(moment));
        } else {
            follower.onBeat(at(moment));
        }
    }

    private static List<Double> ticks(int beats, double from) {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i < beats * 24; i++) {
            ticks.add(from + i * TICK);
        }
        return ticks;
    }

    private void playTicks(List<Double> ticks, double bpm) {
        double from = ticks.getFirst();
        double shift = begin;
        restart();
        shift = begin - shift;
        Collections.sort(ticks);
        for (double tick : ticks) {
            follower.onTick(at(tick + shift));
        }
        double gone = ticks.getLast() - from;
        assertEquals(gone / 60e6 * bpm, heardAs(gone + from + shift - begin), 0.03);
        assertEquals(bpm, tempo(), 1);
    }

    private double heardAs(double gone) {
        return follower.line().orElseThrow().beatsAt(at(begin + gone)).quarters();
    }

    private double tempo() {
        return follower.line().orElseThrow().tempo().bpm();
    }

    private static HostMicros at(double moment) {
        return new HostMicros(Math.round(moment));
    }
}
