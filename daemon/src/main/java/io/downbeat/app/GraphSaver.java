package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.engine.thread.Inbox;
import io.downbeat.graph.ParamPath;
import io.downbeat.net.LogLimiter;
import io.downbeat.persistence.save.GraphFile;
import io.downbeat.persistence.save.SaveOutcome;
import io.downbeat.session.command.AddressedCommand;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.view.SessionView;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Saves the session to its graph file, on the storage thread. The result goes back through the
 * inbox.
 *
 * <p>One save runs while others wait. A request that equals the last waiting one joins it: the file
 * is written once, with the newest values, and every requester gets an answer. The session limits
 * the number of waiting requests and refuses more as busy.
 */
final class GraphSaver {

    private static final Logger LOG = LoggerFactory.getLogger(GraphSaver.class);

    /** How long to wait before an answer is offered again to a full inbox. */
    private static final long FULL_INBOX_MILLIS = 10;

    private final GraphFile file;
    private final StorageThread storage;
    private final Inbox inbox;
    private final HostClock clock;

    /** Immutable, so that the conductor thread needs no lock to add to it. */
    private final AtomicReference<List<PendingSave>> waiting = new AtomicReference<>(List.of());

    /** Written parameters that have no place in the file. Used by the conductor thread only. */
    private final Set<ParamPath> written = new LinkedHashSet<>();

    private final LogLimiter lines = new LogLimiter();

    /**
     * The reason of the last failed save, so that a full disk is logged once. Used by the storage
     * thread only.
     */
    private String lastTrouble = "";

    private record Requester(RequestOrigin by, String address) {}

    private record PendingSave(
            Command.Save save,
            SessionView view,
            Set<ParamPath> written,
            long edits,
            List<Requester> askers) {

        /** The same save for one more requester, with the present values. */
        PendingSave joinedBy(PendingSave later) {
            List<Requester> all = new ArrayList<>(askers);
            all.addAll(later.askers);
            return new PendingSave(save, later.view, later.written, later.edits, all);
        }
    }

    GraphSaver(GraphFile file, StorageThread storage, Inbox inbox, HostClock clock) {
        this.file = file;
        this.storage = storage;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Deletes files of a crashed save, and reports the graph files in the session's folder. */
    void start() {
        storage.execute(() -> {
            file.deleteAbandonedFiles();
            send(List.of(new AddressedCommand("", new Command.ReportFolder(file.folder()))));
        });
    }

    /**
     * Handles the events of a turn that concern the graph file. Called on the conductor thread;
     * never waits.
     */
    void onTurn(TurnResult turn) {
        for (Event event : turn.events()) {
            switch (event) {
                case Event.SaveAsked asked -> enqueue(asked, turn.view());
                case Event.ParamsWritten param -> note(turn.view(), param.values());
                default -> {}
            }
        }
    }

    /** A parameter that only clips name is added to the file after it was written. */
    private void note(SessionView view, Snapshot values) {
        for (int index = 0; index < values.size(); index++) {
            var parameter = view.graph().parameter(values.parameter(index));
            if (!parameter.declared()) {
                written.add(parameter.path());
            }
        }
    }

    private void enqueue(Event.SaveAsked asked, SessionView view) {
        var requester = new Requester(asked.by(), asked.address());
        var request =
                new PendingSave(
                        asked.save(),
                        view.with(asked.values()),
                        Collections.unmodifiableSet(new LinkedHashSet<>(written)),
                        asked.edits(),
                        List.of(requester));
        List<PendingSave> before = waiting.getAndUpdate(list -> with(list, request));
        if (!joins(before, request)) {
            storage.execute(this::saveNext);
        }
    }

    private static boolean joins(List<PendingSave> list, PendingSave request) {
        return !list.isEmpty() && list.getLast().save().equals(request.save());
    }

    private static List<PendingSave> with(List<PendingSave> list, PendingSave request) {
        List<PendingSave> longer = new ArrayList<>(list);
        longer.add(joins(list, request) ? longer.removeLast().joinedBy(request) : request);
        return List.copyOf(longer);
    }

    private void saveNext() {
        PendingSave next =
                waiting.getAndUpdate(list -> List.copyOf(list.subList(1, list.size()))).getFirst();
        SaveOutcome outcome = save(next);
        log(outcome);
        List<AddressedCommand> answers = new ArrayList<>();
        for (Requester requester : next.askers()) {
            answers.add(
                    new AddressedCommand(
                            requester.address(), answer(requester, outcome, next.edits())));
        }
        if (outcome instanceof SaveOutcome.Saved) {
            answers.add(new AddressedCommand("", new Command.ReportFolder(file.folder())));
        }
        send(answers);
    }

    private static Command answer(Requester requester, SaveOutcome outcome, long edits) {
        return switch (outcome) {
            case SaveOutcome.Saved(var name) ->
                    new Command.ReportSaved(requester.by(), name, edits);
            case SaveOutcome.Refused(var code, var text) ->
                    new Command.ReportDiskFailure(requester.by(), requester.address(), code, text);
        };
    }

    private SaveOutcome save(PendingSave next) {
        try {
            return file.save(next.view(), next.written(), next.save().name(), next.save().force());
        } catch (RuntimeException broken) {
            LOG.error("not saved", broken);
            return new SaveOutcome.Refused(
                    Refusal.Code.DISK, "not saved, by a fault of the program: " + broken);
        }
    }

    /**
     * Clients can ask for a save very often, so each result is logged at most once in ten seconds.
     */
    private void log(SaveOutcome outcome) {
        switch (outcome) {
            case SaveOutcome.Saved(var name) -> {
                lines.line("saved", name, clock.now(), () -> "saved " + name)
                        .ifPresent(line -> LOG.info("{}", line));
                lastTrouble = "";
            }
            case SaveOutcome.Refused(var code, var text) -> {
                if (!text.equals(lastTrouble)) {
                    lines.line("not saved", "", clock.now(), () -> "not saved: " + text)
                            .ifPresent(line -> LOG.warn("{}", line));
                }
                lastTrouble = text;
            }
        }
    }

    /** Waits while the inbox is full, because the session counts the outstanding answers. */
    private void send(List<AddressedCommand> requests) {
        var batch = new CommandBatch(clock.now(), RequestOrigin.DAEMON, Optional.empty(), requests);
        while (!inbox.offer(batch) && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(FULL_INBOX_MILLIS));
        }
    }
}
