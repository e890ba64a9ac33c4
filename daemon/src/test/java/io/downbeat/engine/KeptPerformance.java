package io.downbeat.engine;

import io.downbeat.persistence.journal.HostAndWallTime;
import io.downbeat.persistence.journal.Journal;
import io.downbeat.persistence.journal.JournalHandover;
import io.downbeat.persistence.journal.JournalHeader;
import io.downbeat.persistence.journal.RecoveredSession;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.performance.Performance;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Objects;

/** Writes a performance to a journal and recovers it, without threads. */
final class KeptPerformance implements AutoCloseable {

    private static final JournalHeader HEADER = new JournalHeader("test", "piece.json", "");

    private final Path path;
    private Journal journal;
    private @Nullable JournalHandover input;
    private HostMicros last = RandomPerformances.START;

    KeptPerformance(Path path) {
        this.path = path;
        journal = opened(path);
    }

    private static Journal opened(Path path) {
        try {
            return Journal.open(path);
        } catch (Journal.InUseException other) {
            throw new IllegalStateException(other);
        }
    }

    void begin(Conductor conductor) {
        Performance first = conductor.performance();
        input = new JournalHandover(first, conductor::performanceWithoutValues, () -> {});
        journal.begin(HEADER, first);
        commit();
    }

    void onTurn(TurnResult turn) {
        Objects.requireNonNull(input).onTurn(turn);
        last = turn.at();
    }

    void commit() {
        journal.commit(Objects.requireNonNull(input), time());
    }

    /** What the file holds now. */
    Performance recovered() {
        return journal.recover().orElseThrow().performance();
    }

    /** The last state that was written, as the next process finds it. */
    Performance crashedAndRecovered() {
        commit();
        journal.close();
        journal = opened(path);
        RecoveredSession recovered = journal.recover().orElseThrow();
        return recovered.performance().goneOnUntil(last);
    }

    private HostAndWallTime time() {
        return new HostAndWallTime(last, 0);
    }

    @Override
    public void close() {
        journal.close();
    }
}
