package io.downbeat.engine.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How much is begun before a moment that must not be missed. */
class WorkBeforeDeadlineLimiterTest {

    private final WorkBeforeDeadlineLimiter workBeforeDeadlineLimiter =
            new WorkBeforeDeadlineLimiter();

    @Test
    @Tag("EXACT-1")
    void withoutADeadlineASliceIsNotShortened() {
        assertEquals(
                WorkBeforeDeadlineLimiter.MOST_BATCHES,
                workBeforeDeadlineLimiter.arrivalsWithin(Long.MAX_VALUE));
        assertTrue(workBeforeDeadlineLimiter.fitsTurn(Long.MAX_VALUE));
    }

    @Test
    @Tag("EXACT-1")
    void nothingStartsDuringTheSpin() {
        assertEquals(0, workBeforeDeadlineLimiter.arrivalsWithin(0));
        assertEquals(0, workBeforeDeadlineLimiter.arrivalsWithin(-100));
        assertFalse(workBeforeDeadlineLimiter.fitsTurn(0));
        assertFalse(workBeforeDeadlineLimiter.fitsStep(0));
    }

    @Test
    @Tag("EXACT-2")
    void aSliceTakesAtMostHalfOfTheRemainingTime() {
        for (int n = 0; n < 100; n++) {
            workBeforeDeadlineLimiter.onArrivalsHandled(10, 100);
        }
        for (long left = 0; left < 2_000; left += 7) {
            int most = workBeforeDeadlineLimiter.arrivalsWithin(left);
            assertTrue(most * 20L <= left + 1, most + " in " + left);
            assertTrue(
                    most == WorkBeforeDeadlineLimiter.MOST_BATCHES || (most + 1) * 22L > left,
                    most + " in " + left);
        }
    }

    @Test
    @Tag("EXACT-2")
    void aHigherCostCountsAtOnceAndALowerOneSlowly() {
        workBeforeDeadlineLimiter.onArrivalsHandled(1, 400);
        assertEquals(1, workBeforeDeadlineLimiter.arrivalsWithin(800));

        workBeforeDeadlineLimiter.onArrivalsHandled(1, 4);
        assertEquals(1, workBeforeDeadlineLimiter.arrivalsWithin(800));

        for (int n = 0; n < 100; n++) {
            workBeforeDeadlineLimiter.onArrivalsHandled(1, 4);
        }
        assertEquals(
                WorkBeforeDeadlineLimiter.MOST_BATCHES,
                workBeforeDeadlineLimiter.arrivalsWithin(800));
    }

    @Test
    @Tag("EXACT-2")
    void noCostBlocksAllWorkForLong() {
        workBeforeDeadlineLimiter.onArrivalsHandled(1, 1_000_000);
        workBeforeDeadlineLimiter.onTurnTaken(1_000_000);
        workBeforeDeadlineLimiter.onStepDone(1_000_000);

        assertEquals(1, workBeforeDeadlineLimiter.arrivalsWithin(2_000));
        assertTrue(workBeforeDeadlineLimiter.fitsTurn(2_000));
        assertTrue(workBeforeDeadlineLimiter.fitsStep(2_000));
    }

    @Test
    @Tag("EXACT-6")
    void aLaunchIsAssumedToBeLargeUntilLaunchesHaveBeenSmall() {
        assertFalse(workBeforeDeadlineLimiter.fitsBulk(1_999));
        assertTrue(workBeforeDeadlineLimiter.fitsBulk(2_000));

        for (int n = 0; n < 400; n++) {
            workBeforeDeadlineLimiter.onBulkHandled(40);
        }
        assertTrue(workBeforeDeadlineLimiter.fitsBulk(100));
    }

    @Test
    @Tag("EXACT-6")
    void aLargeLaunchIsRememberedWhateverElseArrives() {
        workBeforeDeadlineLimiter.onBulkHandled(1_800);
        for (int n = 0; n < 10_000; n++) {
            workBeforeDeadlineLimiter.onArrivalsHandled(10, 50);
        }
        assertFalse(workBeforeDeadlineLimiter.fitsBulk(1_999));
        assertEquals(
                WorkBeforeDeadlineLimiter.MOST_BATCHES,
                workBeforeDeadlineLimiter.arrivalsWithin(1_000));
    }

    @Test
    @Tag("FLOOD-5")
    void aSliceOfArrivalsCostsLessThanHalfAMillisecond() {
        for (int n = 0; n < 100; n++) {
            workBeforeDeadlineLimiter.onSliceHandled(10, 1_000);
        }
        assertEquals(4, workBeforeDeadlineLimiter.arrivalsPerSlice());

        for (int n = 0; n < 100; n++) {
            workBeforeDeadlineLimiter.onSliceHandled(1, 9_000);
        }
        assertEquals(1, workBeforeDeadlineLimiter.arrivalsPerSlice());

        for (int n = 0; n < 100; n++) {
            workBeforeDeadlineLimiter.onSliceHandled(64, 64);
        }
        assertEquals(
                WorkBeforeDeadlineLimiter.MOST_BATCHES,
                workBeforeDeadlineLimiter.arrivalsPerSlice());
    }

    @Test
    @Tag("FLOOD-5")
    void onePauseOfTheMachineDoesNotMakeSlicesSmallForLong() {
        for (int n = 0; n < 100; n++) {
            workBeforeDeadlineLimiter.onSliceHandled(10, 50);
        }
        workBeforeDeadlineLimiter.onSliceHandled(1, 20_000);
        for (int n = 0; n < 20; n++) {
            workBeforeDeadlineLimiter.onSliceHandled(5, 25);
        }
        assertEquals(
                WorkBeforeDeadlineLimiter.MOST_BATCHES,
                workBeforeDeadlineLimiter.arrivalsPerSlice());
    }

    @Test
    @Tag("EXACT-6")
    void everyMessageOfABundleIsCheckedForLaunches() {
        var hand =
                new Command.WriteNorm(
                        ObjectReference.position(1), ObjectReference.position(1), 0.5);
        var scene = new Command.LaunchScene(ObjectReference.position(1), Optional.empty());

        assertFalse(arrival(hand, hand).hasBulkCommand());
        assertTrue(arrival(hand, scene).hasBulkCommand());
        assertTrue(arrival(new Command.CommandGroup(List.of(scene))).hasBulkCommand());
    }

    private static CommandBatch arrival(Command... commands) {
        return new CommandBatch(
                new HostMicros(0),
                new RequestSender("udp:10.0.0.7:9000"),
                Optional.empty(),
                Arrays.stream(commands)
                        .map(command -> new CommandWithAddress("/asked", command))
                        .toList());
    }
}
