package io.downbeat.engine;

import static io.downbeat.engine.ArrangementSteps.arrangement;
import static io.downbeat.engine.ArrangementSteps.events;
import static io.downbeat.engine.ArrangementSteps.mode;
import static io.downbeat.engine.ArrangementSteps.play;
import static io.downbeat.engine.ArrangementSteps.position;
import static io.downbeat.engine.ArrangementSteps.record;
import static io.downbeat.engine.ArrangementSteps.recorded;
import static io.downbeat.engine.ArrangementSteps.seek;
import static io.downbeat.engine.ArrangementSteps.status;
import static io.downbeat.engine.ArrangementSteps.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.ArrangementStatus;
import io.downbeat.session.view.ClockSource;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Recording and playing the arrangement, in bars and beats. */
class ArrangementTest {

    @Test
    @Tag("ARRANGEMENT-5")
    void aTakeHasWhatWasPlayedWithItsBeats() {
        assertEquals(
                """
                0.0 sc_intro
                0.0 tr_drums/c_tr_drums_1 by scene
                0.0 tr_synth/c_tr_synth_1 by scene
                0.0 tr_visual/c_tr_visual_1 by scene
                8.0 tr_drums/c_tr_drums_2
                12.0 stop tr_synth
                20.0 tr_drums/c_tr_drums_4\
                """
                        .strip(),
                events(recorded()));
        assertEquals(32, arrangement(recorded()).length().quarters());
        assertEquals(1, arrangement(recorded()).moves());
    }

    @Test
    @Tag("ARRANGEMENT-5")
    void aTakeWaitsForTheTransport() {
        var scenario = record(EngineScenario.halted(SampleSessions.band()), true);
        assertEquals(ArrangementStatus.RecordStatus.ARMED, status(scenario).record());

        scenario.seconds(1).play().at("1.3");

        assertEquals(ArrangementStatus.RecordStatus.RECORDING, status(scenario).record());
        assertEquals(2, position(scenario));
    }

    @Test
    @Tag("ARRANGEMENT-6")
    void launchesAreQueuedOneBeatAheadAndLeaveOnTheirBeats() {
        var scenario = play(recorded().at("15.1"));
        scenario.heard(
                """
                15.1 Drums stops Drop
                15.1 Visual stops Intro
                15.1 scene Intro
                15.1 Drums plays Intro
                15.1 Synth plays Intro
                15.1 Visual plays Intro\
                """);
        scenario.at("22.4")
                .heard(
                        """
                        16.4 Drums queues Verse for 17.1
                        17.1 Drums plays Verse
                        17.4 Synth queues stop for 18.1
                        18.1 Synth stops Intro
                        19.4 Drums queues Drop for 20.1
                        20.1 Drums plays Drop\
                        """);
        assertTrue(status(scenario).playing());
        scenario.at("23.1");
        assertFalse(status(scenario).playing());
        assertEquals(0, position(scenario));
    }

    @Test
    @Tag("ARRANGEMENT-6")
    void playWaitsForItsBoundaryAndIsPreparedAhead() {
        var scenario = play(recorded().at("14.2"), "bar");
        scenario.at("15.2")
                .heard(
                        """
                        14.4 scene Intro queued for 15.1
                        14.4 Drums queues Intro for 15.1
                        14.4 Synth queues Intro for 15.1
                        14.4 Visual queues Intro for 15.1
                        15.1 Drums stops Drop
                        15.1 Visual stops Intro
                        15.1 scene Intro
                        15.1 Drums plays Intro
                        15.1 Synth plays Intro
                        15.1 Visual plays Intro\
                        """);
    }

    @Test
    @Tag("ARRANGEMENT-6")
    void aPlayAtOnceTakesThePlaceOfOneThatWaits() {
        var scenario = play(play(recorded().at("14.4"), "bar"), "instant");
        scenario.at("15.2")
                .heard(
                        """
                        14.4 scene Intro queued for 15.1
                        14.4 Drums queues Intro for 15.1
                        14.4 Synth queues Intro for 15.1
                        14.4 Visual queues Intro for 15.1
                        14.4 Drums drops Intro
                        14.4 Synth drops Intro
                        14.4 Visual drops Intro
                        14.4 scene Intro dropped
                        14.4 Drums stops Drop
                        14.4 Visual stops Intro
                        14.4 scene Intro
                        14.4 Drums plays Intro
                        14.4 Synth plays Intro
                        14.4 Visual plays Intro\
                        """);
    }

