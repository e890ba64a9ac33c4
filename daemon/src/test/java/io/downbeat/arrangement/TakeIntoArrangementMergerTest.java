package io.downbeat.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.downbeat.fade.Transition;
import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Moves of a take in an arrangement, by the values that are played in the middle of each beat. */
class TakeIntoArrangementMergerTest {

    private static final ParamPath PATH = new ParamPath("kick", "decay");
    private static final int BEATS = 40;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void overdubbedLanesPlayTheLatestMoveOfEither(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            ParameterLane earlier = lane(random, random.nextInt(30));
            ParameterLane later = lane(random, 1 + random.nextInt(30));
            List<Take.Span> taken = spans(random);

            assertSameValues(
                    expected(earlier, later, taken),
                    joined(earlier, later, taken, RecordMode.OVERDUB),
                    "seed %d, round %d".formatted(seed, round));
        }
    }

    @Test
    void aReplacedRangeHasTheValuesOfTheTakeAlone() {
        Random random = new Random(9);
        for (int round = 0; round < 200; round++) {
            ParameterLane earlier = lane(random, random.nextInt(30));
            ParameterLane later = lane(random, 1 + random.nextInt(30));
            var range = new Take.Span(Beats.ZERO, Beats.of(BEATS / 2.0));

            assertSameValues(
                    expected(earlier, later, List.of(range)),
                    joined(earlier, later, List.of(), RecordMode.REPLACE),
                    "round " + round);
        }
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void aGlideEndsBeforeAReplacedRangeAndGoesOnBehindIt() {
        ParameterLane ride =
                new ParameterLane.Builder(PATH)
                        .add(Beats.of(7), 0)
                        .addGlide(Beats.of(17), 10)
                        .build();
        var range = new Take.Span(Beats.of(8), Beats.of(16));

        ParameterLane joined =
                joined(ride, new ParameterLane.Builder(PATH).build(), List.of(range));

        assertEquals(
                List.of("7.0 0", "7.999999 1 glides", "16.0 9", "17.0 10 glides"), moves(joined));
    }

    @Test
    void aLaneWithoutAMoveInTheRangeStaysTheSameObject() {
        ParameterLane lane =
                new ParameterLane.Builder(PATH).add(Beats.of(7), 0).add(Beats.of(17), 1).build();
        var range = new Take.Span(Beats.of(8), Beats.of(16));

        assertSame(lane, joined(lane, new ParameterLane.Builder(PATH).build(), List.of(range)));
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void aTrackThatAHandTookOverTakesTheMovesOfItsParametersWithIt() {
        ParameterLane ride =
                new ParameterLane.Builder(PATH).add(Beats.of(4), 0.5).add(Beats.of(9), 0.7).build();
        var session = SampleSessions.band().session();
        var before =
                new Arrangement(Beats.of(BEATS), ArrangementState.NONE, List.of(), List.of(ride));
        var taken =
                new Take.TakenOver(
                        Map.of(
                                new TrackId("tr_drums"),
                                List.of(new Take.Span(Beats.of(3), Beats.of(8)))),
                        Map.of());
        var take =
                new Take(
                        Beats.of(2),
                        Beats.of(8),
                        ArrangementState.NONE,
                        List.of(),
                        List.of(),
                        taken);

        Arrangement joined =
                TakeIntoArrangementMerger.joined(
                        new Document(SampleSessions.band().graph(), session.with(before)),
                        take,
                        RecordMode.OVERDUB);

        assertEquals(List.of("9.0 0.7"), moves(joined.lanes().getFirst()));
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void aStateThatIsRestoredWhereAHandHadTakenATrackOverLeavesThatTrackAlone() {
        var drums = new TrackId("tr_drums");
        var level = new ParamPath("gain", "level");
        GraphFileContents band = SampleSessions.band();
        var state =
                new ArrangementState(
                        TempoProfile.of(new Tempo(120)),
                        Meter.COMMON,
                        List.of(
                                new ArrangementState.ActiveTrack(
                                        drums, Optional.of(new ClipId(drums, "c_tr_drums_1")))),
                        List.of(
                                new ArrangementState.StoredValue(PATH, ParamValue.of(0.11)),
                                new ArrangementState.StoredValue(level, ParamValue.of(0.22))),
                        List.of());
        var before =
                new Arrangement(
                        Beats.of(BEATS),
                        ArrangementState.NONE,
                        List.of(new ArrangementEvent.StateSet(Beats.of(12), state)),
                        List.of());
        var launch =
                new ArrangementEvent.ClipLaunched(
                        Beats.of(10), new ClipId(drums, "c_tr_drums_2"), Transition.CUT, false);
        var take =
                new Take(
                        Beats.of(8),
                        Beats.of(20),
                        ArrangementState.NONE,
                        List.of(launch),
                        List.of(),
                        new Take.TakenOver(
                                Map.of(drums, List.of(new Take.Span(Beats.of(10), Beats.of(20)))),
                                Map.of()));
        var document = new Document(band.graph(), band.session().with(before));

        Arrangement joined = TakeIntoArrangementMerger.joined(document, take, RecordMode.OVERDUB);

        ArrangementStateAtBeat stands =
                ArrangementStateAtBeat.find(
                        Beats.of(13),
                        joined,
                        new Document(band.graph(), band.session().with(joined)));
        assertEquals(
                Optional.of("c_tr_drums_2"),
                stands.active().getOrDefault(drums, Optional.empty()).map(ClipId::text));
        assertEquals(0.4, number(stands, band, PATH));
        assertEquals(0.22, number(stands, band, level));
    }

    private static double number(
            ArrangementStateAtBeat state, GraphFileContents loaded, ParamPath path) {
        int number = loaded.graph().parameter(path).orElseThrow().number();
        return state.values().valueOf(number).orElseThrow() instanceof ParamValue.Numeric(var is)
                ? is
                : Double.NaN;
    }

    private static List<String> moves(ParameterLane lane) {
        List<String> moves = new ArrayList<>();
        for (int index = 0; index < lane.size(); index++) {
            String value = new DecimalFormat("0.##").format(lane.number(index));
            moves.add(
                    lane.at(index).quarters()
                            + " "
                            + value
                            + (lane.glidesTo(index) ? " glides" : ""));
        }
        return moves;
    }

    private static ParameterLane joined(
            ParameterLane earlier, ParameterLane later, List<Take.Span> taken) {
        return joined(earlier, later, taken, RecordMode.OVERDUB);
    }

    private static ParameterLane joined(
            ParameterLane earlier, ParameterLane later, List<Take.Span> taken, RecordMode mode) {
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
                        later.isEmpty() ? List.of() : List.of(later),
                        new Take.TakenOver(Map.of(), Map.of(PATH, taken)));
        return TakeIntoArrangementMerger.joined(new Document(Graph.empty(), session), take, mode)
                .lanes()
                .stream()
                .findFirst()
                .orElseGet(() -> new ParameterLane.Builder(PATH).build());
    }

    /**
     * The value in the middle of each beat; all moves lie on beats. The lane that moved last is
     * played, also while it glides. A removed range has nothing of the earlier one, and behind it
     * that goes on with its glide.
     */
    private static List<Optional<ParamValue>> expected(
            ParameterLane earlier, ParameterLane later, List<Take.Span> removed) {
        List<Optional<ParamValue>> values = new ArrayList<>();
        Optional<ParameterLane> played = Optional.empty();
        Optional<ParamValue> present = Optional.empty();
        boolean wasRemoved = false;
        for (int beat = 0; beat < BEATS; beat++) {
            Beats at = Beats.of(beat);
            Beats middle = Beats.of(beat + 0.5);
            boolean isRemoved = removed.stream().anyMatch(span -> span.contains(at));
            boolean goesOn = wasRemoved && glides(earlier, middle);
            if (isRemoved && played.filter(earlier::equals).isPresent()) {
                present = value(earlier, at.minus(Beats.micro(1)));
                played = Optional.empty();
            }
            if (!isRemoved && (goesOn || movesOn(earlier, at))) {
                played = Optional.of(earlier);
            }
            if (movesOn(later, at)) {
                played = Optional.of(later);
            }
            present = played.isPresent() ? value(played.get(), middle) : present;
            values.add(present);
            wasRemoved = isRemoved;
        }
        return values;
    }

    private static boolean movesOn(ParameterLane lane, Beats at) {
        return lane.firstAtOrAfter(at) < lane.firstAfter(at);
    }

    private static boolean glides(ParameterLane lane, Beats at) {
        int next = lane.firstAfter(at);
        return next > 0 && next < lane.size() && lane.glidesTo(next);
    }

    private static Optional<ParamValue> value(ParameterLane lane, Beats at) {
        int next = lane.firstAfter(at);
        if (next == 0) {
            return Optional.empty();
        }
        return Optional.of(
                glides(lane, at)
                        ? ParamValue.of(lane.valueOnLine(next, at))
                        : lane.value(next - 1));
    }

    private static void assertSameValues(
            List<Optional<ParamValue>> expected, ParameterLane lane, String where) {
        for (int beat = 0; beat < BEATS; beat++) {
            Optional<ParamValue> value = value(lane, Beats.of(beat + 0.5));
            String message = where + ", beat " + beat;
            if (expected.get(beat).orElse(ParamValue.of("")) instanceof ParamValue.Numeric(var is)
                    && value.orElseThrow() instanceof ParamValue.Numeric(var was)) {
                // A glide ends one micro-beat before its range does.
                assertEquals(is, was, 1e-5, message);
            } else {
                assertEquals(expected.get(beat), value, message);
            }
        }
    }

    private static ParameterLane lane(Random random, int size) {
        var lane = new ParameterLane.Builder(PATH);
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
