package io.downbeat.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.Lane;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.model.Session;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Moves of a take in an arrangement: whole ranges are copied as single moves would be. */
class TakeJoinerTest {

    private static final ParamPath PATH = new ParamPath("kick", "decay");
    private static final int BEATS = 40;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void overdubbedLanesHaveEveryMoveOnceInTheOrderOfBeats(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Lane earlier = lane(random, random.nextInt(30));
            Lane later = lane(random, 1 + random.nextInt(30));
            List<Take.Span> taken = spans(random);

            assertEquals(
                    expected(earlier, later, taken),
                    joined(earlier, later, taken, RecordMode.OVERDUB),
                    "seed %d, round %d".formatted(seed, round));
        }
    }

    @Test
    void aReplacedRangeHasTheMovesOfTheTakeAlone() {
        Random random = new Random(9);
        for (int round = 0; round < 200; round++) {
            Lane earlier = lane(random, random.nextInt(30));
            Lane later = lane(random, 1 + random.nextInt(30));
            var range = new Take.Span(Beats.ZERO, Beats.of(BEATS / 2.0));

            assertEquals(
                    expected(earlier, later, List.of(range)),
                    joined(earlier, later, List.of(), RecordMode.REPLACE));
        }
    }

    private static Lane joined(Lane earlier, Lane later, List<Take.Span> taken, RecordMode mode) {
        var before =
                new Arrangement(
                        Beats.of(BEATS), ArrangementState.NONE, List.of(), List.of(earlier));
        var session = new Session(List.of(), List.of(), List.of()).with(before);
        var take =
                new Take(
                        Beats.ZERO,
                        Beats.of(BEATS / 2.0),
                        ArrangementState.NONE,
                        List.of(),
                        List.of(later),
                        new Take.TakenOver(Map.of(), Map.of(PATH, taken)));
        return TakeJoiner.joined(new Document(Graph.empty(), session), take, mode)
                .lanes()
                .getFirst();
    }

    /** A move with the move of its lane before it. */
    private record Move(Lane lane, int index) {
        Beats at() {
            return lane.at(index);
        }
    }

    /** Move by move: a glide stays one only directly behind the move that it came from. */
    private static Lane expected(Lane earlier, Lane later, List<Take.Span> removed) {
        List<Move> all = new ArrayList<>();
        for (int index = 0; index < earlier.size(); index++) {
            Beats at = earlier.at(index);
            if (removed.stream().noneMatch(span -> span.contains(at))) {
                all.add(new Move(earlier, index));
            }
        }
        for (int index = 0; index < later.size(); index++) {
            all.add(new Move(later, index));
        }
        all.sort(Comparator.comparing(Move::at));
        var expected = new Lane.Builder(PATH);
        for (int place = 0; place < all.size(); place++) {
            Move move = all.get(place);
            boolean follows =
                    place > 0
                            && all.get(place - 1).lane() == move.lane()
                            && all.get(place - 1).index() == move.index() - 1;
            if (follows && move.lane().glidesTo(move.index())) {
                expected.addGlide(move.at(), move.lane().number(move.index()));
            } else {
                expected.add(move.at(), move.lane().value(move.index()));
            }
        }
        return expected.build();
    }

    private static Lane lane(Random random, int size) {
        var lane = new Lane.Builder(PATH);
        List<Beats> beats = new ArrayList<>();
        for (int move = 0; move < size; move++) {
            beats.add(Beats.of(random.nextInt(BEATS)));
        }
        beats.sort(Comparator.naturalOrder());
        for (Beats at : beats) {
            switch (random.nextInt(6)) {
                case 0 -> lane.add(at, ParamValue.of("text" + random.nextInt(9)));
                case 1, 2 -> lane.addGlide(at, random.nextDouble());
                default -> lane.add(at, random.nextDouble());
            }
        }
        return lane.build();
    }

    private static List<Take.Span> spans(Random random) {
        List<Take.Span> spans = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            Beats from = Beats.of(random.nextInt(BEATS));
            spans.add(new Take.Span(from, from.plus(Beats.of(random.nextInt(12)))));
        }
        return spans;
    }
}