    @Test
    @Tag("ARRANGEMENT-7")
    void seekRestoresWhatStoodThereWithTheFadeInProgress() {
        var scenario = seek(recorded().at("15.1"), 24);

        assertEquals(4, scenario.view().track(1).active());
        assertEquals(0, scenario.view().track(2).active());
        assertEquals(0.7, value(scenario, "gain/level"));
        assertEquals((0.4 + 0.28) / 2, value(scenario, "kick/decay"), 1e-6);
        scenario.at("15.3");
        assertEquals(0.4 + (0.28 - 0.4) * 0.75, value(scenario, "kick/decay"), 0.005);
        assertEquals(24, position(scenario));
    }

    @Test
    @Tag("ARRANGEMENT-7")
    void playFromTheMiddleGoesOnAsThePerformanceDid() {
        var scenario = play(seek(recorded().at("15.1"), 10).quietly());
        scenario.at("18.2")
                .heard(
                        """
                        15.2 Synth queues stop for 15.3
                        15.3 Synth stops Intro
                        17.2 Drums queues Drop for 17.3
                        17.3 Drums plays Drop\
                        """);
    }

    @Test
    @Tag("ARRANGEMENT-8")
    void aLaunchByHandTakesItsTrackOverUntilItIsReturned() {
        var scenario = play(recorded().at("15.1")).quietly();
        scenario.at("16.2").launch("1/3", "instant").quietly().at("17.2");
        scenario.heard("");
        scenario.at("18.2").heard("17.4 Synth queues stop for 18.1\n18.1 Synth stops Intro");

        scenario.send(new Command.ReturnTrackToArrangement(ObjectReference.of("1")));

        scenario.heard("18.2 Drums plays Verse");
        assertEquals(0.4, value(scenario, "kick/decay"));
        scenario.at("20.2").heard("19.4 Drums queues Drop for 20.1\n20.1 Drums plays Drop");
    }

    @Test
    @Tag("ARRANGEMENT-8")
    void whatAHandHasQueuedIsNotReplaced() {
        var scenario = play(recorded().at("15.1")).quietly();
        scenario.at("16.2").launch("1/3", "4bar").at("18.1");

        scenario.heard(
                """
                16.2 Drums queues Chorus for 17.1
                17.1 Drums plays Chorus
                17.4 Synth queues stop for 18.1
                18.1 Synth stops Intro\
                """);
    }

    @Test
    @Tag("ARRANGEMENT-8")
    void aParameterMovedByHandIsLeftAloneUntilItIsReturned() {
        var scenario = play(recorded().at("15.1"));
        scenario.at("16.1").hand("gain/level", 0.3).at("16.3");
        assertEquals(0.3, value(scenario, "gain/level"));

        scenario.send(new Command.ReturnToArrangement());

        assertEquals(0.7, value(scenario, "gain/level"));
    }

    @Test
    @Tag("ARRANGEMENT-9")
    void followActionsAndCueListsLeaveItsTracksAlone() {
        var session =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("A", 0.1)
                        .follow(FollowAction.Kind.NEXT, 2)
                        .clip("B", 0.2)
                        .live("kick/decay", 0)
                        .scene("One", "Drums/A")
                        .scene("Two", "Drums/B")
                        .cueList("Show")
                        .step("Two", CueList.Advance.MANUAL, 1)
                        .done();
        var scenario = record(EngineScenario.of(session), true);
        scenario.launch("1/1").at("1.2").launch("1/1").at("3.1");
        record(scenario, false).stop("1").at("4.1");
        play(scenario).quietly();

        scenario.go("1", "instant").at("5.4");

        scenario.heard(
                """
                4.1 scene Two
                4.1 cue Show/1
                4.2 Drums plays A
                4.3 Drums queues B for 4.4
                4.4 Drums plays B\
                """);
    }

