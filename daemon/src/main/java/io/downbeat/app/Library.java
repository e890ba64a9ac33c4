package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.engine.Arrival;
import io.downbeat.engine.Inbox;
import io.downbeat.engine.Turn;
import io.downbeat.persistence.GraphFile;
import io.downbeat.persistence.SaveOutcome;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.Refusal;
import io.downbeat.session.Request;
import io.downbeat.session.SessionView;
import io.downbeat.session.Snapshot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The graph file and its thread: the only one that may wait for a disk. What it did comes back
 * through the inbox.
 */
final class Library implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Library.class);
    private static final long PATIENCE_SECONDS = 10;

    private final GraphFile file;
    private final Inbox inbox;
    private final HostClock clock;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "downbeat-journal"));

    Library(GraphFile file, Inbox inbox, HostClock clock) {
        this.file = file;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Tells the session which graph files lie beside its own. */
    void list() {
        thread.execute(() -> tell(Origin.DAEMON, "", new Command.FolderHolds(file.folder())));
    }

    /** Takes from a turn what concerns the disk. Conductor's thread; never waits. */
    void take(Turn turn) {
        for (Event event : turn.events()) {
            switch (event) {
                case Event.SaveAsked asked -> thread.execute(() -> save(asked, turn.view()));
                case Event.ParamsWritten written -> note(turn.view(), written.values());
                default -> {}
            }
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "the disk did not answer within {} s: a save may be missing",
                        PATIENCE_SECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A parameter that only clips name comes into the file once something has written it. */
    private void note(SessionView view, Snapshot values) {
        for (int index = 0; index < values.size(); index++) {
            if (!view.graph().parameter(values.parameter(index)).declared()) {
                thread.execute(() -> file.wrote(view, values));
                return;
            }
        }
    }

    private void save(Event.SaveAsked asked, SessionView view) {
        try {
            SaveOutcome outcome =
                    file.save(view.with(asked.values()), asked.save().name(), asked.save().force());
            switch (outcome) {
                case SaveOutcome.Saved(var name) -> {
                    LOG.info("saved {}", name);
                    tell(asked.by(), asked.address(), new Command.Saved(asked.by(), name));
                    tell(Origin.DAEMON, "", new Command.FolderHolds(file.folder()));
                }
                case SaveOutcome.Refused(var code, var text) -> {
                    LOG.warn("not saved: {}", text);
                    refuse(asked, code, text);
                }
            }
        } catch (RuntimeException broken) {
            LOG.error("not saved", broken);
            refuse(asked, Refusal.Code.DISK, "not saved, by a fault of the program: " + broken);
        }
    }

    private void refuse(Event.SaveAsked asked, Refusal.Code code, String text) {
        var refused = new Command.DiskRefused(asked.by(), asked.address(), code, text);
        tell(asked.by(), asked.address(), refused);
    }

    private void tell(Origin by, String address, Command command) {
        inbox.offer(
                new Arrival(
                        clock.now(), by, Optional.empty(), List.of(new Request(address, command))));
    }
}
