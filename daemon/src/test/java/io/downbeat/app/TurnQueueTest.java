package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.control.OscSpelling;
import io.downbeat.engine.Conductor;
import io.downbeat.feedback.Batch;
import io.downbeat.feedback.EventSize;
import io.downbeat.osc.OscArgument;
import io.downbeat.persistence.GraphStore;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.SessionView;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Turns on their way to the thread that tells clients. */
class TurnQueueTest {

    private static final SessionView VIEW = view();

    private final TurnQueue queue = new TurnQueue();

    @Test
    void turnsComeOutAsTheyWentIn() {
        add(1, "a");
        add(2, "b");

        List<Batch> taken = queue.take(10);

        assertEquals(List.of("a", "b"), texts(taken));
        assertEquals(List.of(1L, 2L), taken.stream().map(each -> each.at().micros()).toList());
        assertTrue(queue.isEmpty());
    }

    @Test
    @Tag("FLOOD-6")
    void behindTooManyTurnsFurtherOnesBecomeOneAndNothingIsLost() {
        int all = TurnQueue.TURNS + 100;
        for (int n = 1; n <= all; n++) {
            add(n, "e" + n);
        }

        List<Batch> taken = queue.take(all);

        assertEquals(TurnQueue.TURNS + 1, taken.size());
        assertEquals(all, taken.getLast().at().micros());
        assertEquals(expected(1, all), texts(taken));
        assertEquals(0, queue.lostEvents());
    }

    @Test
    void theOrderIsKeptHoweverTheQueueIsEmptiedMeanwhile() {
        List<String> heard = new ArrayList<>();
        int all = 5 * TurnQueue.TURNS;
        for (int n = 1; n <= all; n++) {
            add(n, "e" + n);
            if (n % 7 == 0) {
                heard.addAll(texts(queue.take(3)));
            }
        }
        while (!queue.isEmpty()) {
            heard.addAll(texts(queue.take(64)));
        }

        assertEquals(expected(1, all), heard);
    }

    @Test
    @Tag("FLOOD-6")
    void eventsBeyondTheBoundAreCountedAndTheViewIsKept() {
        add(1, "first");
        queue.add(VIEW, Collections.nCopies(TurnQueue.EVENTS, event("many")), at(2));

        List<Batch> taken = queue.take(10);

        assertEquals(1, queue.lostEvents());
        assertEquals(2, taken.size());
        assertEquals(TurnQueue.EVENTS - 1, taken.getLast().events().size());
    }

    @Test
    void aSingleTurnMayBeAsLargeAsItIs() {
        queue.add(VIEW, Collections.nCopies(TurnQueue.EVENTS + 5, event("many")), at(1));

        assertEquals(TurnQueue.EVENTS + 5, queue.take(1).getFirst().events().size());
        assertEquals(0, queue.lostEvents());
    }

    @Test
    @Tag("EXTREME-7")
    void longTextsOfOneTakeNoRoomOfWhatOthersAskAndRoomComesBack() {
        Event large = ping(60_000);
        long room = TurnQueue.LARGE_EVENT_BYTES / EventSize.bytes(large);
        for (int n = 0; n < 2 * room; n++) {
            queue.add(VIEW, List.of(large), at(n));
        }
        assertEquals(room, queue.lostEvents());

        queue.add(VIEW, List.of(large, event("small")), at(1_000));
        assertEquals(room + 1, queue.lostEvents());

        List<Event> taken =
                queue.take(TurnQueue.TURNS).stream()
                        .flatMap(batch -> batch.events().stream())
                        .toList();
        assertEquals(room + 1, taken.size());
        assertEquals(event("small"), taken.getLast());

        queue.add(VIEW, Collections.nCopies((int) room, large), at(2_000));
        assertEquals(room + 1, queue.lostEvents());
    }

    @Test
    @Tag("EXTREME-7")
    void whateverItsEventsAreTheQueueTakesNoMoreThanItsShareOfTheHeap() {
        Event usual = ping(500);
        List<Event> ofTen =
                IntStream.range(0, 10)
                        .mapToObj(n -> ping("udp:10.0.0.1:%d".formatted(9_000 + n), 500))
                        .toList();
        int all = (int) (2 * TurnQueue.EVENT_BYTES / EventSize.bytes(usual));
        long taken = 0;
        for (int n = 0; n < all; n += 10) {
            queue.add(VIEW, ofTen, at(n));
        }
        for (Batch batch : queue.take(all)) {
            taken += batch.events().size();
        }

        assertTrue(taken * EventSize.bytes(usual) <= TurnQueue.EVENT_BYTES, () -> "too much");
        assertEquals(all / 10 * 10 + (all % 10 == 0 ? 0 : 10), taken + queue.lostEvents());
    }

    @Test
    @Tag("FLOOD-8")
    void whoAsksWithoutEndCostsNobodyElseAnAnswerAndRoomComesBack() {
        int all = 2 * TurnQueue.EVENTS;
        for (int n = 0; n < all; n += 64) {
            queue.add(VIEW, Collections.nCopies(64, ping(4)), at(n));
        }
        Event others = ping("udp:10.0.0.2:9000", 4);
        queue.add(VIEW, List.of(ping(4), others, event("state")), at(all));

        assertEquals(all + 1 - TurnQueue.EVENTS_OF_A_SENDER, queue.lostEvents());
        List<Event> taken =
                queue.take(all).stream().flatMap(batch -> batch.events().stream()).toList();
        assertEquals(TurnQueue.EVENTS_OF_A_SENDER + 2, taken.size());
        assertEquals(
                List.of(others, event("state")), taken.subList(taken.size() - 2, taken.size()));

        queue.add(VIEW, List.of(ping(4)), at(all));
        assertEquals(1, queue.take(1).getFirst().events().size());
    }

    private static Event ping(int characters) {
        return ping("udp:10.0.0.1:9000", characters);
    }

    private static Event ping(String by, int characters) {
        return new Event.ForClient(
                Beats.ZERO,
                new Origin(by),
                "/ping",
                new Command.Ping(List.of(OscArgument.s("x".repeat(characters)))));
    }

    private void add(int micros, String text) {
        queue.add(VIEW, List.of(event(text)), at(micros));
    }

    private static HostMicros at(int micros) {
        return new HostMicros(micros);
    }

    private static Event event(String text) {
        return new Event.Failed(Beats.ZERO, text, "");
    }

    private static List<String> texts(List<Batch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.events().stream())
                .map(event -> ((Event.Failed) event).what())
                .toList();
    }

    private static List<String> expected(int first, int last) {
        List<String> all = new ArrayList<>();
        for (int n = first; n <= last; n++) {
            all.add("e" + n);
        }
        return all;
    }

    private static SessionView view() {
        var cast =
                new Conductor.Cast(
                        GraphStore.untitled(Path.of("").toAbsolutePath()).piece(),
                        List.of(),
                        new OscSpelling(),
                        sides -> 0);
        return new Conductor(cast, new HostMicros(0), true).view();
    }
}
