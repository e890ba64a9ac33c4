package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Another session takes the place of the one that plays. */
class LoadWhilePlayingTest {

    private static final Command LOAD = new Command.Load(Optional.of("next"));
    private static final Command UNDO = new Command.Undo();

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    /** A session with one track that the band does not have, and a node that both have. */
    private static GraphFileContents next() {
        return SampleSessions.piece()
                .track("Solo", "kick/decay", "lead/level")
                .clip("Low", 0.11, 0.22)
                .clip("High", 0.99, 0.88)
                .scene("Both", "Solo/High")
                .live("lead/level", 0.5)
                .active("Solo/Low")
                .done();
    }

    private EngineScenario read(GraphFileContents loaded) {
        return scenario.load(loaded);
    }

    private Optional<ParamValue> value(String node, String param) {
        SessionView view = scenario.view();
        return view.graph()
                .parameter(new ParamPath(node, param))
                .flatMap(parameter -> view.values().value(parameter.number()));
    }

    @Test
    @Tag("LOAD-1")
    void itComesOnTheNextBoundaryAndTheBeatGoesOn() {
        scenario.quantize("bar").at("1.2").send(LOAD).quietly();
        read(next()).at("1.4").heard("");
        assertEquals(3, scenario.view().tracks().size());

        scenario.at("2.1").heard("2.1 loaded " + next().name());

        assertEquals(1, scenario.view().tracks().size());
        assertEquals(next().name(), scenario.view().name());
        assertEquals(4.0, scenario.position());
        assertTrue(scenario.view().transport().playing());
    }

    @Test
    @Tag("LOAD-1")
    void withoutQuantizationOrWhileStoppedItComesAtOnce() {
        scenario.at("1.2").quietly();
        read(next()).heard("1.2 loaded " + next().name());

        scenario.quantize("8bar").halt().quietly();
        read(SampleSessions.band()).heard("1.2 loaded " + SampleSessions.band().name());
    }

    @Test
    @Tag("LOAD-1")
    void aStopBringsALoadThatWaits() {
        scenario.quantize("8bar").at("1.2").quietly();
        read(next()).heard("");

        scenario.halt();

        assertEquals(1, scenario.view().tracks().size());
    }

    @Test
    @Tag("LOAD-1")
    void itsBoundaryIsCountedAgainAfterAJump() {
        scenario.quantize("bar").at("1.2").quietly();
        read(next()).send(new Command.Resync()).at("1.4");
        assertEquals(3, scenario.view().tracks().size());

        scenario.at("2.1");

        assertEquals(1, scenario.view().tracks().size());
    }

    @Test
    @Tag("LOAD-2")
    void valuesAndActiveClipsAreThoseOfTheFile() {
        scenario.hand("kick/decay", 0.7).launch("Drums/Drop");

        read(next());

        assertEquals(Optional.of(ParamValue.of(0.5)), value("lead", "level"));
        assertEquals(1, scenario.view().track(1).active());
        assertTrue(scenario.view().track(1).dirty());
        assertEquals(Optional.empty(), scenario.view().graph().node("bass"));
        scenario.launch("Solo/High");
        assertEquals(Optional.of(ParamValue.of(0.99)), value("kick", "decay"));
        assertEquals(Optional.of(ParamValue.of(0.88)), value("lead", "level"));
        assertFalse(scenario.view().track(1).dirty());
    }

    @Test
    @Tag("LOAD-2")
    void fadesOfTheSessionBeforeMoveNothing() {
        scenario.hand("kick/decay", 0.5).fade("Drums/Drop", 2).at("1.3");

        read(next()).at("1.4");
        Optional<ParamValue> loaded = value("kick", "decay");

        scenario.at("3.1");
        assertEquals(loaded, value("kick", "decay"));
    }

    @Test
    @Tag("LOAD-3")
    void whatIsQueuedIsCancelledAlsoOnTheSameBoundary() {
        scenario.quantize("bar").at("1.2").launch("Drums/Drop").scene("Chorus").quietly();
        read(next());

        scenario.at("3.1");

        assertEquals(List.of(), scenario.events(Event.ClipActivated.class));
        assertEquals(0, scenario.view().pending());
        assertEquals(0, scenario.view().scenes().last());
    }

