package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.HostTimedTask;
import io.downbeat.guard.FaultGuard;
import io.downbeat.time.HostMicros;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A timed part that can not stop the others: what it throws is caught and told, and where it throws
 * again and again it is out of service and has nothing due. Owned by the conductor. Not thread
 * safe.
 */
final class GuardedTimedTask implements HostTimedTask {

    private final HostTimedTask part;
    private final FaultGuard guard;

    GuardedTimedTask(HostTimedTask part, Consumer<FaultGuard.Failure> listener) {
        this.part = part;
        this.guard = FaultGuard.of(part.toString(), listener);
    }

    @Override
    public HostMicros next() {
        return guard.call(part::next, HostMicros.NEVER);
    }

    @Override
    public void perform(CommandContext context) {
        guard.run(() -> part.perform(context));
    }

    /** Other work of the same part. */
    void run(Runnable work) {
        guard.run(work);
    }

    <T> T call(Supplier<T> question, T otherwise) {
        return guard.call(question, otherwise);
    }

    void restore() {
        if (guard.isOutOfService()) {
            guard.restore();
        }
    }
}
