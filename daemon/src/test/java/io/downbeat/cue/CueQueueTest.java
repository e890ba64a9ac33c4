package io.downbeat.cue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.time.Beats;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Laws of what waits: a total order, and all of one beat at once. */
class CueQueueTest {

    private final CueQueue<String> queue = new CueQueue<>();

    @Test
    void onOneBeatRankComesFirstThenTheOrderOfAsking() {
        queue.cue(Beats.of(4), Rank.WRITE, "write");
        queue.cue(Beats.of(4), Rank.LAUNCH, "one");
        queue.cue(Beats.of(4), Rank.LAUNCH, "two");
        queue.cue(Beats.of(4), Rank.STOP, "stop");
        queue.cue(Beats.of(4), Rank.TIMELINE, "tempo");

        assertEquals(List.of("tempo", "stop", "one", "two", "write"), take());
    }

    @Test
    void takingGivesOneBeatAndLeavesTheRest() {
        queue.cue(Beats.of(8), Rank.TIMELINE, "later");
        queue.cue(Beats.of(4), Rank.WRITE, "now");

        assertEquals(Optional.of(Beats.of(4)), queue.next());
        assertEquals(List.of("now"), take());
        assertEquals(List.of("later"), take());
        assertEquals(Optional.empty(), queue.next());
        assertEquals(List.of(), take());
    }

    @Test
    void aMovedCueKeepsItsPlaceAmongEquals() {
        var first = queue.cue(Beats.of(8), Rank.LAUNCH, "first");
        queue.cue(Beats.of(4), Rank.LAUNCH, "second");
        queue.move(first, Beats.of(4));

        assertEquals(List.of("first", "second"), take());
    }

    @Test
    void aCancelledCueIsGone() {
        var first = queue.cue(Beats.of(4), Rank.LAUNCH, "first");
        queue.cue(Beats.of(4), Rank.LAUNCH, "second");
        queue.cancel(first);

        assertEquals(List.of("second"), take());
    }

    @Test
    void noTwoCuesAreEqualSoNoneIsLost() {
        for (int n = 0; n < 100; n++) {
            queue.cue(Beats.ZERO, Rank.LAUNCH, "same");
        }

        assertEquals(100, queue.all().size());
    }

    @Test
    void whateverIsCuedComesOutInOrder() {
        List<Rank> ranks = List.of(Rank.values());
        var dice = new Random(3);
        var cued = new ArrayList<Cue<String>>();
        for (int n = 0; n < 1_000; n++) {
            Rank rank = ranks.get(dice.nextInt(ranks.size()));
            cued.add(queue.cue(Beats.of(dice.nextInt(20)), rank, "cue " + n));
        }
        cued.sort(
                Comparator.<Cue<String>, Beats>comparing(Cue::at)
                        .thenComparing(Cue::rank)
                        .thenComparing(Cue::order));

        var taken = new ArrayList<Cue<String>>();
        while (queue.next().isPresent()) {
            taken.addAll(queue.take());
        }
        assertEquals(cued, taken);
    }

    private List<String> take() {
        return queue.take().stream().map(Cue::action).toList();
    }
}
