package io.downbeat.oscquery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.downbeat.address.AddressTable;
import io.downbeat.address.SampleViews;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.engine.RandomEdits;
import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.SampleViewBuilder;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.editing.EditApplier;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What clients of OSCQuery are told of addresses that come and go. */
class NamespaceChangesTest {
    private static final AddressSpace SPACE = AddressSpace.load();
    private static final AddressTable TABLE = new AddressTable(SPACE, "0.1.0", "", "");
    private static final HostMicros START = new HostMicros(1_000_000);
    private static final TrackId DRUMS = new TrackId("tr_drums");
    private static final TrackId BASS = new TrackId("tr_bass");
    private static final long A_WHILE = 300_000;
    private static final HostInfo HOST = new HostInfo("Downbeat", "127.0.0.1", 9120, 9120);

    private SessionView view = SampleViews.view();
    private HostMicros now = START;
    private final NamespaceChanges changes = changes("");

    @Test
    @Tag("OSCQUERY-9")
    void aNewClipIsToldWithItsContainer() {
        assertEquals(
                List.of(added("/track/2/clip/3"), changed("/track/2/clip")),
                told(new Edit.DuplicateClip(clip(BASS, "Low"), "copy", "Copy")));
    }

    @Test
    @Tag("OSCQUERY-9")
    void positionsAreTheAddressesSoTheLastOneGoes() {
        List<String> told = told(new Edit.DeleteTrack(DRUMS));

        // Track 1 is the former track 2, with two clips.
        assertTrue(
                told.containsAll(
                        List.of(
                                removed("/track/2"),
                                removed("/track/1/clip/3"),
                                removed("/scene/1/assign/2"))),
                told::toString);
        assertEquals(
                List.of(removed("/scene/2"), changed("/scene")),
                told(new Edit.DeleteScene(new SceneId("sc_1"))));
    }

    @Test
    @Tag("OSCQUERY-9")
    void scenesCueListsStepsNodesAndParametersAreTold() {
        var list = new CueListId("cp_2");
        assertEquals(
                List.of(added("/cue/2"), changed("/cue")),
                told(new Edit.AddCueList(list, "More", 2)));
        assertEquals(
                List.of(added("/cue/2/step/1"), changed("/cue/2/step")),
                told(new Edit.AddCueStep(new CueStepId(list, "s"), new SceneId("sc_1"), 1)));
        assertEquals(
                List.of(added("/scene/3"), changed("/scene")),
                told(new Edit.DuplicateScene(new SceneId("sc_1"), new SceneId("sc_3"), "Copy")));
        assertEquals(
                List.of(added("/node/more"), changed("/node")),
                told(new Edit.AddNode("more", "test", List.of())));
        List<String> parameter =
                told(new Edit.AddParameter(new ParamPath("more", "gain"), ParamValue.of(0.5)));
        assertEquals(
                List.of(
                        added("/node/more/gain"),
                        added("/node/more/param/gain"),
                        changed("/node/more")),
                parameter);
        assertEquals(
                List.of(removed("/node/more"), changed("/node")),
                told(new Edit.DeleteNode("more")));
    }

    @Test
    @Tag("OSCQUERY-9")
    void anotherRangeIsTold() {
        var cutoff = new ParamPath("synth", "cutoff");
        assertEquals(
                List.of(changed("/node/synth/cutoff"), changed("/node/synth/param/cutoff")),
                told(new Edit.SetRange(cutoff, Range.stated(1, 2))).stream()
                        .filter(each -> each.contains("/node/"))
                        .toList());
        assertEquals(List.of(), told(new Edit.SetLock(cutoff, true)));
    }

