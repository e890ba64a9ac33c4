package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.HostTimedTask;
import io.downbeat.guard.FaultGuard;
import io.downbeat.time.HostMicros;

import java.util.function.Consumer;

/**
 * A timed task that cannot stop the others. An exception is caught and reported. A task that throws
 * again and again is taken out of service and is then never due.
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

    /** For other work of the same part. */
    FaultGuard guard() {
        return guard;
    }

    void restore() {
        if (guard.isOutOfService()) {
            guard.restore();
        }
    }
}
