package io.downbeat.engine;

import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.FollowActionChange;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Random edits of tracks, clips and nodes between the arrivals of a random performance, with undo
 * and redo.
 */
public final class RandomEdits {

    private static final RequestSender EDITOR = new RequestSender("udp:10.0.0.9:9000");
    private static final long TAIL_MICROS = 40_000_000;

    /** Nodes that edits add and delete, beside those of the piece. */
    private static final List<String> MORE_NODES = List.of("extra", "more");

    private final Conductor.Setup setup;
    private Conductor conductor;

    /** The ids of nodes that edits name. */
    private final List<String> nodes;

    private final List<TurnResult> turns = new ArrayList<>();
    private final Random edits;

    private final RandomSceneEdits sceneEdits;
    private int made;

    private Consumer<TurnResult> listener = turn -> {};

    private RandomEdits(long seed) {
        this(seed, RandomPerformances.loaded());
    }

    private RandomEdits(long seed, GraphFileContents piece) {
        setup = RandomPerformances.setup(piece);
        conductor = new Conductor(setup, RandomPerformances.START, true);
        nodes =
                Stream.concat(piece.graph().nodes().stream().map(Node::id), MORE_NODES.stream())
                        .toList();
        edits = new Random(seed);
        sceneEdits = new RandomSceneEdits(edits);
        turns.add(conductor.advance(RandomPerformances.START, List.of()));
    }

    /** All turns of a performance with edits, with a turn at every wake-up. */
    static List<TurnResult> turnsAtEveryWake(long seed, int count) {
        var run = new RandomEdits(seed);
        List<CommandBatch> performance = RandomPerformances.random(seed, count);
        for (CommandBatch batch : performance) {
            run.wakeUntil(batch.at());
            run.advance(batch.at(), run.withHistory(batch));
            run.maybeEdit(batch.at());
        }
        run.finish(performance.getLast().at());
        return run.turns;
    }

    /**
     * All turns of a performance on its own clock, with edits. After some turns another conductor
     * goes on with what the one before it performed.
     *
     * @param resumeEach after how many arrivals, on average; 0 is never
     */
    static List<TurnResult> turnsOfResumedConductors(long seed, int count, int resumeEach) {
        var run = new RandomEdits(seed);
        var dice = new Random(seed + 1);
        List<CommandBatch> performance =
                RandomPerformances.onOwnClock(RandomPerformances.random(seed, count));
        for (CommandBatch batch : performance) {
            run.wakeUntil(batch.at());
            run.advance(batch.at(), run.withHistory(batch));
            run.maybeResume(dice, resumeEach);
            run.maybeEdit(batch.at());
        }
        run.finish(performance.getLast().at());
        return run.turns;
    }

    /**
     * The same, but each conductor goes on with what a journal in this folder holds.
     *
     * @param commitEach after how many arrivals the journal is written, on average
     */
    static List<TurnResult> turnsOfRecoveredConductors(
            long seed, int count, int resumeEach, int commitEach, Path journal) {
        var run = new RandomEdits(seed);
        var dice = new Random(seed + 1);
        List<CommandBatch> performance =
                RandomPerformances.onOwnClock(RandomPerformances.random(seed, count));
        try (var kept = new JournalWithoutThread(journal)) {
            kept.begin(run.conductor);
            run.listener = kept::onTurn;
            for (CommandBatch batch : performance) {
                run.wakeUntil(batch.at());
                run.advance(batch.at(), run.withHistory(batch));
                if (dice.nextInt(commitEach) == 0) {
                    kept.commit();
                }
                if (dice.nextInt(resumeEach) == 0) {
                    run.conductor = Conductor.resumed(run.setup, kept.crashedAndRecovered());
                    kept.begin(run.conductor);
                }
                run.maybeEdit(batch.at());
            }
            run.finish(performance.getLast().at());
        }
        return run.turns;
    }

