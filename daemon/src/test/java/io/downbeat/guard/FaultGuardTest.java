package io.downbeat.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A part that fails is caught, and one that always fails is left out until it is restored. */
@Tag("EXTREME-3")
class FaultGuardTest {

    private final List<FaultGuard.Failure> told = new ArrayList<>();
    private int runs;

    private void broken() {
        runs++;
        throw new IllegalStateException("broken");
    }

    private static int unknown() {
        throw new IllegalStateException("unknown");
    }

    @Test
    void aPartThatFailsRepeatedlyIsSkippedUntilItIsRestored() {
        var guard = FaultGuard.of("the part", told::add);
        for (int n = 0; n < 100; n++) {
            assertFalse(guard.run(this::broken));
        }
        assertEquals(FaultGuard.MOST_IN_A_ROW, runs);
        assertTrue(guard.isOutOfService());
        assertFalse(guard.run(() -> {}));

        guard.restore();
        assertTrue(guard.run(() -> {}));
    }

    @Test
    void failuresWithASuccessBetweenThemAreNotInARow() {
        var guard = FaultGuard.of("the part", told::add);
        for (int n = 0; n < 100; n++) {
            guard.run(this::broken);
            assertTrue(guard.run(() -> {}));
        }
        assertFalse(guard.isOutOfService());
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L), numbers());
    }

    @Test
    void successfulAnswersDoNotHideFailingWork() {
        var guard = FaultGuard.of("the part", told::add);
        for (int n = 0; n < 100; n++) {
            guard.run(this::broken);
            assertEquals(n < FaultGuard.MOST_IN_A_ROW - 1 ? 5 : -1, guard.call(() -> 5, -1));
        }
        assertTrue(guard.isOutOfService());
    }

    @Test
    void aPartWhoseAnswersFailIsOutOfServiceToo() {
        var guard = FaultGuard.of("the part", told::add);
        for (int n = 0; n < FaultGuard.MOST_IN_A_ROW; n++) {
            assertEquals(7, guard.call(FaultGuardTest::unknown, 7));
            guard.run(() -> {});
        }
        assertTrue(guard.isOutOfService());
        assertTrue(told.getLast().outOfService());
        assertEquals(
                "java.lang.IllegalStateException: unknown (8 failures so far); it is out of"
                        + " service",
                told.getLast().text());
    }

    @Test
    void aPartIsRetriedIfThatWasRequested() {
        var guard = FaultGuard.retrying("the part", 10, told::add);
        for (int n = 0; n < FaultGuard.MOST_IN_A_ROW + 30; n++) {
            guard.run(this::broken);
        }
        assertEquals(FaultGuard.MOST_IN_A_ROW + 3, runs);
        for (int n = 0; n < 9; n++) {
            assertFalse(guard.run(() -> {}));
        }
        assertTrue(guard.run(() -> {}));
        assertFalse(guard.isOutOfService());
    }

    @Test
    void aPartThatIsNeverTakenOutOfServiceIsNeverSkipped() {
        var guard = FaultGuard.catching("the part", told::add);
        for (int n = 0; n < 100; n++) {
            guard.run(this::broken);
        }
        assertEquals(100, runs);
        assertTrue(guard.run(() -> {}));
    }

    private List<Long> numbers() {
        return told.stream().map(FaultGuard.Failure::failures).toList();
    }
}
