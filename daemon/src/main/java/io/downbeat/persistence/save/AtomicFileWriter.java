package io.downbeat.persistence.save;

import io.downbeat.persistence.chunks.ChunkedBytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes whole files. It writes a temporary file beside the old one, syncs it to disk, and renames
 * it over the old one. So a reader, or a power cut, sees the old text or the new text and never a
 * part.
 */
public final class AtomicFileWriter {

    private static final Set<PosixFilePermission> OWNERS_ALONE =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private AtomicFileWriter() {}

    /** Whether the owner's write permission is missing. Root could still write, but should not. */
    static boolean isReadOnly(Path file) {
        try {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class);
            boolean owner =
                    view == null
                            || view.readAttributes()
                                    .permissions()
                                    .contains(PosixFilePermission.OWNER_WRITE);
            return !owner || !Files.isWritable(file);
        } catch (IOException unknown) {
            return !Files.isWritable(file);
        }
    }

    /** Replaces a file and keeps its permissions. */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, ChunkedBytes.of(content));
    }

    /** Replaces a file and keeps its permissions. */
    static void replace(Path file, ChunkedBytes content) throws IOException {
        replaceAll(Map.of(file, content));
    }

    /**
     * Replaces several files and keeps their permissions. All new contents are on the disk before
     * the first file is replaced, so a full disk changes none of them.
     */
    static void replaceAll(Map<Path, ChunkedBytes> contents) throws IOException {
        Map<Path, Path> temporaries = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, ChunkedBytes> content : contents.entrySet()) {
                Path file = content.getKey();
                Path temporary = GraphFile.folderOf(file).resolve(TemporaryFileNames.name());
                temporaries.put(file, temporary);
                writeSynced(temporary, content.getValue());
                copyPermissions(file, temporary);
            }
            for (Map.Entry<Path, Path> written : temporaries.entrySet()) {
                rename(written.getValue(), written.getKey());
            }
        } finally {
            for (Path temporary : temporaries.values()) {
                Files.deleteIfExists(temporary);
            }
        }
        for (Path file : contents.keySet()) {
            syncFolder(GraphFile.folderOf(file));
        }
    }

    /** Replaces a file with one that only its owner can read, if the platform has permissions. */
    public static void replacePrivately(Path file, byte[] content) throws IOException {
        replacePrivately(file, ChunkedBytes.of(content));
    }

    /** Replaces a file with one that only its owner can read, if the platform has permissions. */
    static void replacePrivately(Path file, ChunkedBytes content) throws IOException {
        Files.deleteIfExists(file);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owned = {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
        writeSynced(file, content, posix ? owned : new FileAttribute<?>[0]);
    }

    /**
     * Creates a folder that only its owner can read. Missing parent folders get the usual
     * permissions.
     */
    public static void createPrivateFolder(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectories(folder);
        makePrivate(folder);
    }

    /** Whether only its owner can use a file or folder, as far as the platform shows it. */
    public static boolean isPrivate(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null || OWNERS_ALONE.containsAll(view.readAttributes().permissions());
    }

    /** Takes away all permissions of other users for a file or folder. */
    public static void makePrivate(Path file) throws IOException {
        if (!isPrivate(file)) {
            Set<PosixFilePermission> kept = Files.getPosixFilePermissions(file);
            kept.retainAll(OWNERS_ALONE);
            Files.setPosixFilePermissions(file, kept);
        }
    }

    /** The operating system's reason, in words. */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException none -> "no such file or folder";
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException file -> file.getFile() + " is a file, not a folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Random bytes as hexadecimal digits, usable as a secret. */
    public static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void writeSynced(Path file, ChunkedBytes content, FileAttribute<?>... attributes)
            throws IOException {
        Set<StandardOpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, fresh, attributes)) {
            for (ByteBuffer chunk : content.chunks()) {
                while (chunk.hasRemaining()) {
                    channel.write(chunk);
                }
            }
            channel.force(true);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (old != null && Files.exists(from)) {
            Files.setPosixFilePermissions(to, old.readAttributes().permissions());
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the rename itself survive a power cut, on platforms that can sync folders. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open folders. The file itself is already synced.
            return;
        }
    }
}
