package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.engine.EngineScenario;
import io.downbeat.engine.thread.Inbox;
import io.downbeat.persistence.GraphStore;
import io.downbeat.session.command.AddressedCommand;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundaries;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.BeforeEach;
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
class GraphSaverTest {

    private static final String TEXT =
            "{\"nodes\": {\"a\": {\"type\": \"A\", \"params\": {\"x\": %s}}}}";
    private static final Command.Save OWN = new Command.Save(Optional.empty(), false);

    private @TempDir Path folder;
    private final Inbox inbox = new Inbox(() -> {});
    private final StorageThread storage = new StorageThread();
    private final CountDownLatch disk = new CountDownLatch(1);
    private EngineScenario scenario;
    private GraphSaver saver;

    @BeforeEach
    void open() throws IOException {
        GraphStore.Opened opened =
                GraphStore.open(Files.writeString(file("set"), TEXT.formatted("1")));
        scenario = EngineScenario.of(opened.loaded());
        saver = new GraphSaver(opened.file(), storage, inbox, new SystemHostClock());
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

    private static CommandBatch batch() {
        var request = new AddressedCommand("", new Command.ReportFolder(List.of()));
        return new CommandBatch(
                new HostMicros(0), RequestOrigin.DAEMON, Optional.empty(), List.of(request));
    }

    private void ask(String client, Command.Save save) {
        SessionView view = scenario.view();
        var asked =
                new Event.SaveAsked(
                        Beats.ZERO,
                        new RequestOrigin(client),
                        "/session/save",
                        save,
                        view.values().still(),
                        0);
        saver.onTurn(
                new TurnResult(
                        scenario.now(),
                        view,
                        List.of(asked),
                        UpcomingBoundaries.NOTHING,
                        scenario.now()));
    }

    /** Lets the disk work, and says who was answered what. */
    private String answers() {
        disk.countDown();
        storage.close();
        Stream<AddressedCommand> all =
                inbox.drain(Integer.MAX_VALUE).stream().flatMap(batch -> batch.requests().stream());
        return String.join("\n", all.flatMap(request -> line(request).stream()).toList());
    }

    private static Optional<String> line(AddressedCommand request) {
        return switch (request.command()) {
            case Command.ReportSaved(var asker, var name, var edits) ->
                    Optional.of(asker.text() + " saved " + name);
            case Command.ReportDiskFailure(var asker, var address, var code, var text) ->
                    Optional.of(asker.text() + " " + code);
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
