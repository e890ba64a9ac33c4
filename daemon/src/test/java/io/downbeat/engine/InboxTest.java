package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.Command;
import io.downbeat.session.Origin;
import io.downbeat.session.Ref;
import io.downbeat.session.Request;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way in: fair, ordered, bounded, and clear about what it turns away. */
class InboxTest {

    private static final String ONE = "tcp:10.0.0.1:9000";
    private static final String TWO = "tcp:10.0.0.2:9000";

    /** So many writes of one sender find room when nothing else waits. */
    private static final int WRITES =
            Inbox.SENDER_MOST - Inbox.SENDER_MOST / Inbox.PART_NOT_FOR_WRITES;

    private int woken;
    private long moment;
    private final Inbox inbox = new Inbox(() -> woken++);

    @Test
    @Tag("INBOX-1")
    void whatIsOfferedIsTakenInItsOrderAndOnce() {
        Arrival first = write(ONE, "kick", 1);
        Arrival second = launch();

        assertTrue(inbox.offer(first) && inbox.offer(second));

        assertEquals(List.of(first, second), inbox.take(Integer.MAX_VALUE));
        assertEquals(List.of(), inbox.take(Integer.MAX_VALUE));
        assertEquals(2, woken);
    }

    @Test
    @Tag("INBOX-2")
    void aSenderWhoseRoomIsFullKeepsTheLatestOfEachKnob() {
        fill(WRITES - 2);
        inbox.offer(write(ONE, "kick", 1));
        inbox.offer(write(ONE, "snare", 1));

        Arrival latest = write(ONE, "kick", 2);
        assertTrue(inbox.offer(latest));

        List<Arrival> all = inbox.take(Integer.MAX_VALUE);
        assertEquals(WRITES, all.size());
        assertEquals(latest, all.get(WRITES - 2));
        assertEquals(1, inbox.merged());
        assertTrue(inbox.isEmpty());
    }

    @Test
    @Tag("INBOX-2")
    void writesThatCameInPacketsAreMergedAlthoughTheirClientIsNotedAsHeard() {
        fill(WRITES - 1);
        inbox.offer(heard(write(ONE, "kick", 1)));

        Arrival latest = heard(write(ONE, "kick", 2));
        assertTrue(inbox.offer(latest));

        assertEquals(latest, inbox.take(Integer.MAX_VALUE).getLast());
        assertEquals(1, inbox.merged());
    }

    @Test
    @Tag("INBOX-2")
    void writesAreNotMergedAcrossAnotherCommandNorBetweenClients() {
        fill(WRITES - 2);
        inbox.offer(write(ONE, "kick", 1));
        inbox.offer(launch());
        assertFalse(inbox.offer(write(ONE, "kick", 2)));
        assertEquals(1, inbox.turnedAway());

        assertTrue(inbox.offer(write(TWO, "kick", 2)));
        assertEquals(0, inbox.merged());
    }

    @Test
    @Tag("INBOX-3")
    void launchesHaveRoomOfTheirOwnAndAreThenTurnedAway() {
        fill(WRITES);
        assertFalse(inbox.offer(write(ONE, "another", 1)));
        for (int n = WRITES; n < Inbox.SENDER_MOST; n++) {
            assertTrue(inbox.offer(launch()));
        }

        int before = woken;
        assertFalse(inbox.offer(launch()));
        assertEquals(before, woken);
        assertEquals(2, inbox.turnedAway());
        assertEquals(Inbox.SENDER_MOST, inbox.take(Integer.MAX_VALUE).size());
        assertTrue(inbox.offer(launch()));
    }

    @Test
    @Tag("INBOX-4")
    void sendersTakeTurnsAndEachKeepsItsOrder() {
        Arrival first = write(ONE, "kick", 1);
        Arrival second = write(ONE, "kick", 2);
        Arrival third = write(ONE, "kick", 3);
        Arrival others = write(TWO, "snare", 1);
        Arrival othersNext = write(TWO, "snare", 2);
        List.of(first, second, third, others, othersNext).forEach(inbox::offer);

        assertEquals(List.of(first, others, second), inbox.take(3));
        assertEquals(List.of(othersNext, third), inbox.take(3));
        assertTrue(inbox.isEmpty());
    }

    @Test
    @Tag("INBOX-4")
    void whoFloodsTakesNobodysPlaceAndNobodysTime() {
        for (int sender = 0; sender < 63; sender++) {
            int taken = 0;
            while (inbox.offer(write("tcp:10.0.1." + sender + ":9000", "knob" + taken, taken))) {
                taken++;
            }
        }

        Arrival launch = launch();
        assertTrue(inbox.offer(launch));
        assertEquals(launch, inbox.take(64).getLast());
        int rest = inbox.take(Integer.MAX_VALUE).size();
        assertTrue(64 + rest <= Inbox.MOST * 3 / 2, rest + " more were waiting");
    }

    @Test
    @Tag("INBOX-1")
    void whatIsNotTakenAtOnceStaysInItsOrder() {
        Arrival first = write(ONE, "kick", 1);
        Arrival second = launch();
        inbox.offer(first);
        inbox.offer(second);

        assertEquals(List.of(first), inbox.take(1));
        assertFalse(inbox.isEmpty());
        assertEquals(List.of(second), inbox.take(1));
        assertTrue(inbox.isEmpty());
    }

    private void fill(int count) {
        for (int n = 0; n < count; n++) {
            assertTrue(inbox.offer(write(ONE, "knob" + n, n)));
        }
    }

    private static Arrival heard(Arrival write) {
        var requests = new ArrayList<>(write.requests());
        requests.addFirst(new Request("", new Command.Heard()));
        return new Arrival(write.at(), write.by(), write.due(), requests);
    }

    private Arrival write(String by, String node, double value) {
        return arrival(
                by,
                "/node/" + node + "/level",
                new Command.WriteParam(Ref.of(node), Ref.of("level"), ParamValue.of(value)));
    }

    private Arrival launch() {
        return arrival(
                ONE, "/scene/1/launch", new Command.LaunchScene(Ref.position(1), Optional.empty()));
    }

    private Arrival arrival(String by, String address, Command command) {
        return new Arrival(
                new HostMicros(moment++),
                new Origin(by),
                Optional.empty(),
                List.of(new Request(address, command)));
    }
}
