package io.downbeat.persistence.journal;

import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Hands changes from the conductor thread to the journal thread. Neither ever waits for the other.
 * If the journal thread takes nothing for a long time, because its disk hangs, the changes do not
 * grow: only the latest value of each parameter is kept.
 */
public final class JournalHandover {

    private final Function<Optional<EngineSnapshot>, EngineSnapshot> presentSnapshot;
    private final Runnable wakeUp;
    private final AtomicReference<@Nullable UnwrittenJournalChanges> full = new AtomicReference<>();
    private final AtomicReference<@Nullable UnwrittenJournalChanges> empty =
            new AtomicReference<>();
    private Optional<EngineSnapshot> latest;

    /**
     * When the first change came that was not taken. The conductor thread sets it after it has put
     * changes in place, the journal thread clears it before it takes them. So a change that the
     * journal thread misses, because the conductor thread is adding to it, wakes it again.
     */
    private volatile HostMicros waitingSince = HostMicros.NEVER;

    /**
     * @param first what the journal begins with
     * @param presentSnapshot gives the present snapshot without values; parts that did not change
     *     since the given one are the same objects. Called on the conductor thread
     * @param wakeUp wakes the journal thread
     */
    public JournalHandover(
            EngineSnapshot first,
            Function<Optional<EngineSnapshot>, EngineSnapshot> presentSnapshot,
            Runnable wakeUp) {
        this.latest = Optional.of(first);
        this.presentSnapshot = presentSnapshot;
        this.wakeUp = wakeUp;
    }

    /** Notes what a turn changed. Called on the conductor thread; never waits. */
    public void onTurn(TurnResult turn) {
        EngineSnapshot now = presentSnapshot.apply(latest);
        boolean changed = latest.isEmpty() || !latest.get().hasSameParts(now);
        UnwrittenJournalChanges taken = full.getAndSet(null);
        UnwrittenJournalChanges changes = taken != null ? taken : fresh();
        for (Event event : turn.events()) {
            switch (event) {
                case Event.ParamsWritten written -> changes.write(written.values());
                case Event.SessionLoaded loaded -> noteAll(turn.view(), changes);
                case Event.ParamsUnset gone -> gone.parameters().forEach(changes::unset);
                default -> {}
            }
        }
        if (changed) {
            changes.perform(now);
        }
        latest = Optional.of(now);
        if (changes.written().isEmpty() && changes.snapshot().isEmpty()) {
            empty.set(changes);
            return;
        }
        if (changes.since().equals(HostMicros.NEVER)) {
            changes.begin(turn.at());
        }
        full.set(changes);
        if (waitingSince.equals(HostMicros.NEVER)) {
            waitingSince = changes.since();
            wakeUp.run();
        }
    }

    /** After a load every parameter may have another value. */
    private static void noteAll(SessionView view, UnwrittenJournalChanges changes) {
        for (int number = 0; number < view.graph().numbers(); number++) {
            int parameter = number;
            view.values()
                    .value(number)
                    .ifPresentOrElse(
                            value -> changes.write(ParameterValueList.of(parameter, value)),
                            () -> changes.unset(parameter));
        }
    }

    private UnwrittenJournalChanges fresh() {
        UnwrittenJournalChanges spare = empty.getAndSet(null);
        return spare != null ? spare : new UnwrittenJournalChanges();
    }

    /** When the first change came that nobody has taken yet; never if there is none. Any thread. */
    public HostMicros waitingSince() {
        return waitingSince;
    }

    /** Takes what has changed; empty if nothing has. Called on the journal thread. */
    Optional<UnwrittenJournalChanges> take() {
        waitingSince = HostMicros.NEVER;
        return Optional.ofNullable(full.getAndSet(null));
    }

    /** Gives back what was taken, to be used again. Called on the journal thread. */
    void reuse(UnwrittenJournalChanges taken) {
        taken.clear();
        empty.set(taken);
    }
}
