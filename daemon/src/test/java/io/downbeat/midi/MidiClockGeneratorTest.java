package io.downbeat.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A tick lasts ten milliseconds here: 250 quarters a minute. */
class MidiClockGeneratorTest {
    private static final Tempo TEN_MILLIS = new Tempo(250);

    private final MidiClockGenerator ticks = new MidiClockGenerator();
    private final List<String> said = new ArrayList<>();
    private HostMicros now = new HostMicros(1_000_000);

    @Test
    void beforeTheFirstPositionNothingIsSent() {
        assertEquals(HostMicros.NEVER, ticks.next());
    }

    @Test
    void aStartIsSentWithTheFirstTick() {
        play(at(0, now), true);
        passing(35);

        heard("START+0 TICK+0 TICK+10 TICK+20 TICK+30");
    }

    @Test
    @Tag("MIDI-1")
    void aStartAheadOfTimeIsSentOnTheBeat() {
        play(at(0, now.plus(25_000)), true);
        passing(50);

        heard("TICK+0 TICK+10 START+25 TICK+25 TICK+35 TICK+45");
    }

    @Test
    void ticksGiveTheTempoWhileStopped() {
        play(at(7, now), false);
        passing(35);

        heard("TICK+0 TICK+10 TICK+20 TICK+30");
    }

    @Test
    void aStopIsSentAtOnceAndTicksContinue() {
        play(at(0, now), true);
        passing(15);
        play(at(0, now), false);
        passing(25);

        heard("START+0 TICK+0 TICK+10 STOP+15 TICK+25 TICK+35");
    }

    @Test
    @Tag("MIDI-1")
    void aContinueIsSentOnTheNextSixteenth() {
        play(at(5.125, now), true);
        passing(45);

        heard("TICK+0 TICK+10 TICK+20 21/16+30 CONTINUE+30 TICK+30 TICK+40");
    }

    @Test
    @Tag("MIDI-2")
    void aNewTempoMovesTheNextTickAndLosesNone() {
        Timeline line = at(0, now);
        play(line, true);
        passing(25);
        play(new Timeline(new Tempo(125), line.beatsAt(now), now), true);
        passing(45);

        heard("START+0 TICK+0 TICK+10 TICK+20 TICK+35 TICK+55");
    }

    @Test
    @Tag("MIDI-2")
    void aSmallMoveBackDoublesNoTick() {
        play(at(0, now), true);
        passing(25);
        play(at(0.5 / 24, now), true);
        passing(40);

        heard("START+0 TICK+0 TICK+10 TICK+20 TICK+50 TICK+60");
    }

    @Test
    void aSmallMoveForwardLosesNoTick() {
        play(at(0, now), true);
        passing(25);
        play(at(4.5 / 24, now), true);
        passing(10);

        heard("START+0 TICK+0 TICK+10 TICK+20 TICK+25 TICK+25 TICK+30");
    }

    @Test
    @Tag("MIDI-3")
    void aJumpIsSentAsStopSongPositionAndContinue() {
        play(at(0, now), true);
        passing(15);
        play(at(32, now), true);
        passing(15);

        heard("START+0 TICK+0 TICK+10 STOP+15 128/16+15 CONTINUE+15 TICK+15 TICK+25");
    }

    @Test
    void aJumpToTheBeginningIsSentAsStart() {
        play(at(9, now), true);
        passing(15);
        play(at(0, now), true);
        passing(15);

        heard("36/16+0 CONTINUE+0 TICK+0 TICK+10 STOP+15 START+15 TICK+15 TICK+25");
    }

    @Test
    void afterSuspendNoBurstOfTicksIsSent() {
        play(at(0, now), true);
        passing(5);
        now = now.plus(10_000_000);
        passing(30);

        assertTrue(said.size() < 12, said::toString);
        assertTrue(said.contains("STOP+10006"), said::toString);
        assertTrue(said.contains("CONTINUE+10020"), said::toString);
    }

    @Test
    void songPositionsOfLongSongsWrapAround() {
        assertEquals(new SongPosition(0), SongPosition.of(16_384));
        assertEquals(new SongPosition(0x3FFF), SongPosition.of(0x7F, 0x7F));
    }

    private Timeline at(double quarters, HostMicros moment) {
        return new Timeline(TEN_MILLIS, Beats.of(quarters), moment);
    }

    private void play(Timeline line, boolean playing) {
        said(ticks.follow(line, playing, now));
        said(ticks.due(now));
    }

    /** Lets time go by, millisecond for millisecond. */
    private void passing(int millis) {
        for (int i = 0; i < millis; i++) {
            now = now.plus(1_000);
            said(ticks.due(now));
        }
    }

    private void said(List<MidiClockMessage> words) {
        for (MidiClockMessage word : words) {
            String text =
                    switch (word) {
                        case MidiRealTimeMessage pulse -> pulse.toString();
                        case SongPosition position -> position.sixteenths() + "/16";
                    };
            said.add(text + "+" + (now.micros() - 1_000_000) / 1_000);
        }
    }

    private void heard(String expected) {
        assertEquals(expected, String.join(" ", said));
    }
}
