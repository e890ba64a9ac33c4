package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.engine.EngineScenario;
import io.downbeat.engine.thread.NonUdpInbox;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.save.RotatingGraphBackups;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundaries;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Saves that are asked for faster than the disk works. */
class GraphFileSaveLoadExportTest {

    private static final String TEXT =
            "{\"nodes\": {\"a\": {\"type\": \"A\", \"params\": {\"x\": %s}}}}";
    private static final Command.Save OWN = new Command.Save(Optional.empty(), false);

    private @TempDir Path folder;
    private final NonUdpInbox inbox = new NonUdpInbox(() -> {});
    private final StorageThread storage = new StorageThread();
    private final CountDownLatch disk = new CountDownLatch(1);
    private EngineScenario scenario;
    private GraphFileSaveLoadExport saver;

    @BeforeEach
    void open() throws IOException {
        GraphFileOpener.Opened opened =
                GraphFileOpener.open(Files.writeString(file("set"), TEXT.formatted("1")));
        scenario = EngineScenario.of(opened.loaded());
        saver =
                new GraphFileSaveLoadExport(
                        opened.file(),
                        new RotatingGraphBackups(folder.resolve("state")),
                        storage,
                        inbox,
                        new SystemHostClock(),
                        loaded -> ClockSource.INTERNAL,
                        view -> List.of());
        storage.execute(this::hang);
    }

    @Test
    void waitingSavesAreWrittenOnceWithTheNewestValues() throws IOException {
        ask("one", OWN);
        scenario.hand("a/x", 2);
        ask("two", OWN);
        scenario.hand("a/x", 3);
        ask("three", OWN);

        assertEquals("one saved set\ntwo saved set\nthree saved set", answers());
        assertEquals(TEXT.formatted("3"), Files.readString(file("set")));
    }

    @Test
    void aSaveUnderAnotherNameIsASeparateSaveInOrder() throws IOException {
        ask("one", OWN);
        scenario.hand("a/x", 2);
        ask("two", new Command.Save(Optional.of("tour"), false));
        scenario.hand("a/x", 3);
        ask("three", new Command.Save(Optional.of("set"), false));

        assertEquals("one saved set\ntwo saved tour\nthree saved set", answers());
        assertEquals(TEXT.formatted("2"), Files.readString(file("tour")));
        assertEquals(TEXT.formatted("3"), Files.readString(file("set")));
    }

    @Test
    void everyRequesterOfAFailedSaveIsRefused() throws IOException {
        Files.writeString(file("set"), "{}");
        ask("one", OWN);
        ask("two", OWN);

        assertEquals("one CHANGED_ON_DISK\ntwo CHANGED_ON_DISK", answers());
        assertEquals("{}", Files.readString(file("set")));
    }

    @Test
    void answersWaitForRoomInTheInbox() {
        int full = 0;
        while (inbox.offer(batch())) {
            full++;
        }
        ask("one", OWN);
        disk.countDown();
        assertEquals(full, inbox.drain(full).size());

        assertEquals("one saved set", answers());
    }

    @Test
    @Tag("LOAD-7")
    void savesGoToTheLoadedFileOnceItIsPlayed() throws IOException {
        Files.writeString(file("tour"), TEXT.formatted("7"));
        askLoad("one", "tour");
        scenario.hand("a/x", 2);
        ask("two", OWN);
        disk.countDown();
        awaitStorage();
        loaded(1, Optional.empty());
        scenario.hand("a/x", 9);
        ask("three", OWN);

        assertEquals("one read tour\ntwo saved set\nthree saved tour", answers());
        assertEquals(TEXT.formatted("2"), Files.readString(file("set")));
        assertEquals(TEXT.formatted("9"), Files.readString(file("tour")));
    }

    @Test
    @Tag("LOAD-5")
    void aFileThatCannotBeLoadedIsRefusedWithItsReason() throws IOException {
        Files.writeString(file("broken"), "{\"nodes\": {\"a\": {}}}");
        askLoad("one", "broken");
        askLoad("two", "absent");
        askLoad("three", "../set");

        assertEquals("one not DISK\ntwo not NO_SUCH\nthree not NOT_ALLOWED", answers());
    }

    @Test
    @Tag("LOAD-6")
    void editsThatWereNotSavedAreKeptInTheStateFolder() throws IOException {
        Files.writeString(file("tour"), TEXT.formatted("7"));
        scenario.hand("a/x", 5);
        Optional<SessionView> unsaved = Optional.of(scenario.view());
        askLoad("one", "tour");
        disk.countDown();
        awaitStorage();
        loaded(1, unsaved);

        assertEquals("one read tour", answers());
        assertEquals(TEXT.formatted("1"), Files.readString(file("set")));
        try (Stream<Path> kept = Files.list(folder.resolve("state"))) {
            List<Path> all = kept.toList();
            assertEquals(1, all.size());
            assertEquals(TEXT.formatted("5"), Files.readString(all.getFirst()));
            String name = String.valueOf(all.getFirst().getFileName());
            assertTrue(name.matches("set-[0-9a-f]{8}\\.unsaved-1\\.json"), name);
        }
    }

    /** Until the storage has done what it was asked so far. */
    private void awaitStorage() {
        var done = new CountDownLatch(1);
        storage.execute(done::countDown);
        try {
            done.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static CommandBatch batch() {
        var request = new CommandWithAddress("", new Command.ReportFolder(List.of()));
        return new CommandBatch(
                new HostMicros(0), RequestSender.DAEMON, Optional.empty(), List.of(request));
    }

    private void ask(String client, Command.Save save) {
        SessionView view = scenario.view();
        var asked =
                new Event.SaveRequested(
                        Beats.ZERO,
                        new RequestSender(client),
                        "/session/save",
                        save,
                        view.with(view.values().frozenCopy()),
                        0);
        turn(asked);
    }

    private void turn(Event event) {
        saver.onTurn(
                new TurnResult(
                        scenario.now(),
                        scenario.view(),
                        List.of(event),
                        UpcomingBoundaries.NOTHING,
                        scenario.now()));
    }

    private void askLoad(String client, String... name) {
        var load = new Command.Load(Stream.of(name).findFirst());
        turn(new Event.LoadRequested(Beats.ZERO, new RequestSender(client), "/session/load", load));
    }

    private void loaded(long load, Optional<SessionView> unsaved) {
        turn(
                new Event.SessionLoaded(
                        Beats.ZERO, RequestSender.DAEMON, "tour", load, List.of(), unsaved));
    }

    /** Lets the disk work, and says who was answered what. */
    private String answers() {
        disk.countDown();
        storage.close();
        Stream<CommandWithAddress> all =
                inbox.drain(Integer.MAX_VALUE).stream().flatMap(batch -> batch.requests().stream());
        return String.join("\n", all.flatMap(request -> line(request).stream()).toList());
    }

    private static Optional<String> line(CommandWithAddress request) {
        return switch (request.command()) {
            case Command.ReportSaved(var asker, var name, var edits) ->
                    Optional.of(asker.text() + " saved " + name);
            case Command.ReportDiskFailure(var asker, var address, var code, var text) ->
                    Optional.of(asker.text() + " " + code);
            case Command.ReportLoad load ->
                    Optional.of(load.asker().text() + " read " + load.loaded().name());
            case Command.ReportLoadFailure(var asker, var address, var code, var text) ->
                    Optional.of(asker.text() + " not " + code);
            default -> Optional.empty();
        };
    }

    private void hang() {
        try {
            disk.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }
}
