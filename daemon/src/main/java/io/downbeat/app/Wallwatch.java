package io.downbeat.app;

import io.downbeat.clock.WallClock;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The thread that looks at the wall clock once a second, so that time tags follow its steps. */
final class Wallwatch implements AutoCloseable {

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("downbeat-wall").factory());

    private final Future<?> watching;

    private Wallwatch(WallClock wall) {
        watching = thread.scheduleAtFixedRate(wall::reread, 1, 1, TimeUnit.SECONDS);
    }

    static Wallwatch start(WallClock wall) {
        return new Wallwatch(wall);
    }

    @Override
    public void close() {
        watching.cancel(false);
        thread.shutdown();
    }
}
