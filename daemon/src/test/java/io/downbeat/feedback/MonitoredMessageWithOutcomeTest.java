package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.address.AddressTable;
import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.engine.EngineScenario;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.feedback.request.MonitoredMessageWithOutcome;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscTextFormatter;
import io.downbeat.osc.Peer;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

class MonitoredMessageWithOutcomeTest {
    private static final RequestSender WATCHING = new RequestSender("udp:10.0.0.3:9000");
    private static final RequestSender TABLET = new RequestSender("udp:10.0.0.2:9000");

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());
    private final Feedback feedback =
            new Feedback(
                    new Feedback.Services(
                            new AddressTable(AddressSpace.load(), "0", "/downbeat", ""),
                            new OscObjectNamesInAddresses(AddressSpace.load()),
                            "0",
                            "/downbeat",
                            host -> true),
                    scenario.view(),
                    scenario.now());

    @Test
    @Tag("CONSOLE-6")
    void onlyMonitoringClientsGetReports() {
        assertEquals(List.of(), report("/play", "accepted"));

        watch();

        List<OutgoingPacket> told = report("/play", "accepted");
        assertEquals(1, told.size());
        assertEquals(Peer.parse(WATCHING.text()), told.getFirst().to());
        assertEquals(
                "/downbeat/monitor/in ,sss udp:10.0.0.2:9000 /play accepted",
                OscTextFormatter.of(told.getFirst().packet()));
    }

    @Test
    void aReportFitsADatagramWhateverIsInIt() {
        watch();

        String wide = "京".repeat(500);
        List<OutgoingPacket> told = report(wide, wide + "\u001b");
        assertEquals(1, told.size());
        assertTrue(new OscCodec().encode(told.getFirst().packet()).length <= Outbox.DATAGRAM_BYTES);
    }

    private void watch() {
        var asked =
                new Event.ClientRequested(Beats.ZERO, WATCHING, "/monitor", new Command.Monitor());
        feedback.update(scenario.now(), List.of(scenario.lastTurn().withEvents(List.of(asked))));
        assertEquals(List.of(WATCHING), feedback.monitors(scenario.now()));
    }

    private List<OutgoingPacket> report(String message, String outcome) {
        return feedback.report(
                List.of(new MonitoredMessageWithOutcome(TABLET, message, outcome)), scenario.now());
    }
}
