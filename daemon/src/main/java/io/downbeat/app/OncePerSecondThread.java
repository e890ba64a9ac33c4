package io.downbeat.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The thread that runs some tasks once a second: it reads the system time, so that time tags follow
 * its steps, and reports network losses.
 */
final class OncePerSecondThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OncePerSecondThread.class);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("downbeat-wall").factory());

    private final List<Future<?>> watching;

    private OncePerSecondThread(List<Runnable> tasks) {
        watching =
                tasks.stream()
                        .<Future<?>>map(task ->
                                thread.scheduleAtFixedRate(() -> run(task), 1, 1, TimeUnit.SECONDS))
                        .toList();
    }

    static OncePerSecondThread start(Runnable... tasks) {
        return new OncePerSecondThread(List.of(tasks));
    }

    @Override
    public void close() {
        watching.forEach(each -> each.cancel(false));
        thread.shutdown();
    }

    /** An executor would never run a task again after it threw an exception. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException broken) {
            LOG.error("a task of each second failed", broken);
        }
    }
}
