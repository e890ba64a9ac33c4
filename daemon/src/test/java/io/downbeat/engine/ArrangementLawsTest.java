package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/**
 * The laws of replay, turns and recovery, for random performances that also record and play the
 * arrangement, with random edits in between.
 */
class ArrangementLawsTest {

    private static final int ARRIVALS = 200;

    @ParameterizedTest
    @Tag("ARRANGEMENT-2")
    @ValueSource(
            longs = {
                1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1106, 1102, 1103, 1104, 1105, 1201,
                1202, 1203, 1204, 1205
            })
    void dividingTimeIntoOtherTurnsChangesNoEvent(long seed) {
        List<CommandBatch> performance = RandomPerformances.random(seed, ARRIVALS);
        List<Event> events = RandomPerformances.turnedAtEveryWake(performance);

        assertTrue(events.stream().anyMatch(ArrangementLawsTest::isByArrangement));
        assertNothingFailed(events);
        assertSame(events, RandomPerformances.turnedAtRandom(performance, seed + 1));
        assertSame(events, RandomPerformances.turnedAtRandom(performance, seed + 2));
    }

    @ParameterizedTest
    @Tag("ARRANGEMENT-2")
    @ValueSource(
            longs = {
                1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1111, 1112, 1113, 1114, 1115, 1211,
                1212, 1213, 1214, 1215
            })
    void editsInBetweenBreakNothing(long seed) {
        List<TurnResult> turns = RandomEdits.turnsAtEveryWake(seed, ARRIVALS);

        assertNothingFailed(RandomEdits.events(turns));
        assertSame(
                RandomEdits.events(turns), RandomEdits.eventsOfRandomTurns(seed, ARRIVALS, seed));
    }

    @ParameterizedTest
    @Tag("ARRANGEMENT-3")
    @ValueSource(
            longs = {
                1021, 1022, 1023, 1024, 1025, 1026, 1027, 1028, 1121, 1122, 1123, 1124, 1125, 1221,
                1222, 1223, 1224, 1225
            })
    void anotherConductorGoesOnWithATakeAndWithWhatPlays(long seed) {
        List<TurnResult> undisturbed = RandomEdits.turnsOfResumedConductors(seed, ARRIVALS, 0);

        for (int each : List.of(1, 8)) {
            List<TurnResult> resumed = RandomEdits.turnsOfResumedConductors(seed, ARRIVALS, each);
            assertSame(RandomEdits.events(undisturbed), RandomEdits.events(resumed));
            assertEquals(
                    undisturbed.getLast().view().session(), resumed.getLast().view().session());
            assertEquals(
                    undisturbed.getLast().view().arrangement(),
                    resumed.getLast().view().arrangement());
        }
    }

    @ParameterizedTest
    @Tag("ARRANGEMENT-3")
    @ValueSource(
            longs = {
                1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038, 1131, 1132, 1133, 1134, 1135, 1231,
                1232, 1233, 1234, 1235
            })
    void theJournalHoldsTheTakeThatRuns(long seed, @TempDir Path folder) {
        List<TurnResult> undisturbed = RandomEdits.turnsOfResumedConductors(seed, ARRIVALS, 0);

        List<TurnResult> recovered =
                RandomEdits.turnsOfRecoveredConductors(
                        seed, ARRIVALS, 6, 3, folder.resolve("journal"));

        assertSame(RandomEdits.events(undisturbed), RandomEdits.events(recovered));
        assertEquals(undisturbed.getLast().view().session(), recovered.getLast().view().session());
    }

    private static boolean isByArrangement(Event event) {
        return event instanceof Event.ClipActivated launched
                && launched.cause() == Event.LaunchCause.ARRANGEMENT;
    }

    private static void assertNothingFailed(List<Event> events) {
        assertEquals(List.of(), events.stream().filter(Event.Failed.class::isInstance).toList());
    }

    /** The events before the first difference are not shown: there are thousands. */
    private static void assertSame(List<Event> expected, List<Event> actual) {
        int same = 0;
        while (same < Math.min(expected.size(), actual.size())
                && expected.get(same).toString().equals(actual.get(same).toString())) {
            same++;
        }
        assertEquals(lines(expected, same), lines(actual, same));
    }

    private static String lines(List<Event> events, int from) {
        return String.join(
                "\n",
                events.subList(from, Math.min(from + 4, events.size())).stream()
                        .map(Event::toString)
                        .toList());
    }
}
