package io.downbeat.persistence.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.downbeat.persistence.chunks.ChunkedBytes;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ChecksummedRecordFileTest {

    private static final ChunkedBytes RECORD = record(3);

    @TempDir private Path folder;

    @Test
    @Tag("JOURNAL-9")
    void aFileThatWasReplacedBeforeItsFirstSyncStaysUntilTheNewOneIsSynced() throws Exception {
        Path path = folder.resolve("journal");
        try (ChecksummedRecordFile replaced = ChecksummedRecordFile.replace(path, List.of(RECORD));
                ChecksummedRecordFile latest =
                        ChecksummedRecordFile.replace(path, List.of(RECORD, RECORD))) {
            byte[] kept = Files.readAllBytes(ChecksummedRecordFile.old(path));

            replaced.sync();
            assertArrayEquals(kept, Files.readAllBytes(ChecksummedRecordFile.old(path)));

            latest.sync();
            assertFalse(Files.exists(ChecksummedRecordFile.old(path)));
            assertEquals(2, ChecksummedRecordFile.read(path).records().size());
        }
    }

    @Test
    @DisplayName("records of any length are read as they were written")
    void recordsOfAnyLengthAreReadAsTheyWereWritten() throws Exception {
        Path path = folder.resolve("journal");
        int[] sizes = {
            1,
            ChunkedBytes.CHUNK_BYTES,
            ChunkedBytes.CHUNK_BYTES + 1,
            3 * ChunkedBytes.CHUNK_BYTES + 7
        };
        try (ChecksummedRecordFile file =
                ChecksummedRecordFile.replace(path, List.of(record(sizes[0])))) {
            for (int size : sizes) {
                file.append(record(size));
            }
        }

        List<ByteBuffer> read = ChecksummedRecordFile.read(path).records();

        assertEquals(1 + sizes.length, read.size());
        for (int index = 0; index < sizes.length; index++) {
            assertEquals(ByteBuffer.wrap(record(sizes[index]).toByteArray()), read.get(1 + index));
        }
    }

    private static ChunkedBytes record(int size) {
        var record = new ChunkedBytes();
        for (int index = 0; index < size; index++) {
            record.write(index * 31);
        }
        return record;
    }
}
