package io.downbeat.engine.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** The way in: fair, ordered, bounded, and clear about what it turns away. */
class NonUdpInboxTest {

    private static final String ONE = "tcp:10.0.0.1:9000";
    private static final String TWO = "tcp:10.0.0.2:9000";

    /** So many writes of one sender find room when nothing else waits. */
    private static final int WRITES =
            NonUdpInbox.MOST_PER_SENDER
                    - NonUdpInbox.MOST_PER_SENDER / NonUdpInbox.PART_RESERVED_FOR_OTHERS;

    private int woken;
    private long moment;
    private final NonUdpInbox inbox = new NonUdpInbox(() -> woken++);

    @Test
    @Tag("INBOX-1")
    void commandsLeaveInTheirOrderOnce() {
        CommandBatch first = write(ONE, "kick", 1);
        CommandBatch second = launch();

        assertTrue(inbox.offer(first) && inbox.offer(second));

        assertEquals(List.of(first, second), inbox.drain(Integer.MAX_VALUE));
        assertEquals(List.of(), inbox.drain(Integer.MAX_VALUE));
        assertEquals(2, woken);
    }

    @Test
    @Tag("INBOX-2")
    void aSenderWhoseQueueIsFullKeepsTheLatestWriteOfEachParameter() {
        fill(WRITES - 2);
        inbox.offer(write(ONE, "kick", 1));
        inbox.offer(write(ONE, "snare", 1));

        CommandBatch latest = write(ONE, "kick", 2);
        assertTrue(inbox.offer(latest));

        List<CommandBatch> all = inbox.drain(Integer.MAX_VALUE);
        assertEquals(WRITES, all.size());
        assertEquals(latest, all.get(WRITES - 2));
        assertEquals(1, inbox.merged());
        assertTrue(inbox.isEmpty());
    }

    @Test
    @Tag("INBOX-2")
    void writesOfSeparatePacketsAreMerged() {
        fill(WRITES - 1);
        inbox.offer(heard(write(ONE, "kick", 1)));

        CommandBatch latest = heard(write(ONE, "kick", 2));
        assertTrue(inbox.offer(latest));

        assertEquals(latest, inbox.drain(Integer.MAX_VALUE).getLast());
        assertEquals(1, inbox.merged());
    }

    @Test
    @Tag("INBOX-2")
    void writesAreNotMergedAcrossAnotherCommandNorBetweenClients() {
        fill(WRITES - 2);
        inbox.offer(write(ONE, "kick", 1));
        inbox.offer(launch());
        assertFalse(inbox.offer(write(ONE, "kick", 2)));
        assertEquals(1, inbox.refusedCount());

        assertTrue(inbox.offer(write(TWO, "kick", 2)));
        assertEquals(0, inbox.merged());
    }

    @Test
    @Tag("INBOX-3")
    void launchesBeyondTheirOwnLimitAreRefused() {
        fill(WRITES);
        assertFalse(inbox.offer(write(ONE, "another", 1)));
        for (int n = WRITES; n < NonUdpInbox.MOST_PER_SENDER; n++) {
            assertTrue(inbox.offer(launch()));
        }

        int before = woken;
        assertFalse(inbox.offer(launch()));
        assertEquals(before, woken);
        assertEquals(2, inbox.refusedCount());
        assertEquals(NonUdpInbox.MOST_PER_SENDER, inbox.drain(Integer.MAX_VALUE).size());
        assertTrue(inbox.offer(launch()));
    }

    @Test
    @Tag("INBOX-4")
    void sendersTakeTurnsAndEachKeepsItsOrder() {
        CommandBatch first = write(ONE, "kick", 1);
        CommandBatch second = write(ONE, "kick", 2);
        CommandBatch third = write(ONE, "kick", 3);
        CommandBatch others = write(TWO, "snare", 1);
        CommandBatch othersNext = write(TWO, "snare", 2);
        List.of(first, second, third, others, othersNext).forEach(inbox::offer);

        assertEquals(List.of(first, others, second), inbox.drain(3));
        assertEquals(List.of(othersNext, third), inbox.drain(3));
        assertTrue(inbox.isEmpty());
    }

    @Test
    @Tag("INBOX-4")
    void aFloodingSenderDoesNotDelayOthers() {
        for (int sender = 0; sender < 63; sender++) {
            int taken = 0;
            while (inbox.offer(write("tcp:10.0.1." + sender + ":9000", "knob" + taken, taken))) {
                taken++;
            }
        }

        CommandBatch launch = launch();
        assertTrue(inbox.offer(launch));
        assertEquals(launch, inbox.drain(64).getLast());
        int rest = inbox.drain(Integer.MAX_VALUE).size();
        assertTrue(64 + rest <= NonUdpInbox.MOST_BATCHES * 3 / 2, rest + " more were waiting");
    }

    @Test
    @Tag("INBOX-1")
    void remainingCommandsStayInTheirOrder() {
        CommandBatch first = write(ONE, "kick", 1);
        CommandBatch second = launch();
        inbox.offer(first);
        inbox.offer(second);

        assertEquals(List.of(first), inbox.drain(1));
        assertFalse(inbox.isEmpty());
        assertEquals(List.of(second), inbox.drain(1));
        assertTrue(inbox.isEmpty());
    }

    private void fill(int count) {
        for (int n = 0; n < count; n++) {
            assertTrue(inbox.offer(write(ONE, "knob" + n, n)));
        }
    }

    private static CommandBatch heard(CommandBatch write) {
        return new CommandBatch(write.at(), write.by(), write.due(), write.requests(), 0, true);
    }

    private CommandBatch write(String by, String node, double value) {
        return arrival(
                by,
                "/node/" + node + "/level",
                new Command.WriteParam(
                        ObjectReference.of(node),
                        ObjectReference.of("level"),
                        ParamValue.of(value)));
    }

    private CommandBatch launch() {
        return arrival(
                ONE,
                "/scene/1/launch",
                new Command.LaunchScene(ObjectReference.position(1), Optional.empty()));
    }

    private CommandBatch arrival(String by, String address, Command command) {
        return new CommandBatch(
                new HostMicros(moment++),
                new RequestSender(by),
                Optional.empty(),
                List.of(new CommandWithAddress(address, command)));
    }
}
