package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.persistence.StateFolderFiles;
import io.downbeat.persistence.SubscriptionFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class SubscriptionSaverTest {

    private @TempDir Path folder;

    @Test
    void aHangingDiskBlocksNobodyAndTheNewestLinesAreWrittenAfterwards() throws IOException {
        SubscriptionFile file = new StateFolderFiles(folder).subscriptions(9120);
        var disk = new CountDownLatch(1);
        try (var storage = new StorageThread()) {
            storage.execute(() -> hang(disk));
            var saver = new SubscriptionSaver(file, storage);
            for (int count = 0; count < 100_000; count++) {
                saver.save(List.of("line " + count));
            }
            assertEquals(List.of(), file.read());
            disk.countDown();
        }
        assertEquals(List.of("line 99999"), file.read());
    }

    private static void hang(CountDownLatch disk) {
        try {
            disk.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
