package io.downbeat.engine;

import io.downbeat.engine.context.HostTimedTask;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.function.Consumer;

/**
 * Everything that falls due at a time of the host clock, whether the transport runs or not: frames
 * of fades, steps of the tempo, timeouts of clocks, bundles with a time tag.
 */
final class HostTimeScheduler {

    private final List<HostTimedTask> tasks;

    /**
     * @param tasks in the order in which they are performed at the same time
     */
    HostTimeScheduler(List<HostTimedTask> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /** When something is due next, or never. */
    HostMicros next() {
        HostMicros next = HostMicros.NEVER;
        for (HostTimedTask task : tasks) {
            next = next.orEarlier(task.next());
        }
        return next;
    }

    /** Gives every task that is due at this time to {@code perform}, in order, once each. */
    void performDue(HostMicros at, Consumer<HostTimedTask> perform) {
        for (HostTimedTask task : tasks) {
            if (!task.next().isAfter(at)) {
                perform.accept(task);
            }
        }
    }
}
