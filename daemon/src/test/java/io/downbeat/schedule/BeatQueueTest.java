package io.downbeat.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.time.Beats;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Laws of what waits: a total order, and all of one beat at once. */
class BeatQueueTest {

    private final BeatQueue<String> queue = new BeatQueue<>();

    @Test
    void equalBeatsAreOrderedByRankThenByArrival() {
        queue.schedule(Beats.of(4), SameBeatOrder.WRITE, "write");
        queue.schedule(Beats.of(4), SameBeatOrder.LAUNCH, "one");
        queue.schedule(Beats.of(4), SameBeatOrder.LAUNCH, "two");
        queue.schedule(Beats.of(4), SameBeatOrder.STOP, "stop");
        queue.schedule(Beats.of(4), SameBeatOrder.TIMELINE, "tempo");

        assertEquals(List.of("tempo", "stop", "one", "two", "write"), take());
    }

    @Test
    void drainingReturnsOneBeatAndKeepsTheRest() {
        queue.schedule(Beats.of(8), SameBeatOrder.TIMELINE, "later");
        queue.schedule(Beats.of(4), SameBeatOrder.WRITE, "now");

        assertEquals(Optional.of(Beats.of(4)), queue.next());
        assertEquals(List.of("now"), take());
        assertEquals(List.of("later"), take());
        assertEquals(Optional.empty(), queue.next());
        assertEquals(List.of(), take());
    }

    @Test
    void aMovedEntryKeepsItsOrderAmongEquals() {
        var first = queue.schedule(Beats.of(8), SameBeatOrder.LAUNCH, "first");
        queue.schedule(Beats.of(4), SameBeatOrder.LAUNCH, "second");
        queue.move(first, Beats.of(4));

        assertEquals(List.of("first", "second"), take());
    }

    @Test
    void aCancelledEntryIsRemoved() {
        var first = queue.schedule(Beats.of(4), SameBeatOrder.LAUNCH, "first");
        queue.schedule(Beats.of(4), SameBeatOrder.LAUNCH, "second");
        queue.cancel(first);

        assertEquals(List.of("second"), take());
    }

    @Test
    void equalEntriesAreAllKept() {
        for (int n = 0; n < 100; n++) {
            queue.schedule(Beats.ZERO, SameBeatOrder.LAUNCH, "same");
        }

        assertEquals(100, queue.all().size());
    }

    @Test
    void entriesComeOutInOrder() {
        List<SameBeatOrder> ranks = List.of(SameBeatOrder.values());
        var dice = new Random(3);
        var cued = new ArrayList<ScheduledAction<String>>();
        for (int n = 0; n < 1_000; n++) {
            SameBeatOrder rank = ranks.get(dice.nextInt(ranks.size()));
            cued.add(queue.schedule(Beats.of(dice.nextInt(20)), rank, "cue " + n));
        }
        cued.sort(
                Comparator.<ScheduledAction<String>, Beats>comparing(ScheduledAction::at)
                        .thenComparing(ScheduledAction::rank)
                        .thenComparing(ScheduledAction::order));

        var taken = new ArrayList<ScheduledAction<String>>();
        while (queue.next().isPresent()) {
            taken.addAll(queue.drainDue());
        }
        assertEquals(cued, taken);
    }

    private List<String> take() {
        return queue.drainDue().stream().map(ScheduledAction::action).toList();
    }
}
