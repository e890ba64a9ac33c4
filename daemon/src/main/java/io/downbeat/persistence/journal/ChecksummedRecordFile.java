package io.downbeat.persistence.journal;

import io.downbeat.persistence.chunks.ChunkedBytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * A file of records, each with its length and a CRC-32C checksum before it. Only the end of the
 * file changes, so a crash leaves whole records and perhaps a part of one more.
 */
final class ChecksummedRecordFile implements AutoCloseable {

    /** The length and the checksum, four bytes each. */
    private static final int HEADER_BYTES = 8;

    /** No record is longer; a greater length is damage. */
    private static final int LONGEST_RECORD = 256 << 20;

    /**
     * Held while files change their names, and while a file is deleted that another one replaced:
     * the journal thread may begin a new file while the sync thread looks after the one before.
     */
    private static final Object RENAMING = new Object();

    private final Path path;
    private final FileChannel channel;
    private final Optional<Object> fileKey;
    private long size;

    /** Whether the file before this one is gone. Used by the thread that syncs. */
    private boolean replaced;

    private ChecksummedRecordFile(Path path, FileChannel channel, long size) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.fileKey = keyOf(path);
    }

    /**
     * The whole records of a file, in order.
     *
     * @param bytesCut how many bytes at the end are no whole record
     */
    record Content(List<ByteBuffer> records, long bytesCut) {}

    /** Reads the whole records of a file. What follows the first damage is not used. */
    static Content read(Path path) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(path));
        var records = new ArrayList<ByteBuffer>();
        while (all.remaining() >= HEADER_BYTES) {
            int length = all.getInt(all.position());
            if (length <= 0 || length > LONGEST_RECORD || length > all.remaining() - HEADER_BYTES) {
                break;
            }
            ByteBuffer payload = all.slice(all.position() + HEADER_BYTES, length);
            if (checksum(List.of(payload.duplicate())) != all.getInt(all.position() + 4)) {
                break;
            }
            records.add(payload);
            all.position(all.position() + HEADER_BYTES + length);
        }
        return new Content(records, all.remaining());
    }

    /**
     * Puts a new file with these records in the place of an old one. The old one is kept beside it
     * until {@link #sync}, because only then does the new one survive a power cut.
     */
    static ChecksummedRecordFile replace(Path path, List<ChunkedBytes> records) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owned = {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
        FileChannel channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        posix ? owned : new FileAttribute<?>[0]);
        try {
            long size = 0;
            for (ChunkedBytes record : records) {
                size += write(channel, record);
            }
            synchronized (RENAMING) {
                if (Files.exists(path)) {
                    move(path, old(path));
                }
                move(fresh, path);
            }
            return new ChecksummedRecordFile(path, channel, size);
        } catch (IOException failed) {
            channel.close();
            Files.deleteIfExists(fresh);
            throw failed;
        }
    }

    /** Where the file before this one is kept until this one is synced. */
    static Path old(Path path) {
        return path.resolveSibling(path.getFileName() + ".old");
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Adds a record. It survives the end of the program, and after {@link #sync} a power cut. */
    void append(ChunkedBytes payload) throws IOException {
        size += write(channel, payload);
    }

    /** Any thread; others may append meanwhile. */
    void sync() throws IOException {
        channel.force(false);
        if (!replaced) {
            syncFolder(path);
            deleteOld();
            replaced = true;
        }
    }

    /**
     * Deletes the file that this one has replaced. If this one was replaced in the meantime, the
     * old file is this one: it stays, because the new one would not survive a power cut yet.
     */
    private void deleteOld() throws IOException {
        synchronized (RENAMING) {
            // Where files have no key, a file that was replaced is known by its closed channel.
            if (channel.isOpen() && isThere()) {
                Files.deleteIfExists(old(path));
            }
        }
    }

    long size() {
        return size;
    }

    /** Whether the file is still in its place: somebody may have deleted it or its folder. */
    boolean isThere() {
        return Files.exists(path) && keyIfThere(path).equals(fileKey);
    }

    /** What tells a file from another one at the same path; empty if it is gone. */
    static Optional<Object> keyIfThere(Path path) {
        try {
            return keyOf(path);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static Optional<Object> keyOf(Path path) throws IOException {
        return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    private static long write(FileChannel channel, ChunkedBytes payload) throws IOException {
        List<ByteBuffer> chunks = payload.chunks();
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putInt(Math.toIntExact(payload.size())).putInt(checksum(payload.chunks())).flip();
        // A short record is written whole or not at all, as far as the system can.
        ByteBuffer[] first = {header, chunks.getFirst()};
        while (first[0].hasRemaining() || first[1].hasRemaining()) {
            channel.write(first);
        }
        for (ByteBuffer chunk : chunks.subList(1, chunks.size())) {
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
        }
        return HEADER_BYTES + payload.size();
    }

    private static int checksum(List<ByteBuffer> payload) {
        var checksum = new CRC32C();
        payload.forEach(checksum::update);
        return (int) checksum.getValue();
    }

    /** Makes the rename survive a power cut, on platforms that can sync folders. */
    private static void syncFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open folders. The file itself is already synced.
            return;
        }
    }
}
