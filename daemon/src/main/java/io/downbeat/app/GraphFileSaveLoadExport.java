package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.engine.thread.NonUdpInbox;
import io.downbeat.export.ArrangementJsonExport;
import io.downbeat.export.ArrangementMidiFileExport;
import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.net.LogLimiter;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.read.GraphFileException;
import io.downbeat.persistence.save.GraphFile;
import io.downbeat.persistence.save.LaunchedClipOnlyParameters;
import io.downbeat.persistence.save.RotatingGraphBackups;
import io.downbeat.persistence.save.SaveOutcome;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Saves the session to its graph file, exports its arrangement, and reads other files to load, on
 * the storage thread. The result goes back through the inbox.
 *
 * <p>One save runs while others wait. A request that equals the last waiting one joins it: the file
 * is written once, with the newest values, and every requester gets an answer. The session limits
 * the number of waiting requests and refuses more as busy.
 */
final class GraphFileSaveLoadExport {

    private static final Logger LOG = LoggerFactory.getLogger(GraphFileSaveLoadExport.class);

    /** How long to wait before an answer is offered again to a full inbox. */
    private static final long FULL_INBOX_MILLIS = 10;

    /** How long the end of the program waits for a conductor thread that is very busy. */
    private static final long LONGEST_ANSWER_MICROS = 1_000_000;

    /** A load that waits for its boundary, and one that was read after it. */
    private static final int MOST_READ = 2;

    private final RotatingGraphBackups backups;
    private final StorageThread storage;
    private final NonUdpInbox inbox;
    private final HostClock clock;
    private final Function<GraphFileContents, ClockSource> clockSource;
    private final Function<SessionView, List<String>> missingRigNames;

    /** The file of the present session. Used by the conductor thread only. */
    private GraphFile file;

    /** The files of sessions that were read and are not loaded yet, by the number of the load. */
    private final ConcurrentNavigableMap<Long, GraphFile> read = new ConcurrentSkipListMap<>();

    /** Immutable, so that the conductor thread needs no lock to add to it. */
    private final AtomicReference<List<PendingSave>> waiting = new AtomicReference<>(List.of());

    /** Used by the conductor thread only. */
    private final LaunchedClipOnlyParameters launched = new LaunchedClipOnlyParameters();

    private Consumer<GraphFile> fileListener = file -> {};

    private final LogLimiter lines = new LogLimiter();
    private volatile boolean finishing;

    /**
     * The reason of the last failed save, so that a full disk is logged once. Used by the storage
     * thread only.
     */
    private String lastTrouble = "";

    /** Counts loads. Used by the storage thread only. */
    private long loads;

    private record Requester(RequestSender by, String address) {}

    private record PendingSave(
            Command.Save save,
            GraphFile file,
            SessionView view,
            Set<ParamPath> launched,
            long state,
            List<Requester> askers) {

        /** The same save for one more requester, with the present values. */
        PendingSave joinedBy(PendingSave later) {
            List<Requester> all = new ArrayList<>(askers);
            all.addAll(later.askers);
            return new PendingSave(save, file, later.view, later.launched, later.state, all);
        }
    }

    /**
     * @param file the file of the first session
     * @param clockSource the clock source that a loaded file and the rig ask for
     * @param missingRigNames what the rig names and a session does not have; called on the storage
     *     thread
     */
    GraphFileSaveLoadExport(
            GraphFile file,
            RotatingGraphBackups backups,
            StorageThread storage,
            NonUdpInbox inbox,
            HostClock clock,
            Function<GraphFileContents, ClockSource> clockSource,
            Function<SessionView, List<String>> missingRigNames) {
        this.file = file;
        this.backups = backups;
        this.storage = storage;
        this.inbox = inbox;
        this.clock = clock;
        this.clockSource = clockSource;
        this.missingRigNames = missingRigNames;
    }

