package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.engine.Conductor;
import io.downbeat.feedback.request.QueuedEventMemoryEstimate;
import io.downbeat.osc.OscArgument;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundaries;
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
class ConductorToFeedbackQueueTest {

    private static final SessionView VIEW = view();

    private final ConductorToFeedbackQueue queue = new ConductorToFeedbackQueue();

    @Test
    void turnsKeepTheirOrder() {
        add(1, "a");
        add(2, "b");

        List<TurnResult> taken = queue.drain(10);

        assertEquals(List.of("a", "b"), texts(taken));
        assertEquals(List.of(1L, 2L), taken.stream().map(each -> each.at().micros()).toList());
        assertTrue(queue.isEmpty());
    }

    @Test
    @Tag("FLOOD-6")
    void turnsBeyondTheLimitAreJoinedAndNoEventIsLost() {
        int all = ConductorToFeedbackQueue.TURNS + 100;
        for (int n = 1; n <= all; n++) {
            add(n, "e" + n);
        }

        List<TurnResult> taken = queue.drain(all);

        assertEquals(ConductorToFeedbackQueue.TURNS + 1, taken.size());
        assertEquals(all, taken.getLast().at().micros());
        assertEquals(expected(1, all), texts(taken));
        assertEquals(0, queue.lostEvents());
    }

    @Test
    void theOrderIsKeptWhileTheQueueIsDrained() {
        List<String> heard = new ArrayList<>();
        int all = 5 * ConductorToFeedbackQueue.TURNS;
        for (int n = 1; n <= all; n++) {
            add(n, "e" + n);
            if (n % 7 == 0) {
                heard.addAll(texts(queue.drain(3)));
            }
        }
        while (!queue.isEmpty()) {
            heard.addAll(texts(queue.drain(64)));
        }

        assertEquals(expected(1, all), heard);
    }

    @Test
    @Tag("FLOOD-6")
    void eventsBeyondTheBoundAreCountedAndTheViewIsKept() {
        add(1, "first");
        add(2, Collections.nCopies(ConductorToFeedbackQueue.EVENTS, event("many")));

        List<TurnResult> taken = queue.drain(10);

        assertEquals(1, queue.lostEvents());
        assertEquals(2, taken.size());
        assertEquals(ConductorToFeedbackQueue.EVENTS - 1, taken.getLast().events().size());
    }

    @Test
    void aSingleTurnOfAnySizeIsAccepted() {
        add(1, Collections.nCopies(ConductorToFeedbackQueue.EVENTS + 5, event("many")));

        assertEquals(
                ConductorToFeedbackQueue.EVENTS + 5, queue.drain(1).getFirst().events().size());
        assertEquals(0, queue.lostEvents());
    }

    @Test
    @Tag("EXTREME-7")
    void longTextsOfOneClientLeaveRoomForOthersAndTheirRoomIsFreed() {
        Event large = ping(60_000);
        long room =
                ConductorToFeedbackQueue.LARGE_EVENT_BYTES / QueuedEventMemoryEstimate.bytes(large);
        for (int n = 0; n < 2 * room; n++) {
            add(n, List.of(large));
        }
        assertEquals(room, queue.lostEvents());

        add(1_000, List.of(large, event("small")));
        assertEquals(room + 1, queue.lostEvents());

        List<Event> taken =
                queue.drain(ConductorToFeedbackQueue.TURNS).stream()
                        .flatMap(report -> report.events().stream())
                        .toList();
        assertEquals(room + 1, taken.size());
        assertEquals(event("small"), taken.getLast());

        add(2_000, Collections.nCopies((int) room, large));
        assertEquals(room + 1, queue.lostEvents());
    }

    @Test
    @Tag("EXTREME-7")
    void theQueueStaysWithinItsShareOfTheHeapForAnyEvents() {
        Event usual = ping(500);
        List<Event> ofTen =
                IntStream.range(0, 10)
                        .mapToObj(n -> ping("udp:10.0.0.1:%d".formatted(9_000 + n), 500))
                        .toList();
        int all =
                (int)
                        (2
                                * ConductorToFeedbackQueue.EVENT_BYTES
                                / QueuedEventMemoryEstimate.bytes(usual));
        long taken = 0;
        for (int n = 0; n < all; n += 10) {
            add(n, ofTen);
        }
        for (TurnResult report : queue.drain(all)) {
            taken += report.events().size();
        }

        assertTrue(
                taken * QueuedEventMemoryEstimate.bytes(usual)
                        <= ConductorToFeedbackQueue.EVENT_BYTES,
                () -> "too much");
        assertEquals(all / 10 * 10 + (all % 10 == 0 ? 0 : 10), taken + queue.lostEvents());
    }

    @Test
    @Tag("FLOOD-8")
    void aFloodOfQuestionsDoesNotDropAnswersToOtherClients() {
        int all = 2 * ConductorToFeedbackQueue.EVENTS;
        for (int n = 0; n < all; n += 64) {
            add(n, Collections.nCopies(64, ping(4)));
        }
        Event others = ping("udp:10.0.0.2:9000", 4);
        add(all, List.of(ping(4), others, event("state")));

        assertEquals(all + 1 - ConductorToFeedbackQueue.EVENTS_OF_A_SENDER, queue.lostEvents());
        List<Event> taken =
                queue.drain(all).stream().flatMap(report -> report.events().stream()).toList();
        assertEquals(ConductorToFeedbackQueue.EVENTS_OF_A_SENDER + 2, taken.size());
        assertEquals(
                List.of(others, event("state")), taken.subList(taken.size() - 2, taken.size()));

        add(all, List.of(ping(4)));
        assertEquals(1, queue.drain(1).getFirst().events().size());
    }

    private static Event ping(int characters) {
        return ping("udp:10.0.0.1:9000", characters);
    }

    private static Event ping(String by, int characters) {
        return new Event.ClientRequested(
                Beats.ZERO,
                new RequestSender(by),
                "/ping",
                new Command.Ping(List.of(OscArgument.s("x".repeat(characters)))));
    }

    private void add(long micros, List<Event> events) {
        queue.add(
                new TurnResult(
                        at(micros), VIEW, events, UpcomingBoundaries.NOTHING, HostMicros.NEVER));
    }

    private void add(int micros, String text) {
        add(micros, List.of(event(text)));
    }

    private static HostMicros at(long micros) {
        return new HostMicros(micros);
    }

    private static Event event(String text) {
        return new Event.Failed(Beats.ZERO, text, "");
    }

    private static List<String> texts(List<TurnResult> batches) {
        return batches.stream()
                .flatMap(report -> report.events().stream())
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
        var setup =
                new Conductor.Setup(
                        GraphFileOpener.untitled(Path.of("").toAbsolutePath()).loaded(),
                        List.of(),
                        new OscObjectNamesInAddresses(AddressSpace.load()),
                        sides -> 0);
        return new Conductor(setup, new HostMicros(0), true).view();
    }
}