    /**
     * A performance with edits that a journal keeps.
     *
     * @param check is given what is performed and what the journal holds, after some commits
     */
    static void committed(
            long seed, int count, Path journal, BiConsumer<EngineSnapshot, EngineSnapshot> check) {
        var run = new RandomEdits(seed);
        var dice = new Random(seed + 1);
        try (var kept = new JournalWithoutThread(journal)) {
            kept.begin(run.conductor);
            run.listener =
                    turn -> {
                        kept.onTurn(turn);
                        if (dice.nextInt(3) == 0) {
                            kept.commit();
                            if (dice.nextInt(8) == 0) {
                                check.accept(run.conductor.snapshot(), kept.recovered());
                            }
                        }
                    };
            for (CommandBatch batch : RandomPerformances.random(seed, count)) {
                run.wakeUntil(batch.at());
                run.advance(batch.at(), run.withHistory(batch));
                run.maybeEdit(batch.at());
            }
        }
    }

    private void maybeResume(Random dice, int resumeEach) {
        if (resumeEach > 0 && dice.nextInt(resumeEach) == 0) {
            conductor = Conductor.resumed(setup, conductor.snapshot());
        }
    }

    /** All events of the same performance and edits, with turns at random moments only. */
    static List<Event> eventsOfRandomTurns(long seed, int count, long cuts) {
        var run = new RandomEdits(seed);
        var dice = new Random(cuts);
        List<CommandBatch> performance = RandomPerformances.random(seed, count);
        for (CommandBatch batch : performance) {
            if (dice.nextInt(3) == 0) {
                run.advance(batch.at(), List.of());
            }
            run.advance(batch.at(), run.withHistory(batch));
            run.maybeEdit(batch.at());
        }
        HostMicros end = performance.getLast().at();
        run.conductor.advance(end, List.of());
        run.advance(end.plus(TAIL_MICROS), List.of());
        return events(run.turns);
    }

    /**
     * Edits and sets parameters by hand, without a launch; then undoes everything, then redoes
     * everything. Returns the view of the start and those after each of the three.
     */
    static List<SessionView> undoneAndRedone(long seed, int count) {
        var views = new ArrayList<SessionView>();
        undoAndRedo(seed, count, RandomPerformances.loaded(), turn -> {}, views::add);
        return views;
    }

    /**
     * The same with a piece of the caller's.
     *
     * @param onTurn is given each turn
     * @param state is given the view of the start and those after each of the three
     */
    public static void undoAndRedo(
            long seed,
            int count,
            GraphFileContents piece,
            Consumer<TurnResult> onTurn,
            Consumer<SessionView> state) {
        var run = new RandomEdits(seed, piece);
        run.listener = onTurn;
        state.accept(run.still());
        var settings = new RandomSettingEdits(run.edits);
        HostMicros at = RandomPerformances.START;
        for (int n = 0; n < count; n++) {
            at = at.plus(600_000);
            switch (run.edits.nextInt(6)) {
                case 0 -> run.advance(at, List.of(batch(at, run.write())));
                case 1 -> run.editSetting(settings, at);
                case 2 -> run.advance(at, List.of(batch(at, run.revert())));
                default -> run.edit(at);
            }
        }
        state.accept(run.still());
        for (Command command : List.of(new Command.Undo(), new Command.Redo())) {
            do {
                at = at.plus(1000);
                run.advance(at, List.of(batch(at, command)));
            } while (!isRefused(run.turns.getLast()));
            state.accept(run.still());
        }
    }

    static List<Event> events(List<TurnResult> turns) {
        return turns.stream().flatMap(turn -> turn.events().stream()).toList();
    }

    private static boolean isRefused(TurnResult turn) {
        return turn.events().stream().anyMatch(Event.Refused.class::isInstance);
    }

    private SessionView still() {
        SessionView view = turns.getLast().view();
        return view.with(view.values().frozenCopy());
    }

    private void wakeUntil(HostMicros at) {
        while (!turns.getLast().wakeAt().isAfter(at)) {
            HostMicros wake = turns.getLast().wakeAt().orLater(RandomPerformances.START);
            advance(wake, List.of());
        }
    }

    private void finish(HostMicros last) {
        HostMicros end = last.plus(TAIL_MICROS);
        wakeUntil(end);
        advance(end, List.of());
    }

    private void advance(HostMicros at, List<CommandBatch> batches) {
        turns.add(conductor.advance(at, batches));
        listener.accept(turns.getLast());
    }

