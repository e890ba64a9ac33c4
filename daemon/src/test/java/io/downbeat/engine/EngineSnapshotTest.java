package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.downbeat.graph.Graph;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.editing.UndoHistorySnapshot;
import io.downbeat.session.editing.UndoHistorySnapshot.Kept;
import io.downbeat.session.model.Document;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.SessionView;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The law on which recovery after a crash stands. */
class EngineSnapshotTest {

    private static final int ARRIVALS = 250;

    @ParameterizedTest
    @Tag("RESUME-1")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 33})
    void anotherConductorGoesOnFromTheSnapshotAsThisOneWouldHave(long seed) {
        List<TurnResult> undisturbed = RandomEdits.turnsOfResumedConductors(seed, ARRIVALS, 0);

        for (int each : List.of(1, 8)) {
            List<TurnResult> resumed = RandomEdits.turnsOfResumedConductors(seed, ARRIVALS, each);
            assertIterableEquals(lines(undisturbed), lines(resumed));
            assertSame(undisturbed.getLast().view(), resumed.getLast().view());
        }
    }

    @ParameterizedTest
    @Tag("RESUME-2")
    @ValueSource(longs = {4, 6, 9, 10})
    void aResumedConductorPerformsTheSame(long seed) {
        var setup = RandomPerformances.setup();
        var conductor = new Conductor(setup, RandomPerformances.START, true);
        for (var batch : RandomPerformances.onOwnClock(RandomPerformances.random(seed, 100))) {
            conductor.advance(batch.at(), List.of(batch));
            EngineSnapshot taken = conductor.snapshot();
            EngineSnapshot again = Conductor.resumed(setup, taken).snapshot();

            assertEquals(withoutHistory(taken), withoutHistory(again));
            assertEquals(taken.history().undoCount(), again.history().undoCount());
            assertEquals(taken.history().state(), again.history().state());
        }
    }

    @Test
    @Tag("JOURNAL-1")
    void aSnapshotThatIsTakenInBetweenHidesNoLaunchFromTheJournal() {
        var conductor = new Conductor(RandomPerformances.setup(), RandomPerformances.START, true);
        EngineSnapshot earlier = conductor.snapshotWithoutValues(Optional.empty());
        var batch =
                new CommandBatch(
                        RandomPerformances.START.plus(1000),
                        new RequestSender("udp:10.0.0.1:9000"),
                        Optional.empty(),
                        List.of(
                                new CommandWithAddress(
                                        "/track/1/clip/1/launch",
                                        new Command.LaunchClip(
                                                ObjectReference.of("1"),
                                                ObjectReference.of("1"),
                                                Optional.empty(),
                                                false))));
        conductor.advance(batch.at(), List.of(batch));

        EngineSnapshot between = conductor.snapshot();
        EngineSnapshot latest = conductor.snapshotWithoutValues(Optional.of(earlier));

        assertNotEquals(earlier.launches(), latest.launches());
        assertEquals(between.launches(), latest.launches());
        Assertions.assertSame(
                latest.launches(), conductor.snapshotWithoutValues(Optional.of(latest)).launches());
    }

    @ParameterizedTest
    @Tag("JOURNAL-1")
    @ValueSource(longs = {1, 2, 3, 5, 11, 15, 30, 36, 37, 40, 47, 52, 53, 54, 59})
    void theJournalAndTheArrivalsAfterItGiveTheSameEvents(long seed, @TempDir Path folder) {
        List<TurnResult> undisturbed = RandomEdits.turnsOfResumedConductors(seed, ARRIVALS, 0);

        List<TurnResult> recovered =
                RandomEdits.turnsOfRecoveredConductors(
                        seed, ARRIVALS, 6, 3, folder.resolve("journal"));

        assertIterableEquals(lines(undisturbed), lines(recovered));
        assertSame(undisturbed.getLast().view(), recovered.getLast().view());
    }

    @ParameterizedTest
    @Tag("JOURNAL-10")
    @ValueSource(longs = {11, 15, 30, 36, 60, 61})
    void theJournalHoldsExactlyWhatWasPerformedUntilItsLastRecord(long seed, @TempDir Path folder) {
        RandomEdits.committed(
                seed,
                ARRIVALS,
                folder.resolve("journal"),
                (performed, recovered) ->
                        assertIterableEquals(
                                partsOf(performed.resumedLater(0)),
                                partsOf(recovered.resumedLater(0))));
    }

    /** All but the moment. */
    private static List<Object> partsOf(EngineSnapshot snapshot) {
        UndoHistorySnapshot history = snapshot.history();
        List<Object> all = new ArrayList<>(partsOf(snapshot.document()));
        all.add(history.oldestState());
        all.add(history.lastState());
        all.addAll(partsOf(Kept.bottomUp(history.undo(), history.undoCount())));
        all.add(history.undoCount());
        all.addAll(partsOf(Kept.bottomUp(history.redo(), Integer.MAX_VALUE)));
        all.addAll(
                List.of(
                        snapshot.savedState(),
                        snapshot.latestIds(),
                        snapshot.learning(),
                        snapshot.settings(),
                        snapshot.transport(),
                        snapshot.tempoChanges(),
                        snapshot.clock(),
                        snapshot.launches(),
                        snapshot.fades(),
                        snapshot.cueLists(),
                        snapshot.outputs(),
                        snapshot.randomState(),
                        snapshot.values()));
        return all;
    }

    private static List<Object> partsOf(List<Kept> steps) {
        List<Object> all = new ArrayList<>();
        for (Kept kept : steps) {
            all.add(kept.state());
            all.add(kept.step().name());
            all.add(kept.step().values());
            all.add(kept.step().activeClips());
            all.addAll(partsOf(kept.step().before()));
            all.addAll(partsOf(kept.step().after()));
        }
        return all;
    }

    private static List<Object> partsOf(Document document) {
        Graph graph = document.graph();
        List<Object> all = new ArrayList<>();
        all.add(document.session());
        all.add(graph.nodes());
        for (int number = 0; number < graph.numbers(); number++) {
            all.add(graph.parameter(number));
        }
        return all;
    }

    /** Steps are equal by identity only. */
    private static EngineSnapshot withoutHistory(EngineSnapshot snapshot) {
        return snapshot.with(new UndoHistorySnapshot(Optional.empty(), 0, Optional.empty(), 0, 0));
    }

    private static void assertSame(SessionView expected, SessionView actual) {
        assertEquals(expected.session(), actual.session());
        assertEquals(expected.transport(), actual.transport());
        assertEquals(expected.tracks(), actual.tracks());
        assertEquals(expected.scenes(), actual.scenes());
        assertEquals(expected.skipped(), actual.skipped());
        assertEquals(expected.edited(), actual.edited());
        assertEquals(expected.steps(), actual.steps());
        for (int number = 0; number < expected.graph().numbers(); number++) {
            assertEquals(expected.values().value(number), actual.values().value(number));
        }
    }

    /** The last turn performs much at once, so events are compared in words, one by one. */
    private static List<String> lines(List<TurnResult> turns) {
        return turns.stream().flatMap(turn -> turn.events().stream()).map(Event::toString).toList();
    }
}
