package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

/** When the arrangement can be exported. */
class ExportRequestTest {

    private static final Command TAKE = new Command.ExportArrangement("take");

    private static GraphFileContents recorded() {
        return SampleSessions.band(
                new Arrangement(Beats.of(4), ArrangementState.NONE, List.of(), List.of()));
    }

    /** What the last command led to. */
    private static String answer(EngineScenario scenario) {
        return scenario.events(Event.class).stream()
                .map(event ->
                        switch (event) {
                            case Event.Refused refused -> refused.code().word();
                            case Event.ExportRequested asked -> "asked";
                            case Event.Exported exported -> "exported " + exported.name();
                            default -> "";
                        })
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Test
    @Tag("EXPORT-8")
    void whereNothingWasRecordedThereIsNothingToExport() {
        EngineScenario scenario = EngineScenario.of(SampleSessions.band()).send(TAKE);

        assertEquals("no-such", answer(scenario));
    }

    @Test
    @Tag("EXPORT-8")
    void oneExportIsWrittenAtATime() {
        EngineScenario scenario = EngineScenario.of(recorded());

        assertEquals("asked", answer(scenario.send(TAKE)));
        assertEquals("busy", answer(scenario.send(TAKE)));
        assertEquals(
                "exported take",
                answer(
                        scenario.send(
                                new Command.ReportExported(
                                        RequestSender.DAEMON, "take", List.of()))));
        assertEquals("asked", answer(scenario.send(TAKE)));
        assertEquals(
                "disk",
                answer(
                        scenario.send(
                                new Command.ReportExportFailure(
                                        RequestSender.DAEMON,
                                        "/arrangement/export",
                                        Refusal.Code.DISK,
                                        "full"))));
        assertEquals("asked", answer(scenario.send(TAKE)));
    }

    @Test
    @Tag("EXPORT-8")
    void anExportHasTheArrangementOfItsMoment() {
        EngineScenario scenario = EngineScenario.of(recorded()).send(TAKE);

        Event.ExportRequested asked = scenario.events(Event.ExportRequested.class).getFirst();
        assertEquals(Beats.of(4), asked.document().session().arrangement().length());
        assertEquals(scenario.view().name(), asked.sessionName());
    }
}
