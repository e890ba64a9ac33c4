package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState.Status;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The count in a Link session: its beats, its bars, its tempo. */
class LinkClockTest {

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    @Test
    @Tag("CLOCK-1")
    void choosingLinkJoinsTheSessionAndRunsAloneUntilPeersAreFound() {
        scenario.at("1.3")
                .send(source(ClockSource.LINK))
                .heard("1.3 asks Link: join\n1.3 clock link searching");

        scenario.at("2.1");
        assertEquals(2, scenario.elapsed(), 1e-6);
    }

    @Test
    @Tag("CLOCK-2")
    void joiningTakesTempoAndBarsOverByTheShortestWay() {
        following()
                .link(100, 17.5, 1)
                .heard("1.2+0.5 count\n1.2+0.5 tempo 100.0\n1.2+0.5 clock link running");

        // Beat 17.5 of the session is 1.5 of its bar of four; we were at 1.
        assertEquals(1.5, scenario.position(), 1e-6);
        assertEquals(Status.RUNNING, scenario.view().clock().status());
    }

    @Test
    @Tag("CLOCK-2")
    void thePositionMovesBackIfThatIsShorter() {
        following().link(120, 8.25, 1).quietly();

        assertEquals(0.25, scenario.position(), 1e-6);
    }

    @Test
    @Tag("CLOCK-3")
    void launchesWhoseBoundaryAJumpPassesArePerformedAtOnce() {
        scenario.send(source(ClockSource.LINK)).at("1.4").launch("Drums/Drop", "bar").quietly();

        scenario.link(120, 100.5, 2)
                .heard("2.1+0.5 count\n2.1+0.5 clock link running\n2.1 Drums plays Drop");
    }

    @Test
    @Tag("CLOCK-3")
    void aBoundaryThatIsPassedAgainFiresOnlyOnce() {
        scenario.send(source(ClockSource.LINK))
                .at("1.4")
                .launch("Drums/Drop", "bar")
                .at("2.1")
                .quietly();

        scenario.link(120, 99, 2).at("2.2").heard("1.4 count\n1.4 clock link running");
    }

    @Test
    @Tag("CLOCK-4")
    void aTempoChangeAppliesToAllLinkPeers() {
        following().link(120, 1, 1).quietly();

        scenario.tempo(90).heard("1.2 tempo 90.0\n1.2 asks Link: tempo 90.0");
        scenario.link(60e6 / 666_667, 1, 1).heard("");
        assertEquals(90, scenario.view().transport().tempo().bpm());
    }

    @Test
    @Tag("CLOCK-4")
    void joiningNeverChangesTheSessionsTempo() {
        scenario.send(new Command.JoinLink(OnOffToggle.ON)).link(137.5, 3, 2).tempo(99).quietly();

        scenario.send(source(ClockSource.LINK));
        scenario.heard("1.1 clock link running\n0.4 count\n0.4 tempo 137.5");
    }

    @Test
    @Tag("CLOCK-5")
    void joiningLinkWithoutFollowingMovesNothing() {
        scenario.send(new Command.JoinLink(OnOffToggle.ON)).heard("1.1 asks Link: join");
        scenario.link(90, 7.3, 2).heard("");

        assertEquals(2, scenario.view().clock().peers());
        assertEquals(120, scenario.view().transport().tempo().bpm());
        scenario.tempo(130).heard("1.1 tempo 130.0");
    }

    @Test
    @Tag("CLOCK-6")
    void afterLeavingLinkTheTransportRunsOn() {
        following().link(100, 1, 1).quietly();
        scenario.send(new Command.JoinLink(OnOffToggle.OFF))
                .heard("1.2 clock internal running\n1.2 asks Link: leave");

        scenario.tempo(80).heard("1.2 tempo 80.0");
        assertEquals(0, scenario.view().clock().peers());
    }

    @Test
    @Tag("CLOCK-7")
    void aScenesTempoChangesTheSessionOnlyWithLinkLead() {
        var scenes = EngineScenario.of(TempoCommandTest.scenes()).send(source(ClockSource.LINK));
        scenes.scene("Fast", "instant").quietly();
        assertEquals(120, scenes.view().transport().tempo().bpm());

        scenes.send(new Command.LeadLink(OnOffToggle.ON)).scene("Fast", "instant");
        assertEquals(240, scenes.view().transport().tempo().bpm());
    }

    @Test
    @Tag("CLOCK-8")
    void startsAndStopsAreSharedIfSyncIsOn() {
        following().halt().heard("1.2 halts");
        scenario.play().send(new Command.ShareStartStop(OnOffToggle.ON)).quietly();

        scenario.halt().heard("1.2 halts\n1.2 asks Link: stop");
        scenario.play().heard("1.2 runs\n1.2 asks Link: start");
        scenario.send(new Command.FollowLinkStartStop(false)).heard("1.2 halts");
        scenario.launch("Drums/Drop").heard("1.2 Drums plays Drop\n1.2 runs");
    }

    @Test
    @Tag("CLOCK-9")
    void aTransportStartedInASessionStartsAtTheSessionsPlaceInTheBar() {
        var halted = EngineScenario.halted(SampleSessions.band()).send(source(ClockSource.LINK));
        halted.link(120, 42.5, 1).play();

        assertEquals(2.5, halted.position(), 1e-6);
    }

    @Test
    @Tag("CLOCK-10")
    void aResyncMovesOnlyOurPositionAndNotTheTimeOfTheBeat() {
        following().link(120, 1, 1).seconds(0.65).quietly();
        scenario.send(new Command.Resync());
        assertEquals(0.3, scenario.position(), 1e-6);

        // The session's next word must not undo it.
        scenario.link(120, 2.3, 1);
        assertEquals(0.3, scenario.position(), 1e-6);
        scenario.link(120, 3.3, 1);
        assertEquals(1.3, scenario.position(), 1e-6);
    }

    @Test
    @Tag("CLOCK-11")
    void aShiftByWholeBeatsPersists() {
        following().link(120, 1, 1).send(new Command.ShiftBeats(1)).quietly();
        assertEquals(2, scenario.position(), 1e-6);

        scenario.link(120, 1, 1);
        assertEquals(2, scenario.position(), 1e-6);
        scenario.send(new Command.ShiftBeats(-3)).link(120, 1, 1);
        assertEquals(3, scenario.position(), 1e-6);
    }

    @Test
    @Tag("CLOCK-15")
    void aProgramAloneInASessionMovesTheSessionsBarsWithItsOwn() {
        following().link(120, 1, 0).seconds(0.65).quietly();

        scenario.send(new Command.Resync()).heard("1.1 count\n1.3+0.3 asks Link: place");
        assertEquals(0, scenario.position(), 1e-6);
    }

    @Test
    @Tag("CLOCK-12")
    void aNudgeIsRefusedIfItWouldChangeLinkPeers() {
        following().send(new Command.Nudge(1)).heard("1.2 refused locked");
    }

    @Test
    @Tag("CLOCK-4")
    void aTempoRampChangesTheLinkTempoInSteps() {
        following().link(120, 1, 1).send(new Command.SetTempo(new Tempo(60), 4)).quietly();
        for (int frame = 0; frame < 200; frame++) {
            scenario.seconds(0.02);
            double heard = scenario.view().transport().timeline().tempo().bpm();
            scenario.link(heard, scenario.position(), 1);
        }

        assertEquals(60, scenario.view().transport().tempo().bpm());
    }

    private EngineScenario following() {
        return scenario.send(source(ClockSource.LINK)).at("1.2").quietly();
    }

    private static Command source(ClockSource source) {
        return new Command.SetClockSource(source);
    }
}
