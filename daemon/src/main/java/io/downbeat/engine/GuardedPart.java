package io.downbeat.engine;

import io.downbeat.guard.PartGuard;
import io.downbeat.time.HostMicros;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A timed part that can not stop the others: what it throws is caught and told, and where it throws
 * again and again it is out of service and has nothing due. Owned by the conductor. Not thread
 * safe.
 */
final class GuardedPart implements Timed {

    private final Timed part;
    private final PartGuard guard;

    GuardedPart(Timed part, Consumer<PartGuard.Failure> listener) {
        this.part = part;
        this.guard = PartGuard.of(part.toString(), listener);
    }

    @Override
    public HostMicros next() {
        return guard.ask(part::next, HostMicros.NEVER);
    }

    @Override
    public void perform(Moment moment) {
        guard.run(() -> part.perform(moment));
    }

    /** Other work of the same part. */
    void run(Runnable work) {
        guard.run(work);
    }

    <T> T ask(Supplier<T> question, T otherwise) {
        return guard.ask(question, otherwise);
    }

    void restore() {
        if (guard.isOutOfService()) {
            guard.restore();
        }
    }
}