    @Test
    @Tag("ARRANGEMENT-10")
    void aClipThatIsGoneIsSkippedWithAWarning() {
        var scenario = recorded().at("15.1");
        scenario.edit(new Edit.DeleteClip(new ClipId(new TrackId("tr_drums"), "c_tr_drums_2")));
        play(scenario).quietly().events(Event.class);

        scenario.at("18.2");

        assertEquals(1, scenario.events(Event.ArrangementSkipped.class).size());
        assertEquals(1, scenario.view().track(1).active());
    }

    @Test
    @Tag("ARRANGEMENT-10")
    void aDeletedTrackIsLeftOutAndAMovedOneIsFound() {
        var scenario = play(recorded().at("15.1")).quietly();
        scenario.at("16.1");
        scenario.edit(new Edit.DeleteTrack(new TrackId("tr_synth")));
        scenario.edit(new Edit.MoveTrack(new TrackId("tr_drums"), 2)).quietly();

        scenario.at("20.2")
                .heard(
                        """
                        16.4 Drums queues Verse for 17.1
                        17.1 Drums plays Verse
                        19.4 Drums queues Drop for 20.1
                        20.1 Drums plays Drop\
                        """);
    }

    @Test
    @Tag("ARRANGEMENT-11")
    void panicAndStopEndIt() {
        var scenario = play(recorded().at("15.1")).quietly();
        scenario.at("16.4").quietly().send(new Command.Panic());
        scenario.heard("16.4 Drums drops Verse\n16.4 panic");
        assertFalse(status(scenario).playing());
        assertEquals(7, position(scenario));

        scenario.send(new Command.StopArrangement());
        assertEquals(0, position(scenario));
        scenario.at("25.1").heard("");
    }

    @Test
    @Tag("ARRANGEMENT-12")
    void aTakeIsOneStepToUndo() {
        var scenario = recorded();
        assertEquals("record arrangement", scenario.view().steps().undo());
        assertTrue(scenario.view().edited());

        scenario.send(new Command.Undo());
        // The move by hand is the step below it.
        assertTrue(arrangement(scenario).isEmpty());

        scenario.send(new Command.Redo());
        assertEquals(7, arrangement(scenario).events().size());
        scenario.send(new Command.ClearArrangement());
        assertTrue(arrangement(scenario).isEmpty());
        assertEquals("clear arrangement", scenario.view().steps().undo());
        scenario.send(new Command.Undo());
        assertEquals(7, arrangement(scenario).events().size());
    }

    @Test
    @Tag("ARRANGEMENT-12")
    void anUndoneTakeStopsPlaying() {
        var scenario = play(recorded().at("15.1"));
        scenario.at("16.4").send(new Command.Undo());

        assertFalse(status(scenario).playing());
        scenario.quietly().at("25.1").heard("");
    }