    @Test
    @Tag("OSCQUERY-10")
    void anotherNameIsAPathThatIsRenamed() {
        assertEquals(
                List.of(renamed("/track/Drums", "/track/My-Kit")),
                told(new Edit.RenameTrack(DRUMS, "My Kit")));
        assertEquals(
                List.of(renamed("/track/1/clip/Drop-it", "/track/1/clip/Go")),
                told(new Edit.RenameClip(clip(DRUMS, "Drop it"), "Go")));
        // Positions, words of the contract and names of two objects lead to no object by name.
        assertEquals(List.of(), told(new Edit.RenameTrack(DRUMS, "2")));
        assertEquals(List.of(), told(new Edit.RenameTrack(DRUMS, "count")));
        assertEquals(List.of(), told(new Edit.RenameTrack(DRUMS, "Bass")));
        assertEquals(List.of(), told(new Edit.RenameTrack(DRUMS, "Kit")));
        assertEquals(
                List.of(renamed("/track/Kit", "/track/Drums")),
                told(new Edit.RenameTrack(DRUMS, "Drums")));
    }

    @Test
    @Tag("OSCQUERY-10")
    void aNameThatWasReadAndWentBackIsTold() {
        told(new Edit.AddNode("one", "test", List.of()));
        edit(new Edit.RenameTrack(DRUMS, "Kit"));
        changes.onRead(new SessionViewAtTime(view, now));
        edit(new Edit.RenameTrack(DRUMS, "Drums"));
        assertEquals(List.of(renamed("/track/Kit", "/track/Drums")), drained());
    }

    @Test
    @Tag("OSCQUERY-11")
    void whatContainsManyRenamedObjectsHasChanged() {
        Document named = withTracks("Old");
        next(SampleViewBuilder.from(view).with(named).view());
        drained();

        next(SampleViewBuilder.from(view).with(withTracks("New")).view());

        List<String> messages = drained();
        assertEquals(65, messages.size(), messages::toString);
        assertEquals(changed("/track"), messages.getLast());
    }

    private static Document withTracks(String name) {
        var document = new Document(SampleViews.view().graph(), SampleViews.view().session());
        for (int n = 1; n <= 70; n++) {
            document =
                    EditApplier.apply(
                            document, new Edit.AddTrack(new TrackId("t" + n), name + n, n));
        }
        return document;
    }

    @Test
    @Tag("OSCQUERY-11")
    void afterEditsThatChangeNoAddressTheNextComparisonsWait() {
        drained();
        edit(new Edit.ColorTrack(DRUMS, "rgb(9,9,9)"));
        assertEquals(List.of(), drainDue(changes));

        edit(new Edit.AddNode("one", "test", List.of()));

        assertEquals(List.of(), drainDue(changes));
        assertEquals(2, drained().size());
    }

    @Test
    @Tag("OSCQUERY-9")
    void whatChangesNoAddressIsNotTold() {
        assertEquals(List.of(), told(new Edit.ColorTrack(DRUMS, "rgb(9,9,9)")));
        assertEquals(List.of(), told(new Edit.SetSceneTempo(new SceneId("sc_1"), 90)));
        next(SampleViews.with(view, 1, view.track(1)));
        assertEquals(List.of(), drained());
        assertEquals(HostMicros.NEVER, changes.wakeAt());
    }

    @Test
    @Tag("OSCQUERY-11")
    void aHundredThousandAddressesAreToldByOneMessage() {
        List<Parameter> many =
                IntStream.range(0, 6_000)
                        .mapToObj(n ->
                                Parameter.added(
                                        new ParamPath("n" + n % 100, "p" + n), ParamValue.of(n)))
                        .toList();
        Graph graph = view.graph();
        for (int node = 0; node < 100; node++) {
            String id = "n" + node;
            graph =
                    graph.withNode(
                            id,
                            "test",
                            many.stream().filter(each -> each.path().node().equals(id)).toList());
        }
        next(SampleViewBuilder.from(view).with(new Document(graph, view.session())).view());
        assertEquals(List.of(changed("/node")), drained());

        next(SampleViews.view());
        assertEquals(List.of(changed("/node")), drained());
    }