    /**
     * Names what is called with the present file after each save and each load, on the storage
     * thread.
     */
    void afterSaveOrLoad(Consumer<GraphFile> listener) {
        fileListener = listener;
    }

    /**
     * Waits until the saves that were asked for are done and the conductor thread has their
     * results. So the journal notes them, and who asked gets an answer. Later saves are not
     * performed. Called before the conductor thread ends, by another thread.
     */
    void finish() {
        finishing = true;
        storage.awaitTasks();
        HostMicros latest = clock.now().plus(LONGEST_ANSWER_MICROS);
        while (!inbox.isEmpty() && clock.now().isBefore(latest)) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Deletes files of a crashed save, and reports the graph files in the session's folder. */
    void start() {
        GraphFile first = file;
        storage.execute(() -> {
            first.deleteAbandonedFiles();
            send(List.of(new CommandWithAddress("", new Command.ReportFolder(first.folder()))));
        });
    }

    /**
     * Handles the events of a turn that concern the graph file. Called on the conductor thread;
     * never waits.
     */
    void onTurn(TurnResult turn) {
        launched.onTurn(turn);
        for (Event event : turn.events()) {
            switch (event) {
                case Event.SaveRequested asked -> enqueue(asked);
                case Event.ExportRequested asked -> enqueue(asked);
                case Event.LoadRequested asked -> enqueue(asked, turn.view().graph());
                case Event.SessionLoaded loaded -> onLoaded(loaded, turn.view());
                default -> {}
            }
        }
    }

    private void enqueue(Event.SaveRequested asked) {
        if (finishing) {
            return;
        }
        var requester = new Requester(asked.by(), asked.address());
        var request =
                new PendingSave(
                        asked.save(),
                        file,
                        asked.view(),
                        launched.soFar(),
                        asked.state(),
                        List.of(requester));
        List<PendingSave> before = waiting.getAndUpdate(list -> with(list, request));
        if (!joins(before, request)) {
            storage.execute(this::saveNext);
        }
    }

    @SuppressWarnings("ReferenceEquality") // The very file: another load of it is another one.
    private static boolean joins(List<PendingSave> list, PendingSave request) {
        return !list.isEmpty()
                && list.getLast().save().equals(request.save())
                && list.getLast().file() == request.file();
    }

    private static List<PendingSave> with(List<PendingSave> list, PendingSave request) {
        List<PendingSave> longer = new ArrayList<>(list);
        longer.add(joins(list, request) ? longer.removeLast().joinedBy(request) : request);
        return List.copyOf(longer);
    }

    private void enqueue(Event.LoadRequested asked, Graph present) {
        GraphFile from = file;
        storage.execute(() -> {
            Command answer = readToLoad(from, asked, present);
            send(List.of(new CommandWithAddress("", answer)));
        });
    }

    private void enqueue(Event.ExportRequested asked) {
        GraphFile beside = file;
        storage.execute(() -> send(List.of(new CommandWithAddress("", export(beside, asked)))));
    }

    private Command export(GraphFile beside, Event.ExportRequested asked) {
        try {
            ArrangementMidiFileExport.MidiFile midi =
                    ArrangementMidiFileExport.of(asked.sessionName(), asked.document());
            byte[] json = ArrangementJsonExport.of(asked.sessionName(), asked.document());
            SaveOutcome outcome = beside.export(asked.export().name(), midi.bytes(), json);
            return switch (outcome) {
                case SaveOutcome.Saved(var name) -> {
                    lines.line("exported", name, clock.now(), () -> "exported " + name)
                            .ifPresent(line -> {
                                LOG.info("{}", line);
                                midi.omitted()
                                        .forEach(each -> LOG.warn("not in {}.mid: {}", name, each));
                            });
                    yield new Command.ReportExported(asked.by(), name, midi.omitted());
                }
                case SaveOutcome.Refused(var code, var text) ->
                        new Command.ReportExportFailure(asked.by(), asked.address(), code, text);
            };
        } catch (RuntimeException | OutOfMemoryError broken) {
            LOG.error("not exported", broken);
            return new Command.ReportExportFailure(
                    asked.by(),
                    asked.address(),
                    Refusal.Code.DISK,
                    "not exported, by a fault of the program: " + broken);
        }
    }

    private Command readToLoad(GraphFile from, Event.LoadRequested asked, Graph present) {
        Refusal.Code code = Refusal.Code.DISK;
        String text;
        try {
            GraphFileOpener.Opened opened =
                    GraphFileOpener.open(from.toLoad(asked.load().name()), present);
            loads++;
            read.put(loads, opened.file());
            while (read.size() > MOST_READ) {
                read.pollFirstEntry();
            }
            return new Command.ReportLoad(
                    asked.by(),
                    asked.address(),
                    opened.loaded(),
                    clockSource.apply(opened.loaded()),
                    opened.warnings().stream()
                            .map(warning -> new Command.FileWarning(warning.path(), warning.text()))
                            .toList(),
                    loads);
        } catch (Refusal refusal) {
            code = refusal.code();
            text = refusal.text();
        } catch (GraphFileException | StartupException unusable) {
            text = unusable.getMessage() + "; the present session stays";
        } catch (RuntimeException broken) {
            LOG.error("not loaded", broken);
            text = "not loaded, by a fault of the program: " + broken;
        }
        return new Command.ReportLoadFailure(asked.by(), asked.address(), code, text);
    }

    /** Saves go to the loaded session's file from now on. Edits that were not saved are kept. */
    private void onLoaded(Event.SessionLoaded loaded, SessionView view) {
        GraphFile former = file;
        Set<ParamPath> formerLaunched = launched.soFar();
        launched.clear();
        GraphFile next = read.get(loaded.load());
        if (next != null) {
            file = next;
        }
        read.headMap(loaded.load(), true).clear();
        storage.execute(() -> {
            LOG.info("loaded {}", loaded.name());
            loaded.unsaved()
                    .ifPresent(unsaved -> former.keepUnsaved(unsaved, formerLaunched, backups));
            loaded.warnings()
                    .forEach(warning -> LOG.warn("{}: {}", warning.path(), warning.text()));
            missingRigNames.apply(view).forEach(line -> LOG.warn("{}", line));
            if (next != null) {
                fileListener.accept(next);
                send(List.of(new CommandWithAddress("", new Command.ReportFolder(next.folder()))));
            }
        });
    }

    private void saveNext() {
        PendingSave next =
                waiting.getAndUpdate(list -> List.copyOf(list.subList(1, list.size()))).getFirst();
        SaveOutcome outcome = save(next);
        log(outcome);
        List<CommandWithAddress> answers = new ArrayList<>();
        for (Requester requester : next.askers()) {
            answers.add(
                    new CommandWithAddress(
                            requester.address(), answer(requester, outcome, next.state())));
        }
        if (outcome instanceof SaveOutcome.Saved) {
            fileListener.accept(next.file());
            var folder = new Command.ReportFolder(next.file().folder());
            answers.add(new CommandWithAddress("", folder));
        }
        send(answers);
    }

    private static Command answer(Requester requester, SaveOutcome outcome, long state) {
        return switch (outcome) {
            case SaveOutcome.Saved(var name) ->
                    new Command.ReportSaved(requester.by(), name, state);
            case SaveOutcome.Refused(var code, var text) ->
                    new Command.ReportDiskFailure(requester.by(), requester.address(), code, text);
        };
    }

    private SaveOutcome save(PendingSave next) {
        try {
            return next.file()
                    .save(
                            next.view(),
                            next.launched(),
                            next.save().name(),
                            next.save().force(),
                            backups);
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
    private void send(List<CommandWithAddress> requests) {
        var batch = new CommandBatch(clock.now(), RequestSender.DAEMON, Optional.empty(), requests);
        while (!inbox.offer(batch) && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(FULL_INBOX_MILLIS));
        }
    }
}
