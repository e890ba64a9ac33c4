package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.address.SampleViews;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class AllObjectsCommandTest {

    private static final HostMicros NOW = new HostMicros(0);

    /** Without any output. */
    private final Conductor conductor =
            new Conductor(
                    new Conductor.Setup(
                            SampleSessions.band(), List.of(), SampleViews.SPELLING, sides -> 0),
                    NOW,
                    true);

    @Test
    void aCommandToAllObjectsIsAcceptedIfThereAreNone() {
        assertEquals(List.of(), refusals(ObjectReference.ALL));
        assertEquals(List.of(Refusal.Code.PATTERN), refusals(ObjectReference.EVERY));
    }

    private List<Refusal.Code> refusals(ObjectReference outputs) {
        var request =
                new CommandWithAddress("/out", new Command.EnableOutput(outputs, OnOffToggle.OFF));
        var by = new RequestSender("udp:127.0.0.1:9000");
        var batch = new CommandBatch(NOW, by, Optional.empty(), List.of(request));
        return conductor.advance(NOW, List.of(batch)).events().stream()
                .filter(Event.Refused.class::isInstance)
                .map(event -> ((Event.Refused) event).code())
                .toList();
    }
}
