package io.downbeat.persistence.journal;

import io.downbeat.persistence.save.AtomicFileWriter;
import io.downbeat.persistence.save.GraphFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock of a journal: a file beside it, with the number of the process that has it. The system
 * releases it when the process ends.
 */
final class JournalLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalLock.class);

    private final Path file;
    private Optional<FileChannel> channel = Optional.empty();
    private Optional<Object> fileKey = Optional.empty();

    JournalLock(Path journal) {
        file = journal.resolveSibling(journal.getFileName() + ".lock");
    }

    /**
     * Takes the lock, unless this object has it. If the file was removed, another one is made.
     *
     * @throws Journal.InUseException if another process has it
     */
    void take() throws IOException, Journal.InUseException {
        if (channel.isPresent() && fileKey.equals(ChecksummedRecordFile.keyIfThere(file))) {
            return;
        }
        close();
        Path folder = GraphFile.folderOf(file);
        if (!Files.isDirectory(folder)) {
            AtomicFileWriter.createPrivateFolder(folder);
        }
        FileChannel opened =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (!isLocked(opened)) {
                throw new Journal.InUseException(Files.readString(file).strip());
            }
        } catch (IOException | Journal.InUseException refused) {
            opened.close();
            throw refused;
        }
        channel = Optional.of(opened);
        fileKey = ChecksummedRecordFile.keyIfThere(file);
        writeProcess(opened);
    }

    /** The lock lies behind the text, so that others can read who has it, on every platform. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** On a full disk the lock holds too, and only its text is missing. */
    private void writeProcess(FileChannel opened) {
        try {
            opened.truncate(0);
            String process = ProcessHandle.current().pid() + "\n";
            opened.write(StandardCharsets.UTF_8.encode(process), 0);
        } catch (IOException refused) {
            LOG.debug("the process in {}", file, refused);
        }
    }

    @Override
    public void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException ended) {
            LOG.debug("the lock {}", file, ended);
        }
        channel = Optional.empty();
    }
}
