package io.downbeat.engine;

import io.downbeat.persistence.journal.Journal;
import io.downbeat.persistence.journal.JournalGraphFileHeader;
import io.downbeat.persistence.journal.JournalHandover;
import io.downbeat.persistence.journal.MomentOnHostAndWallClock;
import io.downbeat.persistence.journal.RecoveredSession;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Objects;

/** Writes the snapshots of a conductor to a journal and recovers them, without threads. */
final class JournalWithoutThread implements AutoCloseable {

    private static final JournalGraphFileHeader HEADER =
            new JournalGraphFileHeader("test", "piece.json", "");

    private final Path path;
    private Journal journal;
    private @Nullable JournalHandover input;
    private HostMicros last = RandomPerformances.START;

    JournalWithoutThread(Path path) {
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
        EngineSnapshot first = conductor.snapshot();
        input = new JournalHandover(first, conductor::snapshotWithoutValues, () -> {});
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
    EngineSnapshot recovered() {
        return journal.recover().orElseThrow().snapshot();
    }

    /** The last state that was written, as the next process finds it. */
    EngineSnapshot crashedAndRecovered() {
        commit();
        journal.close();
        journal = opened(path);
        RecoveredSession recovered = journal.recover().orElseThrow();
        return recovered.snapshot().goneOnUntil(last);
    }

    private MomentOnHostAndWallClock time() {
        return new MomentOnHostAndWallClock(last, 0);
    }

    @Override
    public void close() {
        journal.close();
    }
}
