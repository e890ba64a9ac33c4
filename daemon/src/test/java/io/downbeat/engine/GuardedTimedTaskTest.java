package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.HostTimedTask;
import io.downbeat.guard.FaultGuard;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A timed part that throws on every turn has nothing due any more, until it is set anew. */
@Tag("EXTREME-3")
class GuardedTimedTaskTest {

    private static final HostMicros DUE = new HostMicros(1_000);
    private static final CommandContext MOMENT = CommandContext.ofScheduledAction(Beats.ZERO, DUE);

    private final List<FaultGuard.Failure> told = new ArrayList<>();

    /** Always due, and fails where it is told to. */
    private static final class Broken implements HostTimedTask {
        private boolean answers = true;
        private int performed;

        @Override
        public HostMicros next() {
            if (!answers) {
                throw new ArithmeticException("long overflow");
            }
            return DUE;
        }

        @Override
        public void perform(CommandContext context) {
            performed++;
            throw new ArithmeticException("long overflow");
        }

        @Override
        public String toString() {
            return "the broken part";
        }
    }

    @Test
    void aTaskWhoseNextTimeThrowsIsNotDue() {
        var broken = new Broken();
        broken.answers = false;
        var part = new GuardedTimedTask(broken, told::add);

        for (int turn = 0; turn < 100; turn++) {
            assertEquals(HostMicros.NEVER, part.next());
        }
        assertTrue(told.getLast().outOfService());
        assertEquals("the broken part", told.getLast().part());
    }

    @Test
    void aTaskThatFailsRepeatedlyIsNoLongerDue() {
        var broken = new Broken();
        var part = new GuardedTimedTask(broken, told::add);

        for (int turn = 0; turn < 100; turn++) {
            if (!part.next().isAfter(DUE)) {
                part.perform(MOMENT);
            }
        }
        assertEquals(FaultGuard.MOST_IN_A_ROW, broken.performed);
        assertEquals(HostMicros.NEVER, part.next());

        part.restore();
        assertEquals(DUE, part.next());
    }
}
