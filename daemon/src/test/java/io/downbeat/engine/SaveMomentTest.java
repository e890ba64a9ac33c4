package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestSender;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Which state of the session a save writes. */
class SaveMomentTest {

    private static final Command SAVE = new Command.Save(Optional.empty(), false);

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    private static Command safe() {
        return new Command.SetSafe(ObjectReference.of("Drums"), OnOffToggle.ON);
    }

    @Test
    @Tag("SAVE-8")
    void aSaveHasTheSessionOfItsMomentWhateverItsPacketDoesAfterwards() {
        scenario.send(safe()).send(SAVE, new Command.Undo());

        Event.SaveRequested asked = scenario.events(Event.SaveRequested.class).getFirst();
        assertTrue(asked.view().session().track(1).orElseThrow().safe());
        assertFalse(scenario.view().session().track(1).orElseThrow().safe());
        scenario.send(new Command.ReportSaved(RequestSender.DAEMON, "band", asked.state()));
        assertTrue(scenario.view().edited());
        scenario.send(new Command.Redo());
        assertFalse(scenario.view().edited());
    }

    @Test
    @Tag("SAVE-8")
    void aSaveHasTheEditsOfItsPacketBeforeItAndNotThoseAfterIt() {
        scenario.send(
                safe(), SAVE, new Command.SetSafe(ObjectReference.of("Synth"), OnOffToggle.ON));

        Event.SaveRequested asked = scenario.events(Event.SaveRequested.class).getFirst();
        assertTrue(asked.view().session().track(1).orElseThrow().safe());
        assertFalse(asked.view().session().track(2).orElseThrow().safe());
        scenario.send(new Command.ReportSaved(RequestSender.DAEMON, "band", asked.state()));
        assertTrue(scenario.view().edited());
        assertEquals("band", scenario.view().name());
    }
}
