package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.fade.Curve;
import io.downbeat.fade.FadeTiming;
import io.downbeat.fade.Transition.Unit;
import io.downbeat.fade.TransitionChange;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalDouble;

/** Which transition a launch takes, and what is announced of it. */
class TransitionTest {

    private static final ObjectReference ONE = ObjectReference.position(1);

    private static SampleSessions two() {
        return SampleSessions.piece()
                .track("Drums", "kick/decay")
                .clip("Low", 0)
                .clip("High", 1)
                .live("kick/decay", 0);
    }

    private static Command.SetFade fade(double length) {
        return new Command.SetFade(new TransitionChange.Length(length));
    }

    /** The timing of what the first track is fading to. */
    private static Optional<FadeTiming> timing(EngineScenario scenario) {
        return scenario.view().track(1).fadeTiming();
    }

    private static Beats length(EngineScenario scenario) {
        return timing(scenario).orElseThrow().length();
    }

    @Test
    @Tag("TRANSITION-1")
    void theClipsTransitionWinsOverTheTracksAndThatOverTheDefault() {
        var global = EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done());
        assertEquals(Beats.of(4), length(global.launch("Drums/High")));

        var loaded =
                two().clipFade(3, Unit.SECONDS)
                        .trackFade(5, Unit.BEATS)
                        .fade(1, Unit.BARS, Curve.LINEAR)
                        .done();
        assertEquals(Beats.of(5), length(EngineScenario.of(loaded).launch("Drums/Low")));
        assertEquals(Beats.of(6), length(EngineScenario.of(loaded).launch("Drums/High")));
    }

    @Test
    @Tag("TRANSITION-2")
    void theLaunchsOwnLengthUsesTheUnitThatAppliesToTheClip() {
        var loaded = two().clipFade(1, Unit.BEATS).fade(1, Unit.BARS, Curve.EXP).done();
        assertEquals(Beats.of(2), length(EngineScenario.of(loaded).fade("Drums/High", 2)));

        var other = EngineScenario.of(loaded).fade("Drums/Low", 2);
        assertEquals(Beats.of(8), length(other));
        assertEquals(Curve.EXP, timing(other).orElseThrow().curve());
    }

    @Test
    @Tag("TRANSITION-3")
    void aLengthOfZeroIsACutForAnyClip() {
        var loaded = two().clipFade(4, Unit.BARS).done();
        var scenario = EngineScenario.of(loaded).withValues().fade("Drums/High", 0);
        scenario.heard("1.1 Drums plays High\n1.1 launch kick/decay=1");
        assertTrue(timing(scenario).isEmpty());
    }

    @Test
    @Tag("TRANSITION-4")
    void aScenesOwnLengthAppliesToAllItsClips() {
        var loaded =
                two().clipFade(4, Unit.BARS)
                        .track("Synth", "gain/level")
                        .clip("Loud", 1)
                        .live("gain/level", 0)
                        .scene("Up", "Drums/High", "Synth/Loud")
                        .done();
        var scenario = EngineScenario.of(loaded);
        scenario.send(
                new Command.LaunchScene(ONE, Optional.of(Quantize.BAR), OptionalDouble.of(0.5)));
        scenario.at("1.2");
        assertEquals(Beats.of(2), length(scenario));
        assertEquals(Beats.of(2), scenario.view().track(2).fadeTiming().orElseThrow().length());
    }

    @Test
    @Tag("TRANSITION-5")
    void theSettingsAtTheBoundaryApply() {
        var scenario = EngineScenario.of(two().done());
        scenario.at("1.2").launch("Drums/High", "bar").send(fade(2)).at("2.2");
        assertEquals(
                new FadeTiming(Beats.of(4), Beats.of(8), Curve.LINEAR), timing(scenario).get());
    }

    @Test
    @Tag("TRANSITION-6")
    void aQueuedLaunchThatBecomesAFadeIsAnnouncedAgain() {
        var scenario = EngineScenario.of(two().done()).at("1.2").launch("Drums/High", "bar");
        UpcomingBoundary cut = scenario.lastTurn().upcoming().getFirst();
        assertFalse(cut.launches().getFirst().values().isEmpty());

        scenario.send(fade(2));
        UpcomingBoundary faded = scenario.lastTurn().upcoming().getFirst();
        assertTrue(faded.launches().getFirst().values().isEmpty());
        assertNotEquals(cut.revision(), faded.revision());

        scenario.send(fade(3));
        assertEquals(faded, scenario.lastTurn().upcoming().getFirst());

        scenario.send(new Command.SetTrackFade(ONE, new TransitionChange.Length(0)));
        assertEquals(cut.launches(), scenario.lastTurn().upcoming().getFirst().launches());
    }

    @Test
    @Tag("TRANSITION-7")
    void settingOnePartCopiesTheOthersFromTheInheritedTransition() {
        var scenario = EngineScenario.of(two().fade(2, Unit.BEATS, Curve.SMOOTH).done());
        scenario.send(new Command.SetTrackFade(ONE, new TransitionChange.Length(3)));
        var track = scenario.view().session().track(1).orElseThrow();
        assertEquals(
                "Transition[length=3.0, unit=BEATS, curve=SMOOTH]",
                track.transition().get().toString());

        scenario.send(new Command.SetClipFade(ONE, ONE, new TransitionChange.Unit(Unit.BARS)));
        var clip = scenario.view().session().track(1).orElseThrow().clip(1).orElseThrow();
        assertEquals(
                "Transition[length=3.0, unit=BARS, curve=SMOOTH]",
                clip.transition().get().toString());

        scenario.send(new Command.SetClipFade(ONE, ONE, new TransitionChange.Inherit()));
        scenario.send(new Command.SetTrackFade(ONE, new TransitionChange.Inherit()));
        assertEquals(
                EngineScenario.of(two().fade(2, Unit.BEATS, Curve.SMOOTH).done()).view().session(),
                scenario.view().session());
    }

    @Test
    @Tag("TRANSITION-8")
    void aTransitionOfATrackOrClipIsAnEditAndTheDefaultIsNot() {
        var scenario = EngineScenario.of(two().done()).send(fade(2));
        assertFalse(scenario.view().edited());

        scenario.send(new Command.SetTrackFade(ONE, new TransitionChange.Length(2)));
        assertTrue(scenario.view().edited());
    }

    @Test
    @Tag("TRANSITION-9")
    void aRepeatedLaunchKeepsItsOwnLength() {
        var loaded = two().mode(LaunchMode.REPEAT).done();
        var scenario = EngineScenario.of(loaded);
        scenario.send(
                new Command.LaunchClip(
                        ONE,
                        ObjectReference.position(2),
                        Optional.of(Quantize.BAR),
                        true,
                        OptionalDouble.of(0.25)));
        scenario.at("2.1");
        assertEquals(
                new FadeTiming(Beats.of(4), Beats.of(1), Curve.LINEAR), timing(scenario).get());
    }
}
