package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Next, previous, first, last, any and other, seen from the active clip. */
class RelativeLaunchTargetFinderTest {

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    @Test
    @Tag("NEXT-1")
    void relativeLaunchesWrapAroundTheEnds() {
        scenario.by("Drums", Command.RelativeStep.PREVIOUS)
                .by("Drums", Command.RelativeStep.NEXT)
                .by("Drums", Command.RelativeStep.PREVIOUS)
                .by("Drums", Command.RelativeStep.FIRST)
                .by("Drums", Command.RelativeStep.OTHER)
                .heard(
                        """
                        1.1 Drums plays Drop
                        1.1 Drums plays Intro
                        1.1 Drums plays Drop
                        1.1 Drums plays Intro
                        1.1 Drums plays Chorus
                        """);
    }

    @Test
    @Tag("NEXT-2")
    void withoutAnActiveClipNextIsTheFirstAndPreviousTheLast() {
        scenario.by("Drums", Command.RelativeStep.NEXT).by("Synth", Command.RelativeStep.PREVIOUS);

        scenario.heard("1.1 Drums plays Intro\n1.1 Synth plays Drop");
    }

    @Test
    @Tag("NEXT-3")
    void otherNeverChoosesTheActiveClip() {
        for (int roll = 0; roll < 3; roll++) {
            int rolled = roll;
            var scenario =
                    EngineScenario.of(SampleSessions.band(), sides -> Math.min(rolled, sides - 1));
            scenario.launch("Drums/Verse").by("Drums", Command.RelativeStep.OTHER);

            assertEquals(List.of(1, 3, 4).get(roll), scenario.view().track(1).active());
        }
    }

    @Test
    @Tag("NEXT-4")
    void aRelativeLaunchCountsFromTheActiveClipNotTheQueuedOne() {
        scenario.launch("Drums/Intro").at("1.2").launch("Drums/Drop", "bar").quietly();

        scenario.by("Drums", Command.RelativeStep.NEXT, "bar").at("2.2");
        scenario.heard(
                """
                1.2 Drums drops Drop
                1.2 Drums queues Verse for 2.1
                2.1 Drums plays Verse
                """);
    }
}
