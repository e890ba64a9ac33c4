package io.downbeat.persistence.save;

import io.downbeat.persistence.chunks.ChunkedBytes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 hash of a file's bytes. It shows whether another program changed the file, without a
 * second copy in memory.
 */
public record ContentHash(String hex) {

    /** The hash of a short text's bytes. */
    public static ContentHash of(byte[] content) {
        MessageDigest digest = sha256();
        digest.update(content);
        return ofDigest(digest);
    }

    static ContentHash of(ChunkedBytes content) {
        MessageDigest digest = sha256();
        for (ByteBuffer chunk : content.chunks()) {
            digest.update(chunk);
        }
        return ofDigest(digest);
    }

    /** The hash of a file's bytes. */
    static ContentHash of(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[ChunkedBytes.CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return ofDigest(digest);
    }

    private static ContentHash ofDigest(MessageDigest digest) {
        return new ContentHash(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }
}
