package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.Pieces;
import io.downbeat.session.command.Command;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Next, previous, first, last, any and other, seen from the active clip. */
class RelativeLaunchTest {

    private final Rehearsal rehearsal = Rehearsal.of(Pieces.band());

    @Test
    @Tag("NEXT-1")
    void relativeLaunchesGoAroundTheEnds() {
        rehearsal
                .by("Drums", Command.Step.PREVIOUS)
                .by("Drums", Command.Step.NEXT)
                .by("Drums", Command.Step.PREVIOUS)
                .by("Drums", Command.Step.FIRST)
                .by("Drums", Command.Step.OTHER)
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
    void withNothingActiveNextIsTheFirstAndPreviousTheLast() {
        rehearsal.by("Drums", Command.Step.NEXT).by("Synth", Command.Step.PREVIOUS);

        rehearsal.heard("1.1 Drums plays Intro\n1.1 Synth plays Drop");
    }

    @Test
    @Tag("NEXT-3")
    void theOtherIsNeverTheOneThatPlays() {
        for (int roll = 0; roll < 3; roll++) {
            int rolled = roll;
            var rehearsal = Rehearsal.of(Pieces.band(), sides -> Math.min(rolled, sides - 1));
            rehearsal.launch("Drums/Verse").by("Drums", Command.Step.OTHER);

            assertEquals(List.of(1, 3, 4).get(roll), rehearsal.view().track(1).active());
        }
    }

    @Test
    @Tag("NEXT-4")
    void aRelativeLaunchCountsFromTheActiveClipWhateverWaits() {
        rehearsal.launch("Drums/Intro").at("1.2").launch("Drums/Drop", "bar").quietly();

        rehearsal.by("Drums", Command.Step.NEXT, "bar").at("2.2");
        rehearsal.heard(
                """
                1.2 Drums drops Drop
                1.2 Drums queues Verse for 2.1
                2.1 Drums plays Verse
                """);
    }
}