    @Test
    @Tag("OSCQUERY-11")
    void aTrackThatGoesIsToldAlthoughTheValuesOfAllClipsMove() {
        var piece = SampleSessions.piece();
        for (int track = 1; track <= 4; track++) {
            piece.track("T" + track, "n" + track + "/p");
            for (int clip = 1; clip <= 12; clip++) {
                piece.clip("C" + clip, clip);
            }
        }
        GraphFileContents contents = piece.done();
        next(
                SampleViewBuilder.from(view)
                        .with(new Document(contents.graph(), contents.session()))
                        .view());
        drained();

        List<String> told =
                told(new Edit.DeleteTrack(new TrackId(view.session().tracks().getFirst().id())));

        assertTrue(told.contains(removed("/track/4")), told::toString);
        assertTrue(told.stream().noneMatch(each -> each.contains("/n2")), told::toString);
        assertTrue(told.contains(changed("/track")), told::toString);
    }

    @Test
    @Tag("OSCQUERY-11")
    void theFirstChangeIsToldAtOnceAndFurtherOnesTogether() {
        edit(new Edit.AddNode("one", "test", List.of()));
        assertEquals(List.of(added("/node/one"), changed("/node")), drainDue(changes));
        for (String id : List.of("two", "three", "four", "five", "six", "seven")) {
            now = now.plus(1_000);
            edit(new Edit.AddNode(id, "test", List.of()));
            assertEquals(List.of(), drainDue(changes));
        }
        HostMicros due = changes.wakeAt();
        assertTrue(due.isAfter(now) && due.since(START) <= 250_000, due::toString);
        now = due;
        assertEquals(7, drainDue(changes).size());
        assertEquals(HostMicros.NEVER, changes.wakeAt());
    }

    @Test
    @Tag("OSCQUERY-11")
    void whatComesAndGoesAtOnceIsToldIfItWasRead() {
        told(new Edit.AddNode("one", "test", List.of()));
        SessionView before = view;
        edit(new Edit.AddNode("two", "test", List.of()));
        next(before);
        assertEquals(List.of(), drained());
        edit(new Edit.AddNode("two", "test", List.of()));
        changes.onRead(new SessionViewAtTime(view, now));
        next(before);
        assertEquals(List.of(removed("/node/two"), changed("/node")), drained());
        assertEquals(HostMicros.NEVER, changes.wakeAt());
    }

    @Test
    @Tag("OSCQUERY-11")
    void afterManyReadsBetweenTwoComparisonsAllMayHaveChanged() {
        for (int n = 1; n <= 9; n++) {
            edit(new Edit.AddNode("n" + n, "test", List.of()));
            changes.onRead(new SessionViewAtTime(view, now));
        }
        assertEquals(List.of(changed("/")), drained());
        assertEquals(List.of(), drained());
        assertEquals(HostMicros.NEVER, changes.wakeAt());
    }

    @Test
    @Tag("OSCQUERY-11")
    void oneComparisonRunsAtATimeAndTheLastStateIsTold() {
        edit(new Edit.AddNode("one", "test", List.of()));
        Supplier<NamespaceChange> first = changes.beginDue(now).orElseThrow();
        edit(new Edit.AddNode("two", "test", List.of()));
        edit(new Edit.AddNode("three", "test", List.of()));
        now = now.plus(A_WHILE);
        assertEquals(Optional.empty(), changes.beginDue(now));
        assertEquals(HostMicros.NEVER, changes.wakeAt());

        assertEquals(List.of(added("/node/one"), changed("/node")), first.get().messages());
        changes.onEnded();

        assertEquals(
                List.of(added("/node/three"), added("/node/two"), changed("/node")),
                drainDue(changes));
        assertEquals(HostMicros.NEVER, changes.wakeAt());
    }

    @Test
    @Tag("OSCQUERY-9")
    void thePrefixOfTheProgramIsToldToo() {
        NamespaceChanges prefixed = changes("/stage");
        edit(new Edit.AddNode("one", "test", List.of()));
        prefixed.onView(new SessionViewAtTime(view, now));
        assertEquals(List.of(added("/stage/node/one"), changed("/stage/node")), drainDue(prefixed));
        assertEquals(changed("/stage"), prefixed.allChanged());
        assertEquals(changed("/"), changes.allChanged());
    }

