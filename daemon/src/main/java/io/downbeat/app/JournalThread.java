package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.clock.WallClock;
import io.downbeat.engine.Conductor;
import io.downbeat.persistence.journal.Journal;
import io.downbeat.persistence.journal.JournalGraphFileHeader;
import io.downbeat.persistence.journal.JournalHandover;
import io.downbeat.persistence.journal.MomentOnHostAndWallClock;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that writes the journal, and one that syncs it to the disk. They are apart from the
 * storage thread and from each other, because a save of a large session and a slow disk take longer
 * than a record of the journal may wait.
 */
@SuppressWarnings("try") // close() waits, so it may be interrupted.
final class JournalThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalThread.class);

    /** How often a record is written while nothing changes: it says that the program was alive. */
    private static final long ALIVE_MICROS = 10_000_000;

    /** A failed disk is tried again this often. */
    private static final long RETRY_MICROS = 1_000_000;

    /** A disk that takes longer than this hangs. */
    private static final long HANGING_MICROS = 2_000_000;

    /** How long the program waits at its end for a disk that does not answer. */
    private static final long LONGEST_CLOSE_SECONDS = 10;

    private final Journal journal;
    private final HostClock clock;
    private final WallClock wall;
    private final JournalHandover input;
    private final long syncMicros;
    private final Thread thread;
    private final Thread syncThread;
    private final AtomicReference<Optional<Saved>> saved = new AtomicReference<>(Optional.empty());
    private long lastWriteMicros;
    private boolean hanging;
    private volatile HostMicros writingSince = HostMicros.NEVER;
    private volatile HostMicros syncingSince = HostMicros.NEVER;
    private volatile boolean closing;

    /** The session lies in this graph file now, and its journal at this path. */
    private record Saved(Path journal, JournalGraphFileHeader header) {}

    /**
     * Takes the first state. The conductor must not have a thread yet.
     *
     * @param syncMillis how long a change may wait before it is written
     */
    JournalThread(
            Journal journal,
            JournalGraphFileHeader header,
            Conductor conductor,
            HostClock clock,
            WallClock wall,
            int syncMillis) {
        this.journal = journal;
        this.clock = clock;
        this.wall = wall;
        this.syncMicros = TimeUnit.MILLISECONDS.toMicros(syncMillis);
        this.thread = Thread.ofPlatform().daemon().name("downbeat-journal").unstarted(this::run);
        this.syncThread =
                Thread.ofPlatform().daemon().name("downbeat-journal-sync").unstarted(this::sync);
        EngineSnapshot first = conductor.snapshot();
        this.input =
                new JournalHandover(
                        first, conductor::snapshotWithoutValues, () -> LockSupport.unpark(thread));
        journal.begin(header, first);
    }

    void start() {
        thread.start();
        syncThread.start();
    }

    /** Notes what a turn changed. Called on the conductor thread; never waits. */
    void onTurn(TurnResult turn) {
        input.onTurn(turn);
    }

    /** The session was saved. Any thread. */
    void onSaved(Path path, JournalGraphFileHeader header) {
        saved.set(Optional.of(new Saved(path, header)));
        LockSupport.unpark(thread);
    }

    /** Logs once if the disk does not answer. Called once a second, by one thread. */
    void reportHang() {
        HostMicros oldest = input.waitingSince().orEarlier(writingSince).orEarlier(syncingSince);
        boolean hangs =
                !oldest.equals(HostMicros.NEVER)
                        && clock.now().since(oldest) > HANGING_MICROS + syncMicros;
        if (hangs && !hanging) {
            LOG.warn(
                    "the disk of the journal does not answer; the music goes on, but a crash would"
                            + " lose what is done meanwhile");
        } else if (!hangs && hanging) {
            LOG.info("the disk of the journal answers again");
        }
        hanging = hangs;
    }

    private void run() {
        while (!closing) {
            try {
                writeNext();
            } catch (RuntimeException broken) {
                LOG.error("the journal", broken);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(RETRY_MICROS));
            }
        }
        noteSaved();
        int kept = journal.end(input, now());
        if (kept > 0) {
            LOG.info(
                    "{} unsaved edit(s) are kept in the journal; the next start goes on with them,"
                            + " --fresh does not",
                    kept);
        }
        journal.close();
    }

    /** A disk that takes long to sync does not hold up what is written meanwhile. */
    private void sync() {
        while (!closing) {
            LockSupport.park(this);
            syncingSince = clock.now();
            journal.sync();
            syncingSince = HostMicros.NEVER;
        }
    }

    private void noteSaved() {
        saved.getAndSet(Optional.empty())
                .ifPresent(now -> journal.noteSaved(now.journal(), now.header()));
    }

    private void writeNext() {
        noteSaved();
        HostMicros began = clock.now();
        writingSince = began;
        journal.commit(input, now());
        writingSince = HostMicros.NEVER;
        lastWriteMicros = clock.now().since(began);
        LockSupport.unpark(syncThread);
        waitForChanges(clock.now());
    }

    /** Waits until a change has waited as long as it may, less what writing takes. */
    private void waitForChanges(HostMicros from) {
        long most = journal.isFailing() ? RETRY_MICROS : ALIVE_MICROS;
        HostMicros wakeAt = from.plus(most);
        while (!closing && Objects.requireNonNull(saved.get()).isEmpty()) {
            HostMicros since = journal.isFailing() ? HostMicros.NEVER : input.waitingSince();
            long mayWait = syncMicros - Math.min(syncMicros / 2, lastWriteMicros);
            HostMicros due =
                    since.equals(HostMicros.NEVER) ? wakeAt : wakeAt.orEarlier(since.plus(mayWait));
            long left = due.since(clock.now());
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(this, TimeUnit.MICROSECONDS.toNanos(left));
        }
    }

    private MomentOnHostAndWallClock now() {
        HostMicros now = clock.now();
        return new MomentOnHostAndWallClock(now, wall.epochMicros(now));
    }

    /** Writes the rest, and waits for it, but no longer than 10 s. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        LockSupport.unpark(thread);
        LockSupport.unpark(syncThread);
        if (thread.isAlive()) {
            thread.join(TimeUnit.SECONDS.toMillis(LONGEST_CLOSE_SECONDS));
            if (thread.isAlive()) {
                LOG.warn(
                        "the disk of the journal has not answered for {} s; edits that are not"
                                + " saved may be lost",
                        LONGEST_CLOSE_SECONDS);
            }
        } else {
            journal.close();
        }
    }
}
