package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.UpcomingBoundary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The law on which prepared packets stand: what was announced last is what is written. */
class UpcomingBoundaryTest {

    @ParameterizedTest
    @Tag("UPCOMING-1")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatIsWrittenAtABoundaryIsWhatWasAnnouncedForIt(long seed) {
        Map<Long, UpcomingBoundary> announced = new LinkedHashMap<>();
        int[] prepared = {0};

        for (TurnResult turn :
                RandomPerformances.turnsAtEveryWake(RandomPerformances.random(seed, 400))) {
            for (Event event : turn.events()) {
                if (event instanceof Event.ParamsWritten written
                        && announced.containsKey(written.prepared())) {
                    UpcomingBoundary last = announced.get(written.prepared());
                    assertEquals(values(last.launches()), written.values());
                    assertEquals(last.at(), written.at());
                    prepared[0]++;
                }
            }
            turn.upcoming().forEach(next -> remember(announced, next));
        }

        assertTrue(prepared[0] > 10, "only " + prepared[0] + " boundaries were announced");
    }

    @Test
    @Tag("UPCOMING-1")
    void aBoundaryThatLosesOneLaunchAndKeepsAnotherIsAnnouncedAgain() {
        var scenario = EngineScenario.of(SampleSessions.band()).at("1.4").seconds(0.1);
        scenario.launch("Drums/Drop", "bar").launch("Synth/Drop", "beat");
        UpcomingBoundary both = scenario.lastTurn().upcoming().getFirst();

        scenario.signature(3, 4);

        UpcomingBoundary kept = scenario.lastTurn().upcoming().getFirst();
        assertEquals(both.at(), kept.at());
        assertEquals(2, both.launches().size());
        assertEquals(List.of(both.launches().getLast()), kept.launches());
        assertNotEquals(both.revision(), kept.revision());
    }

    /** One revision, one content. */
    private static void remember(Map<Long, UpcomingBoundary> announced, UpcomingBoundary next) {
        UpcomingBoundary before = announced.put(next.revision(), next);
        assertTrue(before == null || before.equals(next), () -> before + " became " + next);
        assertTrue(next.revision() != 0, next::toString);
    }

    private static ParameterValueList values(List<UpcomingBoundary.Launch> launches) {
        var all = new ParameterValueList.Builder();
        launches.forEach(launch -> all.addAll(launch.values()));
        return all.build();
    }
}