    /** The walk: what a client knows is what it would read now, after any edit, undo and redo. */
    @ParameterizedTest
    @Tag("OSCQUERY-9")
    @ValueSource(longs = {1, 2, 3, 4})
    void aClientThatObeysTheMessagesHasTheNamespace(long seed) {
        GraphFileContents piece =
                SampleSessions.piece()
                        .track("Drums", "kick/decay", "kick/pitch")
                        .clip("A", 0.5, 52)
                        .clip("B", 0.4, 55)
                        .track("Visual", "noise/mode")
                        .clip("A", "calm")
                        .scene("One", "Drums/A", "Visual/A")
                        .scene("Two", "Drums/B")
                        .done();
        var walk =
                new Object() {
                    @Nullable NamespaceWalk begun;
                    int messages;
                };
        RandomEdits.undoAndRedo(
                seed,
                40,
                piece,
                turn -> {
                    view = turn.view();
                    now = now.plus(A_WHILE);
                    NamespaceWalk clients = walk.begun == null ? newWalk() : walk.begun;
                    walk.begun = clients;
                    clients.changes().onView(new SessionViewAtTime(view, now));
                    for (String message : drainDue(clients.changes())) {
                        walk.messages++;
                        clients.all().onMessage(message);
                        clients.onlyChanged().onMessage(message);
                    }
                    var fresh = NamespaceMirror.obeyingAll(this::read);
                    assertEquals(fresh.attributes(), clients.all().attributes());
                    assertEquals(fresh.attributes(), clients.onlyChanged().attributes());
                },
                state -> {});
        assertTrue(walk.messages > 40, "messages: " + walk.messages);
    }

    /** Comparisons end late, and the client reads at once what it is told, while edits go on. */
    @ParameterizedTest
    @Tag("OSCQUERY-11")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aClientThatReadsWhileEditsGoOnHasTheNamespaceInTheEnd(long seed) {
        GraphFileContents piece =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("A", 0.5)
                        .track("Visual", "noise/mode")
                        .clip("A", "calm")
                        .scene("One", "Drums/A", "Visual/A")
                        .done();
        var random = new Random(seed);
        Queue<Supplier<NamespaceChange>> comparisons = new ArrayDeque<>();
        List<NamespaceWalk> begun = new ArrayList<>();
        RandomEdits.undoAndRedo(
                seed,
                60,
                piece,
                turn -> {
                    view = turn.view();
                    now = now.plus(random.nextInt(150_000));
                    if (begun.isEmpty()) {
                        NamespaceChanges all = changes("");
                        begun.add(
                                new NamespaceWalk(
                                        all,
                                        NamespaceMirror.obeyingAll(reader(all)),
                                        new NamespaceMirror(Set.of("PATH_CHANGED"), reader(all))));
                    }
                    NamespaceWalk clients = begun.getFirst();
                    clients.changes().onView(new SessionViewAtTime(view, now));
                    if (random.nextBoolean()) {
                        tellEnded(clients, comparisons);
                    }
                    clients.changes().beginDue(now).ifPresent(comparisons::add);
                },
                state -> {});
        NamespaceWalk clients = begun.getFirst();
        while (!comparisons.isEmpty() || !clients.changes().wakeAt().equals(HostMicros.NEVER)) {
            tellEnded(clients, comparisons);
            now = now.plus(A_WHILE);
            clients.changes().beginDue(now).ifPresent(comparisons::add);
        }
        var fresh = NamespaceMirror.obeyingAll(this::read);
        assertEquals(fresh.attributes(), clients.all().attributes());
        assertEquals(fresh.attributes(), clients.onlyChanged().attributes());
    }

    /** What a comparison under way has found, if there is one. */
    private static void tellEnded(
            NamespaceWalk clients, Queue<Supplier<NamespaceChange>> comparisons) {
        Supplier<NamespaceChange> comparison = comparisons.poll();
        if (comparison != null) {
            clients.changes().onEnded();
            for (String message : comparison.get().messages()) {
                clients.all().onMessage(message);
                clients.onlyChanged().onMessage(message);
            }
        }
    }

    /** Reads that are noted, as those of HTTP are. */
    private Function<String, Optional<String>> reader(NamespaceChanges noting) {
        return path -> {
            noting.onRead(new SessionViewAtTime(view, now));
            return read(path);
        };
    }

