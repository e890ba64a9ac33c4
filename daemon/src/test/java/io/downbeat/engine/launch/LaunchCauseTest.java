package io.downbeat.engine.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.engine.EngineScenario;
import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Event.LaunchCause;
import io.downbeat.session.model.LaunchMode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** An activation says who launched the clip, and by which transition its values change. */
@Tag("LAUNCH-13")
class LaunchCauseTest {

    private static final Transition TWO_BEATS =
            new Transition(2, Transition.Unit.BEATS, Curve.LINEAR);

    private final EngineScenario scenario =
            EngineScenario.of(
                            SampleSessions.piece()
                                    .track("Drums", "kick/decay")
                                    .clip("A", 0.5)
                                    .clip("B", 0.4)
                                    .mode(LaunchMode.REPEAT)
                                    .track("Synth", "gain/level")
                                    .clip("A", 0.1)
                                    .scene("One", "Drums/A", "Synth/A")
                                    .fade(2, Transition.Unit.BEATS, Curve.LINEAR)
                                    .done())
                    .at("1.2");

    private List<Event.ClipActivated> activated() {
        return scenario.events(Event.ClipActivated.class);
    }

    private void causes(LaunchCause... expected) {
        assertEquals(
                List.of(expected), activated().stream().map(Event.ClipActivated::cause).toList());
    }

    @Test
    void aClipThatAClientLaunchesNowOrOnABoundary() {
        scenario.launch("Drums/A", "instant");
        causes(LaunchCause.CLIENT);

        scenario.launch("Drums/A", "bar").at("2.1");
        causes(LaunchCause.CLIENT);

        scenario.by("Drums", Command.RelativeStep.NEXT, "instant");
        causes(LaunchCause.CLIENT);
    }

    @Test
    void allClipsOfASceneNowOrOnABoundary() {
        scenario.scene("One", "instant");
        causes(LaunchCause.SCENE, LaunchCause.SCENE);

        scenario.scene("One", "bar").at("2.1");
        causes(LaunchCause.SCENE, LaunchCause.SCENE);
    }

    @Test
    void aRepeatedClipKeepsItsClientAsCause() {
        scenario.scene("One", "instant").press("Drums/B", "beat").at("1.4");
        causes(
                LaunchCause.SCENE,
                LaunchCause.SCENE,
                LaunchCause.CLIENT,
                LaunchCause.CLIENT,
                LaunchCause.CLIENT);
    }

    @Test
    void theTransitionIsTheOneThatAppliesOnTheBeatOfTheActivation() {
        scenario.launch("Drums/A", "bar").at("2.1");
        assertEquals(TWO_BEATS, activated().getFirst().transition());

        scenario.fade("Drums/A", 0.5, "bar").at("3.1");
        assertEquals(TWO_BEATS.withLength(0.5), activated().getFirst().transition());
    }
}
