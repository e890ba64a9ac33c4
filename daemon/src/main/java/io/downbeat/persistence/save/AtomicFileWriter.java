package io.downbeat.persistence.save;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
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
import java.util.Set;

/**
 * The writing of whole files: to a temporary one beside it, synced to the disk, then renamed over
 * the old one, so that a reader or a power cut finds the old text or the new one and nothing
 * between.
 */
public final class AtomicFileWriter {

    private static final Set<PosixFilePermission> OWNERS_ALONE =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private AtomicFileWriter() {}

    /** Whether its owner may not write to it; root could all the same, but is not meant to. */
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

    /** Writes a file anew; an old one's permissions are kept. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path folder = GraphFile.folderOf(file);
        Path temporary = folder.resolve(TemporaryFile.name());
        try {
            writeSynced(temporary, content);
            copyPermissions(file, temporary);
            rename(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(folder);
    }

    /** Writes a file anew that only its owner may read, where the platform has such a thing. */
    public static void replacePrivately(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owned = {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
        writeSynced(file, content, posix ? owned : new FileAttribute<?>[0]);
    }

    /**
     * Makes a folder that only its owner may look into; parents that are missing are usual ones.
     */
    public static void createPrivateFolder(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectories(folder);
        makePrivate(folder);
    }

    /** Whether only its owner may do anything with a file or folder, as far as can be told. */
    public static boolean isPrivate(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null || OWNERS_ALONE.containsAll(view.readAttributes().permissions());
    }

    /** Takes away what others than its owner may do with a file or folder. */
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
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Random bytes in hexadecimal digits, fit for a secret. */
    public static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void writeSynced(Path file, byte[] content, FileAttribute<?>... attributes)
            throws IOException {
        Set<StandardOpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, fresh, attributes)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
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

    /** So that the rename itself survives a power cut; where folders can not be synced, it may. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folder; the file itself is synced already.
            return;
        }
    }
}