    /** The messages of a walk through edits, and two clients that get them. */
    private record NamespaceWalk(
            NamespaceChanges changes, NamespaceMirror all, NamespaceMirror onlyChanged) {}

    private NamespaceWalk newWalk() {
        return new NamespaceWalk(
                changes(""),
                NamespaceMirror.obeyingAll(this::read),
                new NamespaceMirror(Set.of("PATH_CHANGED"), this::read));
    }

    @Test
    @Tag("OSCQUERY-11")
    void aClientThatObeysTheMessagesHasTheNamespaceOfALoadedFile() {
        var mirror = NamespaceMirror.obeyingAll(this::read);
        for (SessionView loaded : List.of(wide(), SampleViews.view(), wide())) {
            next(loaded);
            List<String> messages = drained();
            assertTrue(messages.size() < 150, messages::toString);
            messages.forEach(mirror::onMessage);
            assertEquals(NamespaceMirror.obeyingAll(this::read).attributes(), mirror.attributes());
        }
    }

    /** A session with other objects everywhere. */
    private static SessionView wide() {
        var document = new Document(SampleViews.view().graph(), SampleViews.view().session());
        for (int n = 1; n <= 20; n++) {
            document =
                    EditApplier.apply(
                            document, new Edit.AddTrack(new TrackId("t" + n), "T" + n, n));
            document = EditApplier.apply(document, new Edit.AddNode("n" + n, "test", List.of()));
            document =
                    EditApplier.apply(
                            document,
                            new Edit.DuplicateScene(
                                    new SceneId("sc_1"), new SceneId("s" + n), "S" + n));
        }
        return SampleViewBuilder.from(SampleViews.view()).with(document).view();
    }

    private List<String> told(Edit edit) {
        edit(edit);
        return drained();
    }

    private void edit(Edit edit) {
        Document edited = EditApplier.apply(new Document(view.graph(), view.session()), edit);
        next(SampleViewBuilder.from(view).with(edited).view());
    }

    private void next(SessionView next) {
        view = next;
        changes.onView(new SessionViewAtTime(view, now));
    }

    private List<String> drained() {
        now = now.plus(A_WHILE);
        return new ArrayList<>(drainDue(changes));
    }

    /** The messages of the comparison that is due now. */
    private List<String> drainDue(NamespaceChanges all) {
        Optional<Supplier<NamespaceChange>> due = all.beginDue(now);
        if (due.isEmpty()) {
            return List.of();
        }
        all.onEnded();
        return due.get().get().messages();
    }

    private NamespaceChanges changes(String prefix) {
        return new NamespaceChanges(
                TABLE, SampleViews.SPELLING, prefix, new SessionViewAtTime(view, now));
    }

    private Optional<String> read(String path) {
        OscQueryResponse reply =
                new OscQuery(TABLE, SampleViews.SPELLING, "")
                        .answer(path, "", new SessionViewAtTime(view, now), () -> HOST);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        var all = new ByteArrayOutputStream();
        reply.parts()
                .forEachRemaining(part -> {
                    byte[] bytes = new byte[part.remaining()];
                    part.get(bytes);
                    all.writeBytes(bytes);
                });
        return Optional.of(all.toString(UTF_8));
    }

    private static ClipId clip(TrackId track, String name) {
        return new ClipId(track, track.text() + "_" + name);
    }

    private static String added(String path) {
        return "{\"COMMAND\":\"PATH_ADDED\",\"DATA\":\"" + path + "\"}";
    }

    private static String removed(String path) {
        return "{\"COMMAND\":\"PATH_REMOVED\",\"DATA\":\"" + path + "\"}";
    }

    private static String changed(String path) {
        return "{\"COMMAND\":\"PATH_CHANGED\",\"DATA\":\"" + path + "\"}";
    }

    private static String renamed(String from, String to) {
        return "{\"COMMAND\":\"PATH_RENAMED\",\"DATA\":{\"OLD\":\""
                + from
                + "\",\"NEW\":\""
                + to
                + "\"}}";
    }
}
