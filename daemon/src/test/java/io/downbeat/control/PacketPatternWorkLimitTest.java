package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.message;
import static io.downbeat.control.MessageExpectation.sent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.Rig;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The patterns of one packet have a budget of counted steps; what exceeds it is answered. */
@Tag("EXTREME-6")
class PacketPatternWorkLimitTest {

    private static OscBundle bundle(int patterns) {
        var packets = new ArrayList<OscPacket>();
        for (int n = 0; n < patterns; n++) {
            packets.add(message("//*{a,b}*{c,d}*" + n + "*?[a-z]*", 1f));
        }
        packets.add(message("/tempo", 100f));
        return new OscBundle(OscTimetag.IMMEDIATE, packets);
    }

    private static boolean isBusy(Command command) {
        return command instanceof Command.Refuse refuse && refuse.code() == Refusal.Code.BUSY;
    }

    @Test
    void patternsBeyondTheBudgetAreBusyAndPlainAddressesAreHandled() {
        List<Command> commands =
                sent(bundle(3_000)).to(SampleRigs.packetInterpreter(Rig.DEFAULT)).commands();

        assertFalse(isBusy(commands.getFirst()));
        assertTrue(isBusy(commands.get(commands.size() - 2)));
        assertEquals(1, commands.stream().filter(PacketPatternWorkLimitTest::isBusy).count());
        assertTrue(commands.getLast() instanceof Command.SetTempo);
    }

    @Test
    void aHostThatSendsCostlyPacketsDelaysOnlyItself() {
        var work = new HostPatternWorkLimiter();
        int obeyed = 0;
        while (!packet(work, "10.0.0.1", 0).isSpent()) {
            packet(work, "10.0.0.1", 0).spend(PacketPatternWorkLimit.MOST_STEPS);
            obeyed++;
        }

        assertEquals(
                HostPatternWorkLimiter.MOST_BURST_STEPS / PacketPatternWorkLimit.MOST_STEPS,
                obeyed);
        assertFalse(packet(work, "10.0.0.2", 0).isSpent());
        assertTrue(packet(work, "10.0.0.1", 1).isSpent());
        assertFalse(packet(work, "10.0.0.1", 100_000).isSpent());
    }

    private static PacketPatternWorkLimit packet(
            HostPatternWorkLimiter work, String host, long micros) {
        return new PacketPatternWorkLimit(work, host, new HostMicros(micros));
    }

    @Test
    void theSamePacketIsAnsweredTheSameWayAndSinglePatternsAreNotBusy() {
        PacketInterpreter packetInterpreter = SampleRigs.packetInterpreter(Rig.DEFAULT);
        assertEquals(
                sent(bundle(300)).to(packetInterpreter).commands().stream()
                        .filter(PacketPatternWorkLimitTest::isBusy)
                        .count(),
                sent(bundle(300)).to(SampleRigs.packetInterpreter(Rig.DEFAULT)).commands().stream()
                        .filter(PacketPatternWorkLimitTest::isBusy)
                        .count());
        Command alone =
                sent("//*{a,b}*{c,d}*299*?[a-z]*", 1f).to(packetInterpreter).commands().getFirst();
        assertFalse(isBusy(alone));
    }
}
