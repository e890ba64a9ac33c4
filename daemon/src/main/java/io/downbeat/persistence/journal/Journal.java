package io.downbeat.persistence.journal;

import io.downbeat.persistence.save.AtomicFileWriter;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The journal of one session, held by one process. A disk that fails is reported once, and tried
 * again every second; then the whole state is written, so nothing that is still true is missing.
 */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** How long after a failure the disk is tried again. */
    private static final long RETRY_MICROS = 1_000_000;

    private Path path;
    private JournalLock lock;
    private Optional<JournalWriter> writer = Optional.empty();
    private final AtomicReference<Optional<ChecksummedRecordFile>> toSync =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<IOException>> syncFailure =
            new AtomicReference<>(Optional.empty());

    /** Held while the disk is waited for, so that the end waits for a sync that has begun. */
    private final Object syncing = new Object();

    private boolean failing;
    private String failure = "";
    private HostMicros retryAt = new HostMicros(Long.MIN_VALUE);

    private Journal(Path path, JournalLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Another process holds the journal. */
    public static final class InUseException extends Exception {

        private static final long serialVersionUID = 1;

        private final String process;

        InUseException(String process) {
            super("the journal belongs to process " + process);
            this.process = process.isEmpty() ? "(unknown)" : process;
        }

        /** The number of that process, as it wrote it. */
        public String process() {
            return process;
        }
    }

    /**
     * Takes the journal at a path for this process. If its folder cannot be written, the program
     * plays without: that is reported, and tried again.
     *
     * @throws InUseException if another process has it
     */
    public static Journal open(Path path) throws InUseException {
        var lock = new JournalLock(path);
        try {
            lock.take();
        } catch (IOException refused) {
            // The first write tries again, and reports it.
            LOG.debug("{} cannot be locked", path, refused);
        }
        return new Journal(path, lock);
    }

    /**
     * What the process before this one left; empty if it left nothing. A file that cannot be read
     * is kept under another name, and reported.
     */
    public Optional<RecoveredSession> recover() {
        try {
            Optional<RecoveredSession> found = latest();
            if (found.isEmpty()) {
                setAside("it holds no whole state");
            }
            found.filter(session -> session.bytesCut() > 0)
                    .ifPresent(session ->
                            LOG.warn(
                                    "the end of the journal was damaged: {} bytes of {} are not"
                                            + " used; what they held is lost",
                                    session.bytesCut(),
                                    path));
            return found;
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            setAside(AtomicFileWriter.reason(unreadable));
            return Optional.empty();
        } catch (JournalFormatException odd) {
            setAside(String.valueOf(odd.getMessage()));
            return Optional.empty();
        }
    }

    /** A crash can come when the file before was put aside and the new one is not whole yet. */
    private Optional<RecoveredSession> latest() throws IOException {
        Optional<RecoveredSession> found =
                Files.exists(path) ? JournalReader.read(path) : Optional.empty();
        return found.isPresent() || !Files.exists(ChecksummedRecordFile.old(path))
                ? found
                : JournalReader.read(ChecksummedRecordFile.old(path));
    }

    /** Keeps the file, if there is one, under another name: the next one begins without it. */
    public void setAside(String why) {
        Path old = ChecksummedRecordFile.old(path);
        Path last = Files.exists(path) ? path : old;
        if (!Files.exists(last)) {
            return;
        }
        Path kept = path.resolveSibling(path.getFileName() + ".unused");
        try {
            Files.move(last, kept, StandardCopyOption.REPLACE_EXISTING);
            // Else the next start would take the file before this one for the latest.
            Files.deleteIfExists(old);
            LOG.warn("the journal {} is not used: {}; it is kept as {}", path, why, kept);
        } catch (IOException refused) {
            LOG.warn(
                    "the journal {} is not used: {}; it cannot be kept: {}",
                    path,
                    why,
                    AtomicFileWriter.reason(refused));
        }
    }

    /** Begins to write, with a whole state. */
    public void begin(JournalGraphFileHeader header, EngineSnapshot first) {
        writer = Optional.of(new JournalWriter(path, header, first));
    }

    /**
     * The session was saved. The next write notes it.
     *
     * @param next where the journal of its graph file belongs; another place if it was saved under
     *     another name
     */
    public void noteSaved(Path next, JournalGraphFileHeader saved) {
        if (next.equals(path)) {
            writer.ifPresent(present -> present.noteSaved(saved));
            return;
        }
        try (Journal other = open(next)) {
            other.setAside("a session that plays already was saved or loaded in its place");
            writer.ifPresent(JournalWriter::end);
            Files.deleteIfExists(path);
            Files.deleteIfExists(ChecksummedRecordFile.old(path));
            JournalLock released = lock;
            path = next;
            lock = other.lock;
            other.lock = released;
            writer = writer.map(present -> new JournalWriter(next, saved, present.whole()));
        } catch (InUseException inUse) {
            LOG.warn(
                    "process {} plays {} too; the journal stays {}",
                    inUse.process(),
                    saved.graph(),
                    path);
        } catch (IOException refused) {
            LOG.warn("{} cannot be deleted: {}", path, AtomicFileWriter.reason(refused));
        }
    }

    /**
     * Writes what has changed: it survives the end of the program, and after the next {@link #sync}
     * a power cut. Never throws because of the disk.
     */
    public void commit(JournalHandover input, MomentOnHostAndWallClock time) {
        if (writer.isEmpty()) {
            return;
        }
        Optional<UnwrittenJournalChanges> taken = input.take();
        taken.ifPresent(changes -> {
            writer.get().note(changes);
            input.reuse(changes);
        });
        if (failing && time.host().isBefore(retryAt)) {
            return;
        }
        try {
            Optional<IOException> unsynced = syncFailure.getAndSet(Optional.empty());
            if (unsynced.isPresent()) {
                throw unsynced.get();
            }
            if (writer.get().needsNewFile()) {
                // The folder may be gone, and with it the lock.
                lock.take();
                writer.get().begin(time);
            } else {
                writer.get().append(time);
            }
            toSync.set(writer.get().file());
            if (failing) {
                LOG.info("the journal is written to {} again", path);
            }
            failing = false;
        } catch (IOException | InUseException | RuntimeException broken) {
            onFailure(broken, time);
        }
    }

    /**
     * Waits until the disk has what was written. Called by a thread of its own, because a disk may
     * take long for it, and what is written meanwhile must not wait.
     */
    public void sync() {
        synchronized (syncing) {
            Optional<ChecksummedRecordFile> file = toSync.getAndSet(Optional.empty());
            try {
                if (file.isPresent()) {
                    file.get().sync();
                }
            } catch (ClosedChannelException replaced) {
                LOG.debug("the journal was written anew in the meantime", replaced);
            } catch (IOException refused) {
                syncFailure.set(Optional.of(refused));
            }
        }
    }

    private void onFailure(Exception broken, MomentOnHostAndWallClock time) {
        writer.ifPresent(JournalWriter::end);
        retryAt = time.host().plus(RETRY_MICROS);
        failure = reason(broken);
        if (!failing) {
            LOG.warn(
                    "the journal cannot be written to {}: {}; the music goes on, but a crash would"
                            + " lose what is not saved",
                    path,
                    failure);
        }
        failing = true;
    }

    private static String reason(Exception broken) {
        return switch (broken) {
            case IOException disk -> AtomicFileWriter.reason(disk);
            case InUseException other -> "process " + other.process() + " plays this session too";
            default -> "a fault of the program, " + broken;
        };
    }

    /** Whether the last write failed, so that it is to be tried again. */
    public boolean isFailing() {
        return failing;
    }

    /**
     * Ends the journal of a program that ends in order. It is kept if it holds edits that are not
     * saved, else deleted: the graph file then has all that a person asked to keep. A disk that
     * failed is tried again at once. If it still fails, the log says that the edits are lost.
     *
     * @return how many edits it keeps
     */
    public int end(JournalHandover input, MomentOnHostAndWallClock time) {
        if (writer.isEmpty()) {
            return 0;
        }
        boolean written = writeAndSync(input, time);
        if (!written) {
            // That may only have shown that an earlier write failed; this begins a new file.
            written = writeAndSync(input, time);
        }
        EngineSnapshot last = writer.get().latest();
        var left = new RecoveredSession(new JournalGraphFileHeader("", "", ""), last, time, 0);
        writer.get().end();
        if (!left.isEdited()) {
            try {
                Files.deleteIfExists(path);
                Files.deleteIfExists(ChecksummedRecordFile.old(path));
            } catch (IOException refused) {
                LOG.warn("{} cannot be deleted: {}", path, AtomicFileWriter.reason(refused));
            }
        } else if (!written) {
            LOG.warn(
                    "up to {} unsaved edit(s) are lost: the journal cannot be written to {}: {};"
                            + " make that folder writable or free space on its disk, or save under"
                            + " another name on another disk before the program ends",
                    left.unsavedEdits(),
                    path,
                    failure);
            return 0;
        }
        return left.unsavedEdits();
    }

    /** Writes all that has changed and waits for the disk; whether the disk has it. */
    private boolean writeAndSync(JournalHandover input, MomentOnHostAndWallClock time) {
        retryAt = time.host();
        commit(input, time);
        sync();
        syncFailure.getAndSet(Optional.empty()).ifPresent(refused -> onFailure(refused, time));
        return !failing;
    }

    /** Gives the journal to others. */
    @Override
    public void close() {
        lock.close();
    }
}
