package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Who is handled next, and who loses what, where more comes in than can be handled. */
class FairReceiveQueuesTest {
    private static final HostMicros OPENED = new HostMicros(0);
    private static final HostMicros NOW = OPENED.plus(EarliestDatagramArrival.START_MICROS);
    private static final Peer FLOOD = Peer.parse("udp:10.0.0.1:5000");
    private static final Peer HAND = Peer.parse("udp:10.0.0.2:5000");

    private final List<String> lost = new ArrayList<>();
    private final FairReceiveQueues queues =
            new FairReceiveQueues((from, why) -> lost.add(from + " " + why));
    private final EarliestDatagramArrival age = new EarliestDatagramArrival(100, OPENED);

    @Test
    @Tag("FLOOD-1")
    void aSingleMessageComesNextHoweverManyOfAnotherSenderWait() {
        for (int n = 0; n < 1_000; n++) {
            add(FLOOD, "flood" + n);
        }
        add(HAND, "launch");

        assertEquals(List.of("flood0", "launch", "flood1", "flood2"), take(4));
    }

    @Test
    @Tag("FLOOD-1")
    void aHostWithManySendersGetsOneTurnAmongHosts() {
        for (int port = 6_000; port < 7_000; port++) {
            add(Peer.parse("udp:10.0.0.1:" + port), "p" + port);
        }
        add(HAND, "a");
        add(HAND, "b");

        assertEquals(List.of("p6000", "a", "p6001", "b", "p6002"), take(5));
    }

    @Test
    @Tag("FLOOD-1")
    void theOrderOfEachSenderIsKept() {
        for (int n = 0; n < 5; n++) {
            add(FLOOD, "f" + n);
            add(HAND, "h" + n);
        }

        assertEquals("f0 h0 f1 h1 f2 h2 f3 h3 f4 h4", String.join(" ", take(20)));
        assertTrue(queues.isEmpty());
        assertEquals(0, queues.bytes());
    }

    @Test
    @Tag("FLOOD-11")
    void beforeABoundaryLargeDatagramsAreHandledAfterTheSmallOnesOfOthers() {
        add(FLOOD, large(1));
        add(FLOOD, "behind it");
        for (int port = 6_000; port < 6_003; port++) {
            add(Peer.parse("udp:10.0.0.2:" + port), "p" + port);
        }

        assertEquals(List.of("p6000", "p6001", "p6002"), takeUpTo(900, NOW, 9));
        assertEquals(
                List.of(), takeUpTo(900, NOW.plus(FairReceiveQueues.LARGE_WAIT_MICROS - 1), 9));
        assertEquals(
                List.of(large(1), "behind it"),
                takeUpTo(900, NOW.plus(FairReceiveQueues.LARGE_WAIT_MICROS), 9));
    }

    private List<String> takeUpTo(int largest, HostMicros now, int most) {
        var taken = new ArrayList<String>();
        for (var next = queues.poll(now, age, largest);
                next != null && taken.size() < most;
                next = queues.poll(now, age, largest)) {
            taken.add(new String(next.data(), 0, next.length(), UTF_8));
        }
        return taken;
    }

    @Test
    @Tag("FLOOD-2")
    void aSenderThatSendsTooMuchLosesItsOldestDatagrams() {
        add(HAND, "launch");
        int fit = FairReceiveQueues.SENDER_BYTES / (1_000 + FairReceiveQueues.OVERHEAD_BYTES);
        for (int n = 0; n < fit + 3; n++) {
            add(FLOOD, large(n));
        }

        assertEquals(List.of(FLOOD + " FULL", FLOOD + " FULL", FLOOD + " FULL"), lost);
        assertEquals(List.of("launch", large(3)), take(2));
    }

    @Test
    @Tag("FLOOD-2")
    void whenTheQueuesAreFullANewSenderIsStillAccepted() {
        int sender = 0;
        while (lost.isEmpty()) {
            Peer flooding = Peer.parse("udp:10.0.0.1:" + (1_000 + sender++));
            for (int n = 0; n < 100; n++) {
                add(flooding, large(n));
            }
        }
        lost.clear();
        add(HAND, "launch");

        assertTrue(queues.bytes() <= FairReceiveQueues.ALL_BYTES);
        assertTrue(
                lost.stream().allMatch(each -> each.startsWith("udp:10.0.0.1:")), lost::toString);
        assertTrue(take(2).contains("launch"));
    }

    @Test
    @Tag("FLOOD-2")
    void theBoundHoldsForAnyMixtureOfSizesAndSenders() {
        for (int n = 0; n < 20_000; n++) {
            Peer from = Peer.parse("udp:10.0.0." + n % 7 + ":" + (1_000 + n % 301));
            queues.add(from, ByteBuffer.allocate(n * 31 % 3_000), NOW, NOW);
            assertTrue(queues.bytes() <= FairReceiveQueues.ALL_BYTES);
        }
        while (!queues.isEmpty()) {
            take(1);
        }
        assertEquals(0, queues.bytes());
    }

    @Test
    @Tag("FLOOD-3")
    void lateDatagramsOfAFloodingSenderAreDroppedAndNewOnesAreReturned() {
        add(FLOOD, "old");
        add(FLOOD, "old too");
        HostMicros later = NOW.plus(EarliestDatagramArrival.LIMIT_MICROS + 1);
        for (int n = 0; n <= FairReceiveQueues.FEW; n++) {
            queues.add(FLOOD, bytes("new" + n), later, later);
        }

        assertEquals("new0", text(queues.poll(later, age)));
        assertEquals(List.of(FLOOD + " OLD", FLOOD + " OLD"), lost);
    }

    @Test
    @Tag("FLOOD-3")
    void lateDatagramsOfOtherSendersAreReturned() {
        for (int n = 0; n < 1_000; n++) {
            add(FLOOD, "flood" + n);
        }
        add(HAND, "subscription");
        HostMicros later = NOW.plus(EarliestDatagramArrival.LIMIT_MICROS + 1);

        List<String> taken = new ArrayList<>();
        while (!queues.isEmpty()) {
            taken.add(text(queues.poll(later, age)));
        }

        assertEquals("subscription", taken.getFirst());
        assertEquals(1 + FairReceiveQueues.FEW, taken.size());
        assertEquals(1_000 - FairReceiveQueues.FEW, lost.size());
    }

    private void add(Peer from, String text) {
        queues.add(from, bytes(text), NOW, NOW);
    }

    private List<String> take(int most) {
        List<String> taken = new ArrayList<>();
        while (taken.size() < most && !queues.isEmpty()) {
            FairReceiveQueues.QueuedDatagram next = queues.poll(NOW, age);
            taken.add(text(next));
            if (next != null) {
                queues.recycle(next);
            }
        }
        return taken;
    }

    private static String large(int n) {
        return "%04d".formatted(n).repeat(250);
    }

    private static String text(FairReceiveQueues.@Nullable QueuedDatagram datagram) {
        return datagram == null ? "" : new String(datagram.data(), 0, datagram.length(), UTF_8);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
