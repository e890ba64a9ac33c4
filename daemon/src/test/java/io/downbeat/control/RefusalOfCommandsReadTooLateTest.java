package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.Rig;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** What is still obeyed of a packet that waited too long before it was read. */
@Tag("FLOOD-3")
class RefusalOfCommandsReadTooLateTest {
    private static final HostMicros READ_AT = new HostMicros(1_000_000);
    private static final OscTimetag WALL = OscTimetag.ofEpochMicros(1_700_000_000_000_000L);

    private final PacketInterpreter packetInterpreter = SampleRigs.packetInterpreter(Rig.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/scene/1/launch",
                "/scene/1/launch/instant",
                "/scene/next",
                "/track/1/clip/2/launch",
                "/track/*/clip/2/launch",
                "/track/1/stop",
                "/play",
                "/stop",
                "/restart",
                "/tempo/tap",
                "/clock/tick",
                "/clock/beat",
                "/clock/bar",
                "/fade/cut"
            })
    void aLateTimeCriticalMessageIsRefused(String address) {
        List<CommandsDueTogether> late = late(message(address));

        assertTrue(RefusalOfCommandsReadTooLate.isAnyRefused(late), address);
        Command.Refuse refuse = (Command.Refuse) commands(late).getLast();
        assertEquals(Refusal.Code.BUSY, refuse.code());
        assertEquals(address, late.getLast().requests().getLast().address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tempo",
                "/subscribe",
                "/refresh",
                "/ping",
                "/scene/1/name",
                "/track/*/state",
                "/panic",
                "/launch/cancel",
                "/session/save"
            })
    void lateQuestionsSubscriptionsAndReleasesAreAccepted(String address) {
        OscMessage message = message(address);

        assertEquals(routed(message), late(message));
        assertFalse(RefusalOfCommandsReadTooLate.isAnyRefused(late(message)));
    }

    @Test
    void lateValuesAndSettingsAreAccepted() {
        for (OscMessage message :
                List.of(
                        message("/tempo", 100f),
                        message("/clock/bpm", 100f),
                        message("/clock/running", 0f),
                        message("/clock/running", 1f),
                        message("/node/kick/level", 0.5f),
                        message("/quantize", "bar"),
                        message("/track/1/safe", 1f))) {
            assertEquals(routed(message), late(message), message.address());
        }
    }

    @Test
    void onlyTimeCriticalMessagesOfALateBundleAreRefused() {
        var bundle =
                new OscBundle(
                        OscTimetag.IMMEDIATE,
                        List.of(message("/tempo", 100f), message("/scene/1/launch")));

        List<Command> commands = commands(late(bundle));

        assertTrue(commands.get(commands.size() - 2) instanceof Command.SetTempo);
        assertTrue(commands.getLast() instanceof Command.Refuse);
    }

    @Test
    void aLatePacketWithAFutureTimeTagIsPerformedOnTime() {
        var tag = OscTimetag.ofEpochMicros(1_700_000_000_500_000L);
        var bundle = new OscBundle(tag, List.of(message("/scene/1/launch")));

        assertEquals(routed(bundle), late(bundle));
        assertTrue(commands(late(bundle)).getLast() instanceof Command.LaunchScene);
    }

    private List<CommandsDueTogether> routed(OscPacket packet) {
        return packetInterpreter.interpret(
                packet, new RequestSender("udp:127.0.0.1:5000"), READ_AT, WALL);
    }

    private List<CommandsDueTogether> late(OscPacket packet) {
        return RefusalOfCommandsReadTooLate.refuseLate(routed(packet), READ_AT);
    }

    private static List<Command> commands(List<CommandsDueTogether> routed) {
        return routed.stream()
                .flatMap(each -> each.requests().stream())
                .map(request -> request.command())
                .toList();
    }
}