    @Test
    @Tag("ARRANGEMENT-13")
    void aLoopPlaysItsRangeAgain() {
        var scenario = recorded().at("15.1");
        scenario.send(
                new Command.SetLoopRange(4, 12), new Command.SetArrangementLoop(OnOffToggle.ON));
        play(seek(scenario, 4)).quietly();

        scenario.at("21.2")
                .heard(
                        """
                        15.4 Drums queues Verse for 16.1
                        16.1 Drums plays Verse
                        17.1 Drums plays Intro
                        17.4 Drums queues Verse for 18.1
                        18.1 Drums plays Verse
                        19.1 Drums plays Intro
                        19.4 Drums queues Verse for 20.1
                        20.1 Drums plays Verse
                        21.1 Drums plays Intro\
                        """);
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void overdubAddsAndReplacesOnlyWhatHandsTakeOver() {
        var scenario = mode(recorded().at("15.1"), RecordMode.OVERDUB);
        record(play(scenario), true);
        scenario.at("16.1").launch("1/3", "instant").at("18.1").hand("noise/mode", "odd");
        scenario.at("19.1");
        record(scenario, false);

        assertEquals(
                """
                0.0 sc_intro
                0.0 tr_drums/c_tr_drums_1 by scene
                0.0 tr_synth/c_tr_synth_1 by scene
                0.0 tr_visual/c_tr_visual_1 by scene
                4.0 tr_drums/c_tr_drums_3
                12.0 stop tr_synth
                20.0 tr_drums/c_tr_drums_4\
                """
                        .strip(),
                events(scenario));
        assertEquals(2, arrangement(scenario).moves());
        assertEquals(32, arrangement(scenario).length().quarters());
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void replaceCoversOnlyItsRange() {
        var scenario = mode(seek(recorded().at("15.1"), 6), RecordMode.REPLACE);
        record(scenario, true).at("15.3").launch("3/2", "instant").at("17.1");
        record(scenario, false);

        assertEquals(
                """
                0.0 sc_intro
                0.0 tr_drums/c_tr_drums_1 by scene
                0.0 tr_synth/c_tr_synth_1 by scene
                0.0 tr_visual/c_tr_visual_1 by scene
                6.0 state
                8.0 tr_visual/c_tr_visual_2
                14.0 state
                20.0 tr_drums/c_tr_drums_4\
                """
                        .strip(),
                events(scenario));
        seek(scenario, 15);
        assertEquals(2, scenario.view().track(1).active());
        assertEquals(1, scenario.view().track(3).active());
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void replaceWhilePlayingIsHeardAsItIsPlayed() {
        var scenario = mode(play(recorded().at("15.1")), RecordMode.REPLACE);
        record(scenario.at("15.2"), true).quietly();
        scenario.at("18.3").heard("");
        record(scenario, false);

        assertEquals(2, scenario.view().track(1).active());
        scenario.quietly()
                .at("20.2")
                .heard("19.4 Drums queues Drop for 20.1\n20.1 Drums plays Drop");
    }

    @Test
    @Tag("ARRANGEMENT-15")
    void punchRecordsOnlyItsRange() {
        var scenario = EngineScenario.of(SampleSessions.band());
        scenario.send(new Command.SetPunch(4, 12));
        record(scenario.at("2.1"), true);
        assertEquals(ArrangementStatus.RecordStatus.ARMED, status(scenario).record());
        scenario.launch("1/1", "bar").at("2.3").launch("1/2", "bar").at("4.3");
        scenario.launch("1/3", "bar").at("5.2");

        assertEquals(ArrangementStatus.RecordStatus.OFF, status(scenario).record());
        assertEquals("4.0 tr_drums/c_tr_drums_2", events(scenario));
        assertEquals(12, arrangement(scenario).length().quarters());
        assertEquals(
                Optional.of("c_tr_drums_1"),
                arrangement(scenario).start().tracks().getFirst().clip().map(ClipId::text));
    }

    @Test
    @Tag("ARRANGEMENT-15")
    void quantizeMovesLaunchesAndNotMoves() {
        var scenario = EngineScenario.of(SampleSessions.band());
        scenario.send(new Command.SetRecordQuantize(Quantize.BEAT));
        record(scenario.at("2.1"), true).seconds(0.6).launch("1/1").hand("gain/level", 0.9);
        record(scenario.at("3.1"), false);

        assertEquals("1.0 tr_drums/c_tr_drums_1", events(scenario));
        assertEquals(1.2, arrangement(scenario).lanes().getFirst().at(0).quarters());
    }

    @Test
    @Tag("ARRANGEMENT-15")
    void movesKeepTheirBeatsAfterALaunchThatQuantizeHasPutAhead() {
        var scenario = EngineScenario.of(SampleSessions.band());
        scenario.send(new Command.SetRecordQuantize(Quantize.FOUR_BARS));
        record(scenario.at("2.1"), true).at("4.2").launch("1/1", "instant");
        scenario.at("4.3").hand("gain/level", 0.9).at("4.4").hand("gain/level", 0.2).at("6.1");
        record(scenario, false);

        assertEquals("12.0 tr_drums/c_tr_drums_1", events(scenario));
        assertEquals(10, arrangement(scenario).lanes().getFirst().at(0).quarters());
        assertEquals(11, arrangement(scenario).lanes().getFirst().at(1).quarters());
    }

    @Test
    @Tag("ARRANGEMENT-5")
    void aCutBehindALaunchInOnePacketEndsItsFadeInPlaybackToo() {
        var scenario = record(EngineScenario.of(SampleSessions.band()), true).at("1.3");
        scenario.send(
                new Command.LaunchClip(
                        ObjectReference.of("1"), ObjectReference.of("4"), Optional.empty(), false),
                new Command.CutFades());
        record(scenario.at("3.1"), false);

        assertEquals("2.0 tr_drums/c_tr_drums_4\n2.000001 cut", events(scenario));
    }

    @Test
    @Tag("ARRANGEMENT-5")
    void theLaunchThatStartsTheTransportIsTheFirstEventOfATake() {
        var scenario = record(EngineScenario.halted(SampleSessions.band()), true);
        scenario.seconds(1).scene("1").at("3.1");
        record(scenario, false);

        assertEquals(
                """
                0.0 sc_intro
                0.0 tr_drums/c_tr_drums_1 by scene
                0.0 tr_synth/c_tr_synth_1 by scene
                0.0 tr_visual/c_tr_visual_1 by scene\
                """
                        .strip(),
                events(scenario));
        assertEquals(
                Optional.empty(),
                arrangement(scenario).start().tracks().getFirst().clip().map(ClipId::text));
    }

    @Test
    @Tag("ARRANGEMENT-15")
    void aLaunchThatQuantizeWouldPutBehindTheEndIsKept() {
        var punched = EngineScenario.of(SampleSessions.band());
        punched.send(new Command.SetRecordQuantize(Quantize.BAR), new Command.SetPunch(4, 12));
        record(punched.at("2.1"), true).at("4.4").launch("1/3", "instant").at("5.2");
        assertEquals("11.0 tr_drums/c_tr_drums_3", events(punched));

        var stopped = EngineScenario.of(SampleSessions.band());
        stopped.send(new Command.SetRecordQuantize(Quantize.BAR));
        record(stopped.at("2.1"), true).at("4.4").launch("1/3", "instant").seconds(0.25);
        record(stopped, false);
        assertEquals("11.499999 tr_drums/c_tr_drums_3", events(stopped));
    }

    @Test
    @Tag("ARRANGEMENT-7")
    void aValueOfAnotherTypeIsFittedOrLeftOut() {
        var start =
                new ArrangementState(
                        TempoProfile.of(new Tempo(120)),
                        Meter.COMMON,
                        List.of(),
                        List.of(
                                new ArrangementState.StoredValue(
                                        new ParamPath("gain", "level"), ParamValue.of("loud")),
                                new ArrangementState.StoredValue(
                                        new ParamPath("kick", "decay"), ParamValue.of("0.25"))),
                        List.of());
        var scenario = EngineScenario.of(SampleSessions.band());
        double before = value(scenario, "gain/level");
        scenario.edit(
                new Edit.SetArrangement(
                        new Arrangement(Beats.of(8), start, List.of(), List.of()), "by hand"));

        seek(scenario, 2);

        assertEquals(before, value(scenario, "gain/level"));
        assertEquals(0.25, value(scenario, "kick/decay"));
    }

    @Test
    @Tag("ARRANGEMENT-16")
    void theTempoOfAClockNodeIsRecordedAsATempoAlone() {
        var session =
                SampleSessions.piece()
                        .track("Time", "clk/bpm")
                        .clip("Slow", 60)
                        .live("clk/bpm", 120)
                        .clockNode("clk")
                        .done();
        var scenario = record(EngineScenario.ledBy(ClockSource.NODE, session), true);
        scenario.at("1.3").hand("clk/bpm", 90).at("3.1");
        record(scenario, false);

        assertEquals("2.0 tempo 90.0", events(scenario));
        assertEquals(0, arrangement(scenario).moves());

        record(play(mode(scenario, RecordMode.OVERDUB), "instant"), true).at("4.1");
        record(scenario, false);
        assertEquals(90, value(scenario, "clk/bpm"));
        assertEquals("2.0 tempo 90.0", events(scenario));
        assertEquals(0, arrangement(scenario).moves());
    }

    @Test
    @Tag("ARRANGEMENT-16")
    void tempoRampAndSignatureArePlayedOnTheirBeats() {
        var scenario = record(EngineScenario.of(SampleSessions.band()), true);
        scenario.at("1.3").send(new Command.SetTempo(new Tempo(180), 4));
        scenario.at("3.1").signature(3, 4).seconds(2);
        record(scenario, false).tempo(100).signature(4, 4).quietly();
        play(scenario, "instant");

        assertEquals(120, scenario.view().transport().tempo().bpm());
        double begin = status(scenario).origin().quarters();
        while (position(scenario) < 4) {
            scenario.seconds(0.01);
        }
        assertEquals(
                150,
                scenario.view()
                        .transport()
                        .timeline()
                        .tempoAt(scenario.view().transport().positionAt(scenario.now()))
                        .bpm(),
                1);
        while (position(scenario) < 8.1) {
            scenario.seconds(0.01);
        }
        assertEquals(180, scenario.view().transport().tempo().bpm());
        assertEquals(3, scenario.view().transport().meter().beats());
        assertTrue(begin > 0);
    }

    @Test
    @Tag("ARRANGEMENT-17")
    void aJumpOfThePositionDoesNotMoveTheArrangement() {
        var scenario = play(recorded().at("15.1")).quietly();
        scenario.at("16.2").send(new Command.Resync()).quietly();

        assertEquals(5, position(scenario));
        scenario.at("2.1")
                .heard(
                        """
                        1.3 Drums queues Verse for 1.4
                        1.4 Drums plays Verse\
                        """);
    }

    @Test
    @Tag("ARRANGEMENT-13")
    void aLoopOfATakeThatIsTooShortIsNotRepeated() {
        var scenario = record(EngineScenario.of(SampleSessions.band()), true);
        scenario.launch("1/1").seconds(0.01);
        record(scenario, false).send(new Command.SetArrangementLoop(OnOffToggle.ON));

        play(scenario).seconds(1);

        assertFalse(status(scenario).playing());
    }

    @Test
    @Tag("ARRANGEMENT-17")
    void theTransportHoldsItWhileItIsStopped() {
        var scenario = play(recorded().at("15.1")).quietly();
        scenario.at("16.4").halt().seconds(3).play().quietly();

        scenario.at("17.2").heard("17.1 Drums plays Verse");
    }

    @Test
    @Tag("ARRANGEMENT-5")
    void whatOnePacketDoesIsPlayedInItsOrder() {
        var scenario = record(EngineScenario.of(SampleSessions.band()), true).at("1.3");
        var drums = ObjectReference.of("1");
        scenario.send(
                new Command.LaunchClip(drums, ObjectReference.of("1"), Optional.empty(), false),
                new Command.WriteParam(
                        ObjectReference.of("kick"), ObjectReference.of("pitch"), ParamValue.of(1)),
                new Command.LaunchClip(drums, ObjectReference.of("2"), Optional.empty(), false),
                new Command.WriteParam(
                        ObjectReference.of("kick"), ObjectReference.of("decay"), ParamValue.of(2)));
        record(scenario.at("2.1"), false);
        play(scenario.at("3.1")).at("3.2").events(Event.class);

        List<Event.ParamsWritten> written = scenario.at("4.1").events(Event.ParamsWritten.class);

        assertEquals(
                List.of("[#0=0.5 #1=52]", "[#1=1]", "[#0=0.4 #1=55]", "[#0=2]"),
                written.stream().map(event -> event.values().toString()).toList());
        assertEquals(1, written.getLast().at().minus(written.getFirst().at()).micro());
    }

    @Test
    @Tag("ARRANGEMENT-21")
    void aLoadEndsATakeWhichStaysWithTheUnsavedEditsOfTheSessionBefore() {
        var scenario = record(EngineScenario.of(SampleSessions.band()), true);
        scenario.at("1.3").launch("1/1").at("3.1");

        scenario.load(SampleSessions.band());

        Event.SessionLoaded loaded = scenario.events(Event.SessionLoaded.class).getFirst();
        assertEquals(1, loaded.unsaved().orElseThrow().session().arrangement().events().size());
        assertTrue(arrangement(scenario).isEmpty());
        assertEquals(ArrangementStatus.RecordStatus.OFF, status(scenario).record());
        assertFalse(scenario.view().edited());
    }

    @Test
    @Tag("ARRANGEMENT-21")
    void aLoadStopsTheArrangement() {
        var scenario = play(recorded().at("15.1")).at("16.4");

        scenario.load(SampleSessions.band()).quietly();

        assertFalse(status(scenario).playing());
        assertEquals(0, position(scenario));
        scenario.at("22.1").heard("");
    }

    @Test
    @Tag("ARRANGEMENT-16")
    void theTempoOfTheArrangementChangesALinkSessionOnlyWithLinkLead() {
        for (OnOffToggle lead : List.of(OnOffToggle.OFF, OnOffToggle.ON)) {
            var scenario = record(EngineScenario.of(SampleSessions.band()), true);
            scenario.at("1.3").tempo(150).at("3.1");
            record(scenario, false).tempo(120);
            scenario.send(
                    new Command.SetClockSource(ClockSource.LINK),
                    new Command.JoinLink(OnOffToggle.ON),
                    new Command.LeadLink(lead));
            scenario.link(111, 0, 1).seconds(0.1);

            play(scenario, "instant").seconds(4);

            assertEquals(
                    lead == OnOffToggle.ON ? 150 : 111, scenario.view().transport().tempo().bpm());
        }
    }

    @Test
    @Tag("ARRANGEMENT-13")
    void anOverdubInALoopIsHeardInItsNextTurn() {
        var scenario = recorded().at("15.1");
        scenario.send(
                new Command.SetLoopRange(0, 8), new Command.SetArrangementLoop(OnOffToggle.ON));
        mode(scenario, RecordMode.OVERDUB);
        play(scenario);
        record(scenario, true).at("15.3").hand("gain/level", 0.25).at("17.2");
        record(scenario, false);
        assertEquals(0.1, value(scenario, "gain/level"));

        scenario.at("17.4");

        assertEquals(0.25, value(scenario, "gain/level"));
    }

    @Test
    @Tag("ARRANGEMENT-8")
    void aSceneByHandTakesItsTracksOverAndACancelledLaunchIsOnlyLeftOut() {
        var scenario = play(recorded().at("15.1")).quietly();
        scenario.at("16.4")
                .send(new Command.CancelAll())
                .heard("16.4 Drums queues Verse for 17.1\n16.4 Drums drops Verse");
        scenario.at("18.2").quietly();

        scenario.scene("4", "instant").quietly().at("21.1").heard("");
        assertEquals(4, scenario.view().track(1).active());
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void aTakeThatEndsWhileItPlaysPlaysNothingOfThePastAgain() {
        var scenario = mode(recorded().at("15.1"), RecordMode.OVERDUB);
        record(play(scenario), true);
        scenario.at("15.3").tempo(140).at("16.1").tempo(120).hand("gain/level", 0.3);
        scenario.at("16.3").send(new Command.ReturnToArrangement());
        scenario.at("17.2").launch("3/2", "instant");
        scenario.at("17.3").send(new Command.ReturnToArrangement()).at("17.4");

        scenario.events(Event.class);
        record(scenario, false);

        List<Event> events = scenario.events(Event.class);
        assertFalse(
                events.stream().anyMatch(Event.ParamsWritten.class::isInstance), events::toString);
        assertFalse(
                events.stream().anyMatch(Event.ClipActivated.class::isInstance), events::toString);
        assertEquals(120, scenario.view().transport().tempo().bpm());
        assertEquals(11, position(scenario));
        scenario.at("18.2")
                .quietly()
                .at("20.2")
                .heard("19.4 Drums queues Drop for 20.1\n20.1 Drums plays Drop");
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void whatPlayRestoresDuringAnOverdubIsRecorded() {
        var scenario = mode(recorded().at("15.1"), RecordMode.OVERDUB);
        record(scenario, true).at("15.3").hand("gain/level", 0.9).at("16.1");
        record(play(scenario, "instant").at("17.1"), false);

        assertEquals(0.9, value(seek(scenario, 3), "gain/level"));
        assertEquals(0.1, value(seek(scenario, 4.5), "gain/level"));
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void aTakeKnowsWhatHandsHadTakenOverBeforeItBegan() {
        var scenario = mode(play(recorded().at("15.1")), RecordMode.OVERDUB);
        record(scenario.at("16.1").launch("1/3", "instant").at("16.3"), true);
        record(scenario.at("18.1").launch("1/2", "instant").at("19.1"), false);

        assertEquals(
                """
                0.0 sc_intro
                0.0 tr_drums/c_tr_drums_1 by scene
                0.0 tr_synth/c_tr_synth_1 by scene
                0.0 tr_visual/c_tr_visual_1 by scene
                6.0 state
                12.0 stop tr_synth
                12.0 tr_drums/c_tr_drums_2
                20.0 tr_drums/c_tr_drums_4\
                """
                        .strip(),
                events(scenario));
        seek(scenario.send(new Command.StopArrangement()), 7);
        assertEquals(3, scenario.view().track(1).active());
    }

    @Test
    @Tag("ARRANGEMENT-13")
    void aHandsLaunchForTheBeginningOfTheLoopIsHeardInAnOverdub() {
        var scenario = mode(recorded().at("15.1"), RecordMode.OVERDUB);
        scenario.send(
                new Command.SetLoopRange(0, 8), new Command.SetArrangementLoop(OnOffToggle.ON));
        record(play(scenario), true).at("16.4").launch("1/3", "bar");

        scenario.at("17.3");
        assertEquals(3, scenario.view().track(1).active());
        scenario.at("19.3");
        assertEquals(3, scenario.view().track(1).active());
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void nothingOfTheArrangementIsRestoredWhileATakeReplacesIt() {
        var scenario = mode(recorded().at("15.1"), RecordMode.REPLACE);
        record(scenario, true).at("15.3").hand("gain/level", 0.9).at("16.1");

        play(scenario, "instant");

        assertEquals(0.9, value(scenario, "gain/level"));
    }

    @Test
    @Tag("ARRANGEMENT-16")
    void aReturnInATempoRampRecordsTheRestOfTheRamp() {
        var scenario = mode(play(recorded().at("15.1")), RecordMode.OVERDUB);
        record(scenario, true).at("15.3").send(new Command.SetTempo(new Tempo(180), 8));
        scenario.at("16.1").hand("gain/level", 0.9).at("16.3");
        record(scenario.send(new Command.ReturnToArrangement()).at("19.1"), false);

        seek(scenario, 20);

        assertEquals(180, scenario.view().transport().tempo().bpm());
    }

    @Test
    @Tag("ARRANGEMENT-6")
    void aSceneIsLaunchedThoughALaterLaunchOfItsBeatTakesTheTrack() {
        var drums = new TrackId("tr_drums");
        var at = Beats.of(2);
        var arrangement =
                new Arrangement(
                        Beats.of(8),
                        ArrangementState.NONE,
                        List.of(
                                new ArrangementEvent.SceneLaunched(at, new SceneId("sc_intro")),
                                new ArrangementEvent.ClipLaunched(
                                        at,
                                        new ClipId(drums, "c_tr_drums_1"),
                                        Transition.CUT,
                                        true),
                                new ArrangementEvent.ClipLaunched(
                                        at,
                                        new ClipId(drums, "c_tr_drums_2"),
                                        Transition.CUT,
                                        false)),
                        List.of());
        var scenario = EngineScenario.of(SampleSessions.band());
        scenario.edit(new Edit.SetArrangement(arrangement, "by hand"));

        play(scenario, "instant").quietly().at("1.4");

        scenario.heard(
                """
                1.2 Drums queues Verse for 1.3
                1.3 scene Intro
                1.3 Drums plays Verse\
                """);
    }

    @Test
    @Tag("ARRANGEMENT-18")
    void refusalsSayWhatToDo() {
        var scenario = EngineScenario.of(SampleSessions.band());
        play(scenario).heard("1.1 refused no-such");
        scenario.send(new Command.SetLoopRange(4, 2)).heard("1.1 refused range");
        scenario.send(new Command.SetLoopRange(4, 4.01)).heard("1.1 refused range");
        record(scenario, true).at("1.2");
        seek(scenario, 3).heard("1.2 refused not-allowed");
        play(scenario).heard("1.2 refused not-allowed");
        mode(scenario, RecordMode.OVERDUB).heard("1.2 refused not-allowed");
        assertEquals(List.of(), scenario.events(Event.Failed.class));
    }
}
