package io.downbeat.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The only thread that may wait for a disk while music plays. Tasks run one after the other, in
 * order. The callers keep the number of waiting tasks small; the thread itself has no limit. A disk
 * that hangs stops this thread and nothing else.
 */
final class StorageThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StorageThread.class);

    /** How long the program waits at its end for a disk that does not answer. */
    private static final long LONGEST_CLOSE_SECONDS = 10;

    private final ExecutorService tasks =
            Executors.newSingleThreadExecutor(
                    task -> Thread.ofPlatform().daemon().name("downbeat-storage").unstarted(task));

    /** Runs a task later. Any thread; never waits. Does nothing once this is closed. */
    void execute(Runnable task) {
        if (!tasks.isShutdown()) {
            tasks.execute(() -> run(task));
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException broken) {
            LOG.error("a task of the storage thread", broken);
        }
    }

    /** Waits until the tasks so far are done, but no longer than 10 s. */
    void awaitTasks() {
        try {
            tasks.submit(() -> {}).get(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hangs) {
            LOG.debug("the disk does not answer", hangs);
        } catch (ExecutionException never) {
            throw new IllegalStateException("an empty task cannot fail", never);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all tasks are done, but no longer than 10 s. */
    @Override
    public void close() {
        tasks.shutdown();
        try {
            if (!tasks.awaitTermination(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "the disk did not answer within {} s: a save may be missing",
                        LONGEST_CLOSE_SECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
