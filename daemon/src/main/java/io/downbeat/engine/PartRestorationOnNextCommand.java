package io.downbeat.engine;

import io.downbeat.guard.FaultGuard;

/**
 * The parts of the engine that are taken out of service when they fail again and again. The next
 * command to such a part puts it back into service.
 */
record PartRestorationOnNextCommand(
        GuardedTimedTask tempo,
        GuardedTimedTask clock,
        GuardedTimedTask fades,
        FaultGuard launches,
        FaultGuard cueLists,
        FaultGuard followActions,
        FaultGuard arrangement,
        FaultGuard loads) {

    void restoreTempo() {
        tempo.restore();
    }

    void restoreClock() {
        clock.restore();
    }

    void restoreLoads() {
        loads.restore();
    }

    void restoreArrangement() {
        arrangement.restore();
        restoreLaunches();
    }

    void restoreLaunches() {
        launches.restore();
        cueLists.restore();
        followActions.restore();
        fades.restore();
    }
}
