package io.downbeat.session.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.SampleSessions;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The rules of launching that need no state. */
class LaunchCalculationsTest {

    private final Random dice = new Random(12);

    @Test
    void withoutAGridALaunchIsDueAtOnce() {
        Timeline line = line();

        assertEquals(
                Beats.of(1.3),
                LaunchCalculations.due(
                        Quantize.INSTANT.grid(Meter.COMMON),
                        line,
                        Beats.of(1.3),
                        line.momentOf(Beats.of(1.3)),
                        250_000));
    }

    @Test
    void aLaunchInTheMicrosecondOfABoundaryIsOnIt() {
        for (int n = 0; n < 20_000; n++) {
            Timeline line = line();
            Quantize quantize = List.of(Quantize.values()).get(1 + dice.nextInt(8));
            var grid = quantize.grid(new Meter(1 + dice.nextInt(16), 8)).orElseThrow();
            Beats boundary = grid.point(dice.nextInt(200));
            HostMicros now = line.momentOf(boundary);
            Beats due = LaunchCalculations.due(Optional.of(grid), line, line.beatsAt(now), now, 0);

            assertEquals(boundary, due);
        }
    }

    @Test
    void aLaunchIsDueAtTheNextBoundaryUnlessItIsWithinTheLateWindow() {
        for (int n = 0; n < 20_000; n++) {
            Timeline line = line();
            var grid = List.of(Quantize.values()).get(1 + dice.nextInt(8)).grid(Meter.COMMON);
            HostMicros now = line.start().plus(dice.nextInt(60_000_000));
            Beats here = line.beatsAt(now);
            long late = dice.nextInt(250_000);
            Beats due = LaunchCalculations.due(grid, line, here, now, late);
            Beats passed = grid.orElseThrow().previous(here);
            boolean stillOnIt = now.since(line.momentOf(passed)) <= late;

            assertEquals(stillOnIt ? passed : grid.orElseThrow().next(here), due);
        }
    }

    @Test
    void aTagUpToTenMillisecondsAfterTheBoundaryIsOnIt() {
        var line = new Timeline(new Tempo(120), Beats.ZERO, new HostMicros(0));
        var bars = Meter.COMMON.bars(1);
        var here = Beats.of(4.3);

        assertEquals(Optional.of(Beats.of(4)), tagged(line, here, 2_000_000));
        assertEquals(Optional.of(Beats.of(4)), tagged(line, here, 2_010_000));
        assertEquals(Optional.empty(), tagged(line, here, 2_010_001));
        assertEquals(Optional.empty(), tagged(line, here, 1_999_999));
        assertEquals(Beats.of(4), bars.previous(here));
    }

    @Test
    void theLaunchsQuantizationWinsThenTheClipsThenTheGlobalOne() {
        Clip plain = SampleSessions.band().session().track(1).orElseThrow().clips().getFirst();
        Clip own = plain.withQuantize(Optional.of(Quantize.BEAT));
        GlobalLaunchSettings settings = GlobalLaunchSettings.USUAL.withQuantize(Quantize.BAR);

        assertEquals(
                Quantize.HALF,
                LaunchCalculations.quantize(Optional.of(Quantize.HALF), own, settings));
        assertEquals(Quantize.BEAT, LaunchCalculations.quantize(Optional.empty(), own, settings));
        assertEquals(Quantize.BAR, LaunchCalculations.quantize(Optional.empty(), plain, settings));
    }

    @Test
    void missingForeignAndLockedParametersAreSkippedWithAReason() {
        GraphFileContents loaded =
                SampleSessions.piece()
                        .track("Drums", "kick/decay", "kick/pitch", "snare/tone")
                        .clip("One", 1, 2, 3)
                        .lock("kick/pitch")
                        .done();
        Track owner = loaded.session().track(1).orElseThrow();
        Clip clip = owner.clips().getFirst();
        var gone = new Clip.Stored(new ParamPath("hat", "open"), ParamValue.of(1));
        var track =
                new Track(
                        owner.id(),
                        owner.name(),
                        List.of("kick"),
                        owner.clips(),
                        owner.transition(),
                        false,
                        "");

        var writes = LaunchCalculations.writes(loaded.graph(), track, withGone(clip, gone));

        assertEquals("[#0=1]", writes.values().toString());
        assertEquals(
                List.of("kick/pitch locked", "snare/tone not-owned", "hat/open gone"),
                writes.skipped());
    }

    private static Clip withGone(Clip clip, Clip.Stored gone) {
        return new Clip(
                clip.id(),
                clip.name(),
                clip.values(),
                List.of(gone),
                clip.quantize(),
                clip.mode(),
                clip.transition(),
                clip.follow(),
                clip.color());
    }

    private static Optional<Beats> tagged(Timeline line, Beats here, long tag) {
        return LaunchCalculations.tagged(
                Meter.COMMON.bars(1), line, here, new HostMicros(tag), 10_000);
    }

    private Timeline line() {
        return new Timeline(
                new Tempo(20 + dice.nextDouble() * 280),
                Beats.micro(dice.nextInt(5_000_000)),
                new HostMicros(dice.nextInt(1_000_000)));
    }
}