    /** Some packets are followed by an undo or a redo. */
    private List<CommandBatch> withHistory(CommandBatch batch) {
        return switch (edits.nextInt(6)) {
            case 0 -> List.of(batch, batch(batch.at(), new Command.Undo()));
            case 1 -> List.of(batch, batch(batch.at(), new Command.Redo()));
            default -> List.of(batch);
        };
    }

    private static CommandBatch batch(HostMicros at, Command command) {
        return new CommandBatch(
                at, EDITOR, Optional.empty(), List.of(new CommandWithAddress("/asked", command)));
    }

    private void maybeEdit(HostMicros at) {
        if (edits.nextInt(2) == 0) {
            edit(at);
        }
    }

    private void edit(HostMicros at) {
        // What fell due before has its turn first, as with any arrival.
        advance(at, List.of());
        if (edits.nextInt(3) > 0) {
            advance(at, List.of(batch(at, edits(turns.getLast().view()))));
            return;
        }
        conductor.apply(edit(turns.getLast().view()), EDITOR, at);
        advance(at, List.of());
    }

    private void editSetting(RandomSettingEdits settings, HostMicros at) {
        settings.next(turns.getLast().view()).ifPresent(edit -> conductor.apply(edit, EDITOR, at));
        advance(at, List.of());
    }

    /** A command that edits a track or a clip, or a bundle's worth of them. */
    private Command edits(SessionView view) {
        return edits.nextInt(8) == 0
                ? new Command.CommandGroup(List.of(editCommand(view), editCommand(view)))
                : editCommand(view);
    }

    private Command editCommand(SessionView view) {
        List<Track> tracks = view.session().tracks();
        if (tracks.isEmpty() || edits.nextInt(20) == 0) {
            return new Command.AddTrack(Optional.of("New").filter(name -> edits.nextBoolean()));
        }
        int position = 1 + edits.nextInt(tracks.size());
        Track owner = tracks.get(position - 1);
        ObjectReference track = reference(position);
        int clips = Math.max(1, owner.clips().size());
        int place = 1 + edits.nextInt(clips);
        ObjectReference clip = edits.nextInt(10) == 0 ? ObjectReference.EVERY : reference(place);
        return switch (edits.nextInt(17)) {
            case 0 -> new Command.RenameTrack(track, "Track " + edits.nextInt(4));
            case 1 -> new Command.ColorTrack(track, "rgb(1,2," + edits.nextInt(3) + ")");
            case 2 ->
                    tracks.size() > 3
                            ? new Command.DeleteTrack(track)
                            : new Command.MoveTrack(track, 1 + edits.nextInt(tracks.size()));
            case 3, 4 -> new Command.AssignNodes(track, List.of(anyNode()));
            case 5 ->
                    owner.nodes().size() > 1
                            ? new Command.UnassignNodes(track, owner.nodes().subList(0, 1))
                            : new Command.AssignNodes(track, List.of(anyNode()));
            case 6, 7 -> new Command.CaptureClip(track, Optional.empty());
            case 8, 9 -> new Command.UpdateClip(track, clip);
            case 10 ->
                    owner.clips().size() > 2
                            ? new Command.DeleteClip(track, reference(place))
                            : new Command.MoveClip(track, clip, 1 + edits.nextInt(clips));
            case 11 -> new Command.DuplicateClip(track, reference(place));
            case 12 -> new Command.RenameClip(track, clip, edits.nextBoolean() ? "" : "Same");
            case 13 -> new Command.ColorClip(track, clip, "rgb(9,8,7)");
            case 14 ->
                    new Command.SetClipFollow(
                            track,
                            clip,
                            new FollowActionChange.ActionA(
                                    new FollowAction.Choice(
                                            FollowAction.Kind.JUMP, 1 + edits.nextInt(clips))));
            default -> storedValue(view, track, clip);
        };
    }

    private Command storedValue(SessionView view, ObjectReference track, ObjectReference clip) {
        List<Parameter> all = view.graph().parameters();
        if (all.isEmpty()) {
            return new Command.CaptureClip(track, Optional.empty());
        }
        Parameter one = all.get(edits.nextInt(all.size()));
        return new Command.SetClipValue(
                track,
                clip,
                ObjectReference.of(one.path().node()),
                ObjectReference.of(one.path().param()),
                value(one));
    }

