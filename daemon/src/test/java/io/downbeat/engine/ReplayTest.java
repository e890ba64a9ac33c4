package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** The laws on which prepared packets, the journal and crash recovery stand. */
class ReplayTest {

    @ParameterizedTest
    @Tag("REPLAY-1")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void dividingTimeIntoOtherTurnsChangesNoEvent(long seed) {
        List<CommandBatch> performance = RandomPerformances.random(seed, 300);
        List<Event> events = RandomPerformances.turnedAtEveryWake(performance);

        assertEquals(events, RandomPerformances.turnedAtRandom(performance, seed + 1));
        assertEquals(events, RandomPerformances.turnedAtRandom(performance, seed + 2));
    }

    @ParameterizedTest
    @Tag("REPLAY-2")
    @ValueSource(longs = {7, 11})
    void theSameArrivalsGiveTheSameEvents(long seed) {
        List<CommandBatch> performance = RandomPerformances.random(seed, 300);

        assertEquals(
                RandomPerformances.turnedAtEveryWake(performance),
                RandomPerformances.turnedAtEveryWake(performance));
    }

    @ParameterizedTest
    @Tag("REPLAY-4")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void theArrivalsOfRecordedTurnsGiveTheSameEvents(long seed) {
        List<CommandBatch> performance = RandomPerformances.random(seed, 300);
        List<TurnResult> turns = RandomPerformances.turnsWithLateReading(performance, seed);
        // The last turn performs what is due until the end; only what came before it is recorded.
        List<TurnResult> recorded = turns.subList(0, turns.size() - 1);
        List<Event> events = recorded.stream().flatMap(turn -> turn.events().stream()).toList();

        assertEquals(events, RandomPerformances.replayed(turns));
    }

    @ParameterizedTest
    @Tag("REPLAY-3")
    @ValueSource(longs = {4, 6, 9, 10})
    void nothingFailsAndNoBoundaryComesBeforeAnEarlierOne(long seed) {
        List<Event> events =
                RandomPerformances.turnedAtEveryWake(RandomPerformances.random(seed, 500));

        assertTrue(events.stream().noneMatch(Event.Failed.class::isInstance), events::toString);
        Event.BeatPassed last = null;
        for (Event event : events) {
            switch (event) {
                case Event.CountMoved moved -> last = null;
                case Event.MeterChanged changed -> last = null;
                case Event.BeatPassed beat -> {
                    assertTrue(
                            last == null || beat.at().isAfter(last.at()), beat + " after " + last);
                    last = beat;
                }
                default -> {}
            }
        }
    }
}
