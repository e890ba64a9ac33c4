package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.thread.NonUdpInbox;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What waits is bounded in bytes as well as in number. */
@Tag("EXTREME-7")
class HeldBytesLimitTest {

    private static final int LARGE = 60_000;

    private static CommandBatch arrival(String by, int bytes) {
        return new CommandBatch(
                new HostMicros(0),
                new RequestSender(by),
                Optional.of(new HostMicros(1_000_000)),
                List.of(new CommandWithAddress("/play", new Command.Play())),
                bytes,
                false);
    }

    @Test
    void heldBundlesStayWithinTheirByteLimitAndRoomIsFreed() {
        var timetagQueue = new TimetagQueue();
        int held = 0;
        while (timetagQueue.hold(arrival("one", LARGE))) {
            held++;
        }
        assertEquals(TimetagQueue.MOST_BYTES / (LARGE + 128), held);
        assertTrue(timetagQueue.hold(arrival("one", 10)));

        timetagQueue.poll();
        assertTrue(timetagQueue.hold(arrival("two", LARGE)));
        assertFalse(timetagQueue.hold(arrival("two", LARGE)));
        timetagQueue.removeOf(new RequestSender("one"));
        assertTrue(timetagQueue.hold(arrival("two", LARGE)));
        timetagQueue.clear();
        for (int n = 0; n < held; n++) {
            assertTrue(timetagQueue.hold(arrival("two", LARGE)));
        }
    }

    @Test
    void theInboxStaysWithinItsByteLimitAndRoomIsFreed() {
        var inbox = new NonUdpInbox(() -> {});
        int taken = fill(inbox, "one");
        assertEquals(NonUdpInbox.MOST_BYTES_PER_SENDER / (LARGE + 128), taken);
        assertEquals(1, inbox.refusedCount());

        inbox.drain(1);
        assertTrue(inbox.offer(arrival("one", LARGE)));
        inbox.drain(taken);
        assertEquals(taken, fill(inbox, "one"));
    }

    @Test
    void aNewSenderHasRoomInAFullInbox() {
        var inbox = new NonUdpInbox(() -> {});
        long all = 0;
        for (int sender = 0; sender < 64; sender++) {
            int taken = fill(inbox, "sender " + sender);
            assertTrue(taken > 0, "sender " + sender);
            all += taken;
        }
        assertTrue(all * (LARGE + 128) <= NonUdpInbox.MOST_BYTES * 3 / 2, all + " large arrivals");
    }

    private static int fill(NonUdpInbox inbox, String by) {
        int taken = 0;
        while (inbox.offer(arrival(by, LARGE))) {
            taken++;
        }
        return taken;
    }
}
