package io.downbeat.app;

import io.downbeat.persistence.SubscriptionFile;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes the subscriptions to their file, on the storage thread. Only the newest lines matter: at
 * most one write waits, however often the subscriptions change.
 */
final class SubscriptionSaver {

    private final SubscriptionFile file;
    private final StorageThread storage;

    /** The lines to write; null if nothing waits. */
    private final AtomicReference<List<String>> waiting = new AtomicReference<>();

    SubscriptionSaver(SubscriptionFile file, StorageThread storage) {
        this.file = file;
        this.storage = storage;
    }

    /** Replaces the content of the file soon. Thread safe; never waits. */
    void save(List<String> lines) {
        if (waiting.getAndSet(lines) == null) {
            storage.execute(this::write);
        }
    }

    private void write() {
        List<String> lines = waiting.getAndSet(null);
        if (lines != null) {
            file.write(lines);
        }
    }
}