    private String anyNode() {
        return nodes.get(edits.nextInt(nodes.size()));
    }

    private static ObjectReference reference(int position) {
        return ObjectReference.of(Integer.toString(position));
    }

    private Command revert() {
        return new Command.RevertTrack(
                reference(1 + edits.nextInt(1 + turns.getLast().view().session().tracks().size())));
    }

    private Command write() {
        SessionView view = turns.getLast().view();
        List<Parameter> all = view.graph().parameters();
        if (all.isEmpty()) {
            return new Command.Panic();
        }
        Parameter one = all.get(edits.nextInt(all.size()));
        return new Command.WriteParam(
                ObjectReference.of(one.path().node()),
                ObjectReference.of(one.path().param()),
                value(one));
    }

    private ParamValue value(Parameter parameter) {
        return parameter.text()
                ? ParamValue.of("word " + edits.nextInt(5))
                : ParamValue.of(edits.nextInt(100) / 100.0);
    }

    private Edit edit(SessionView view) {
        if (edits.nextInt(3) == 0 && !view.graph().nodes().isEmpty()) {
            return sceneEdits.next(view);
        }
        List<Track> tracks = view.session().tracks();
        int kind = edits.nextInt(10);
        if (tracks.isEmpty() || kind == 0) {
            return new Edit.AddTrack(
                    new TrackId("track_" + ++made),
                    "New " + made,
                    1 + edits.nextInt(tracks.size() + 1));
        }
        Track track = tracks.get(edits.nextInt(tracks.size()));
        TrackId id = TrackId.of(track);
        Optional<Clip> clip =
                track.clips().isEmpty()
                        ? Optional.empty()
                        : Optional.of(track.clips().get(edits.nextInt(track.clips().size())));
        return switch (kind) {
            case 1 -> edits.nextInt(4) == 0 ? new Edit.DeleteTrack(id) : addNode();
            case 2 -> new Edit.MoveTrack(id, 1 + edits.nextInt(tracks.size()));
            case 3, 4 -> addClip(view, track);
            case 5 ->
                    clip.<Edit>map(c -> new Edit.DeleteClip(ClipId.of(track, c)))
                            .orElse(new Edit.SetTrackSafe(id, edits.nextBoolean()));
            case 6 ->
                    clip.<Edit>map(c ->
                                    new Edit.MoveClip(
                                            ClipId.of(track, c),
                                            1 + edits.nextInt(track.clips().size())))
                            .orElse(new Edit.SetTrackSafe(id, edits.nextBoolean()));
            case 7 -> addNode();
            case 8 ->
                    edits.nextInt(4) == 0
                            ? new Edit.DeleteNode(anyNode())
                            : new Edit.MoveTrack(id, 1 + edits.nextInt(tracks.size()));
            default -> new Edit.SetTrackSafe(id, edits.nextBoolean());
        };
    }

    private Edit addClip(SessionView view, Track track) {
        var values = new ParameterValueList.Builder();
        for (Parameter parameter : view.graph().parameters()) {
            if (track.nodes().contains(parameter.path().node())) {
                values.add(parameter.number(), value(parameter));
            }
        }
        return new Edit.AddClip(
                new ClipId(TrackId.of(track), "clip_" + ++made),
                "Clip " + made,
                values.build(),
                1 + edits.nextInt(track.clips().size() + 1));
    }

    private Edit addNode() {
        String id = anyNode();
        var parameters = new ArrayList<Parameter>();
        for (String name : List.of("decay", "level", "mode")) {
            if (edits.nextBoolean()) {
                boolean text = edits.nextInt(3) == 0;
                Optional<ParamValue> initial =
                        switch (edits.nextInt(3)) {
                            case 0 -> Optional.empty();
                            default -> Optional.of(text ? ParamValue.of("x") : ParamValue.of(0.5));
                        };
                parameters.add(
                        new Parameter(
                                0,
                                new ParamPath(id, name),
                                text,
                                initial,
                                true,
                                false,
                                edits.nextInt(5) == 0,
                                new Range(0, 1, true),
                                "",
                                false));
            }
        }
        return new Edit.AddNode(id, "Test", parameters);
    }
}