    @Test
    @Tag("LOAD-4")
    void theHistoryBeginsAnewAndTheSessionCountsAsSaved() {
        scenario.hand("kick/decay", 0.7);
        assertTrue(scenario.view().edited());

        read(next());

        assertFalse(scenario.view().edited());
        assertEquals("", scenario.view().steps().undo());
        scenario.quietly().send(UNDO).heard("1.1 refused no-such");
        scenario.hand("kick/decay", 0.6);
        assertTrue(scenario.view().edited());
    }

    @Test
    @Tag("LOAD-4")
    void aSaveOfTheSessionBeforeSavesNothingOfThisOne() {
        scenario.hand("kick/decay", 0.7).send(new Command.Save(Optional.empty(), false));
        long state = scenario.events(Event.SaveRequested.class).getFirst().state();
        read(next()).hand("kick/decay", 0.6);

        scenario.send(new Command.ReportSaved(RequestSender.DAEMON, "band", state));

        assertTrue(scenario.view().edited());
        assertEquals(next().name(), scenario.view().name());
    }

    @Test
    @Tag("LOAD-6")
    void theSessionBeforeIsHandedOverWithItsLastValuesIfItWasEdited() {
        scenario.hand("kick/decay", 0.7);
        SessionView edited = scenario.view();
        int decay = edited.graph().parameter(new ParamPath("kick", "decay")).orElseThrow().number();

        read(next());

        SessionView unsaved =
                scenario.events(Event.SessionLoaded.class).getFirst().unsaved().orElseThrow();
        assertEquals(edited.session(), unsaved.session());
        assertEquals(0.7, unsaved.values().number(decay));
        read(SampleSessions.band());
        assertEquals(
                Optional.empty(), scenario.events(Event.SessionLoaded.class).getFirst().unsaved());
    }

    @Test
    void tempoAndSignatureAreTheFilesUnlessAnotherClockLeads() {
        read(next().with(new Tempo(90)));
        assertEquals(90, scenario.view().transport().tempo().bpm());

        EngineScenario led = EngineScenario.ledBy(ClockSource.MIDI, SampleSessions.band());
        led.send(
                new Command.ReportLoad(
                        RequestSender.DAEMON,
                        "",
                        next().with(new Tempo(90)).inPlaceOf(led.view().graph()),
                        ClockSource.INTERNAL,
                        List.of(),
                        1));
        assertEquals(ClockSource.MIDI, led.view().clock().source());
        assertEquals(120, led.view().transport().tempo().bpm());
    }

    @Test
    void aLaterLoadTakesThePlaceOfOneThatWaits() {
        scenario.quantize("bar").at("1.2").quietly();
        read(next());
        read(SampleSessions.band()).heard("1.2 refused busy");

        scenario.at("2.1").heard("2.1 loaded " + SampleSessions.band().name());
    }

    @Test
    void whileOneFileIsReadAnotherIsRefused() {
        scenario.send(LOAD).quietly().send(LOAD).heard("1.1 refused busy");
        scenario.send(
                new Command.ReportLoadFailure(
                        RequestSender.DAEMON, "/session/load", Refusal.Code.NO_SUCH, "none"));
        scenario.quietly().send(LOAD).heard("1.1 load");
    }

    @Test
    void numbersThatCameSinceTheFileWasReadAreKept() {
        GraphFileContents prepared = next().inPlaceOf(scenario.view().graph());
        read(
                SampleSessions.piece()
                        .track("Else", "other/one", "other/two")
                        .clip("Only", 0.4, 0.6)
                        .done());

        read(prepared);

        scenario.launch("Solo/High");
        assertEquals(Optional.of(ParamValue.of(0.88)), value("lead", "level"));
    }

    @Test
    void aSavedNameIsTheSessionsName() {
        scenario.send(new Command.Save(Optional.of("tour"), false));
        long state = scenario.events(Event.SaveRequested.class).getFirst().state();

        scenario.send(new Command.ReportSaved(RequestSender.DAEMON, "tour", state));

        assertEquals("tour", scenario.view().name());
    }
}
