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

import java.util.List;
import java.util.Optional;

/** The way in: ordered, bounded, and clear about what it turns away. */
class InboxTest {

    private static final String ONE = "udp:10.0.0.1:9000";

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
    void aFullInboxKeepsTheLatestOfEachKnob() {
        fill(Inbox.MOST - 2);
        inbox.offer(write(ONE, "kick", 1));
        inbox.offer(write(ONE, "snare", 1));

        Arrival latest = write(ONE, "kick", 2);
        assertTrue(inbox.offer(latest));

        List<Arrival> all = inbox.take(Integer.MAX_VALUE);
        assertEquals(Inbox.MOST, all.size());
        assertEquals(latest, all.get(Inbox.MOST - 2));
        assertEquals(1, inbox.merged());
    }

    @Test
    @Tag("INBOX-2")
    void writesAreNotMergedAcrossAnotherCommandNorBetweenClients() {
        fill(Inbox.MOST - 2);
        inbox.offer(write(ONE, "kick", 1));
        inbox.offer(launch());
        assertFalse(inbox.offer(write(ONE, "kick", 2)));
        assertEquals(1, inbox.turnedAway());

        inbox.take(Integer.MAX_VALUE);
        fill(Inbox.MOST - 1);
        inbox.offer(write(ONE, "kick", 1));
        assertFalse(inbox.offer(write("udp:10.0.0.2:9000", "kick", 2)));
    }

    @Test
    @Tag("INBOX-3")
    void launchesHaveRoomOfTheirOwnAndAreThenTurnedAway() {
        fill(Inbox.MOST);
        for (int n = 0; n < Inbox.RESERVED; n++) {
            assertTrue(inbox.offer(launch()));
        }

        int before = woken;
        assertFalse(inbox.offer(launch()));
        assertEquals(before, woken);
        assertEquals(1, inbox.turnedAway());
        assertEquals(Inbox.MOST + Inbox.RESERVED, inbox.take(Integer.MAX_VALUE).size());
        assertTrue(inbox.offer(launch()));
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
