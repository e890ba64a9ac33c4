package io.downbeat.engine;

import io.downbeat.engine.arrangement.ArrangementPlayer;
import io.downbeat.engine.arrangement.ArrangementRecorder;
import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.CommandTargetFilter;
import io.downbeat.engine.edit.EditCommandHandler;
import io.downbeat.engine.edit.Editor;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.CueListPlayer;
import io.downbeat.engine.launch.LaunchSettingsHandler;
import io.downbeat.engine.launch.Launcher;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls the owner of each command. Only this class decides which part of the engine performs what.
 *
 * <p>Resolves all references of a command before anything is performed, so that a refusal leaves
 * nothing half done. Confirms every {@link Command.ValueSetting} that was performed.
 */
final class CommandDispatcher {

    /** The most objects that one pattern may match: address space, rule 6. */
    private static final int MOST_MATCHES = 1024;

    /**
     * The most matches of all patterns of one packet, so that it does not delay other packets for
     * long.
     */
    private static final int MOST_MATCHES_PER_PACKET = 4096;

    /** The cost of a pattern that matches little or nothing, in matches. */
    private static final int LEAST_PATTERN_COST = 32;

    private final Editor editor;
    private final TurnEvents events;
    private final PartRestorationOnNextCommand partRestorationOnNextCommand;
    private final CommandTargetFilter targets;
    private final TransportCommandHandler transportCommandHandler;
    private final TempoCommandHandler tempoCommandHandler;
    private final ClockSourceAndPulseHandler clockSourceAndPulseHandler;
    private final LaunchSettingsHandler launchSettingsHandler;
    private final Launcher launcher;
    private final CueListPlayer cueListPlayer;
    private final ArrangementPlayer arrangementPlayer;
    private final ArrangementRecorder arrangementRecorder;
    private final EditCommandHandler editCommandHandler;
    private final CancelAllAndPanicHandler cancelAllAndPanicHandler;
    private final LiveValuesAndTouches parameters;
    private final OutputSettingsAndStatus outputSettingsAndStatus;
    private final UnansweredSavesLoadsAndExports unansweredSavesLoadsAndExports;
    private final SessionLoader sessionLoader;
    private final SubscribedClientsAndOfferedSurfaces subscribedClientsAndOfferedSurfaces;
    private int matchesLeft = MOST_MATCHES_PER_PACKET;
    private boolean refusedMatches;

    CommandDispatcher(
            SessionDocument document,
            Editor editor,
            TurnEvents events,
            PartRestorationOnNextCommand partRestorationOnNextCommand,
            TransportCommandHandler transportCommandHandler,
            TempoCommandHandler tempoCommandHandler,
            ClockSourceAndPulseHandler clockSourceAndPulseHandler,
            LaunchSettingsHandler launchSettingsHandler,
            Launcher launcher,
            CueListPlayer cueListPlayer,
            ArrangementPlayer arrangementPlayer,
            ArrangementRecorder arrangementRecorder,
            EditCommandHandler editCommandHandler,
            CancelAllAndPanicHandler cancelAllAndPanicHandler,
            LiveValuesAndTouches parameters,
            OutputSettingsAndStatus outputSettingsAndStatus,
            UnansweredSavesLoadsAndExports unansweredSavesLoadsAndExports,
            SessionLoader sessionLoader,
            SubscribedClientsAndOfferedSurfaces subscribedClientsAndOfferedSurfaces) {
        this.editor = editor;
        this.events = events;
        this.partRestorationOnNextCommand = partRestorationOnNextCommand;
        this.targets = new CommandTargetFilter(document);
        this.transportCommandHandler = transportCommandHandler;
        this.tempoCommandHandler = tempoCommandHandler;
        this.clockSourceAndPulseHandler = clockSourceAndPulseHandler;
        this.launchSettingsHandler = launchSettingsHandler;
        this.launcher = launcher;
        this.cueListPlayer = cueListPlayer;
        this.arrangementPlayer = arrangementPlayer;
        this.arrangementRecorder = arrangementRecorder;
        this.editCommandHandler = editCommandHandler;
        this.cancelAllAndPanicHandler = cancelAllAndPanicHandler;
        this.parameters = parameters;
        this.outputSettingsAndStatus = outputSettingsAndStatus;
        this.unansweredSavesLoadsAndExports = unansweredSavesLoadsAndExports;
        this.sessionLoader = sessionLoader;
        this.subscribedClientsAndOfferedSurfaces = subscribedClientsAndOfferedSurfaces;
    }

    /** Begins a new batch, with a new budget for patterns. */
    void beginBatch() {
        matchesLeft = MOST_MATCHES_PER_PACKET;
        refusedMatches = false;
    }

    /** Refuses a packet of thousands of patterns once, not thousands of times. */
    private void refuseFurtherPatternsOnce() {
        if (!refusedMatches) {
            refusedMatches = true;
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "your patterns make too much work: this one and the further ones of its packet"
                            + " are left out; send them in several packets");
        }
    }

    /** Performs a command, or throws {@link Refusal} and changes nothing. */
    void handle(Command command, CommandContext context) {
        boolean pattern = isPattern(command);
        if (pattern && matchesLeft <= 0) {
            refuseFurtherPatternsOnce();
            return;
        }
        List<Runnable> steps = steps(command, context);
        if (steps.isEmpty() && meansAllOfItsKind(command)) {
            return;
        }
        matchesLeft -= pattern ? Math.max(steps.size(), LEAST_PATTERN_COST) : 0;
        if (pattern && (steps.isEmpty() || steps.size() > MOST_MATCHES)) {
            throw new Refusal(
                    Refusal.Code.PATTERN,
                    steps.isEmpty()
                            ? "the pattern matches nothing that is there"
                            : "the pattern matches "
                                    + steps.size()
                                    + " objects; at most "
                                    + MOST_MATCHES
                                    + " are done at once: name fewer");
        }
        run(steps);
    }

    /**
     * Whether the address has no place for an object, as {@code /output/enabled}, so that the
     * command means all of a kind. If there are none, it has nothing to do.
     */
    private static boolean meansAllOfItsKind(Command command) {
        return switch (command) {
            case Command.OutputCommand on -> on.output().kind() == ObjectReference.Kind.ALL;
            case Command.TrackCommand on -> on.track().kind() == ObjectReference.Kind.ALL;
            default -> false;
        };
    }

    /**
     * Performs the steps. An object of a pattern that refuses is left out, as if it had not
     * matched. If all refuse, the first refusal is the answer, and nothing has changed.
     */
    private static void run(List<Runnable> steps) {
        Optional<Refusal> first = Optional.empty();
        int refused = 0;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (Refusal refusal) {
                first = first.or(() -> Optional.of(refusal));
                refused++;
            }
        }
        if (first.isPresent() && refused == steps.size()) {
            throw first.get();
        }
    }

    private List<Runnable> steps(Command command, CommandContext context) {
        List<Runnable> steps = stepsWithoutConfirmation(command, context);
        return command instanceof Command.ValueSetting
                ? steps.stream().map(step -> confirmed(step, context)).toList()
                : steps;
    }

    /** The step, followed by the event that confirms the value to the sender. */
    private Runnable confirmed(Runnable step, CommandContext context) {
        return () -> {
            step.run();
            events.emit(new Event.ValueSet(context.beat(), context.by(), context.address()));
        };
    }

    /** One step for each object that the command means. */
    private List<Runnable> stepsWithoutConfirmation(Command command, CommandContext context) {
        return switch (command) {
            case Command.CommandGroup(var commands) -> stepsOfGroup(commands, context);
            case Command.TransportCommand c ->
                    restoring(
                            () -> transportCommandHandler.handle(c, context),
                            partRestorationOnNextCommand::restoreTempo);
            case Command.TempoCommand c ->
                    restoring(
                            () -> tempoCommandHandler.handle(c, context),
                            partRestorationOnNextCommand::restoreTempo);
            case Command.ClockCommand c ->
                    restoring(
                            () -> clockSourceAndPulseHandler.handle(c, context),
                            partRestorationOnNextCommand::restoreClock);
            case Command.ClockReport c ->
                    List.of(() -> clockSourceAndPulseHandler.handle(c, context));
            case Command.LaunchSettingCommand c ->
                    restoring(
                            () -> launchSettingsHandler.handle(c),
                            partRestorationOnNextCommand::restoreLaunches);
            case Command.CancelCommand c ->
                    restoring(
                            () -> cancelAllAndPanicHandler.handle(c, context),
                            partRestorationOnNextCommand::restoreLaunches);
            case Command.ArrangementCommand c ->
                    restoring(
                            () -> arrangementRecorder.handle(c, context),
                            partRestorationOnNextCommand::restoreArrangement);
            case Command.SessionEditCommand c ->
                    List.of(() -> editCommandHandler.handle(c, context));
            case Command.TrackCommand c -> onTracks(c, context);
            case Command.SetClipValue c -> onStoredValues(c, context);
            case Command.ClipCommand c -> onClips(c, context);
            case Command.LaunchScene c -> onScenes(c, context);
            case Command.SceneEditCommand c -> onScenes(c, context);
            case Command.CueListCommand c -> onCueLists(c, context);
            case Command.NodeEditCommand c -> onNodes(c, context);
            case Command.SetLearn c -> List.of(() -> editCommandHandler.handle(c));
            case Command.LaunchSceneRelative(var step, var quantize) ->
                    restoring(
                            () -> launcher.launchSceneBy(step, quantize, context),
                            partRestorationOnNextCommand::restoreLaunches);
            case Command.ParameterCommand c -> onParameters(c, context);
            case Command.OutputCommand c -> onOutputs(c, context);
            case Command.Undo c -> List.of(() -> editor.undo(context));
            case Command.Redo c -> List.of(() -> editor.redo(context));
            case Command.Save c -> List.of(() -> unansweredSavesLoadsAndExports.handle(c, context));
            case Command.Load c -> List.of(() -> unansweredSavesLoadsAndExports.handle(c, context));
            case Command.ExportArrangement c ->
                    List.of(() -> unansweredSavesLoadsAndExports.handle(c, context));
            case Command.StorageReport c ->
                    List.of(() -> {
                        unansweredSavesLoadsAndExports.handle(c, context);
                        if (c instanceof Command.ReportLoad load) {
                            partRestorationOnNextCommand.restoreLoads();
                            sessionLoader.queue(load, context);
                        }
                    });
            case Command.ClientReport c ->
                    List.of(() -> subscribedClientsAndOfferedSurfaces.handle(c, context));
            case Command.ReportOutput c ->
                    List.of(() -> outputSettingsAndStatus.handle(c, context));
            case Command.Confirm c -> List.of(() -> {});
            case Command.ClientCommand c -> List.of(() -> emitForFeedback(c, context));
            case Command.Quit c ->
                    List.of(() ->
                            events.emit(new Event.QuitRequested(context.beat(), context.by())));
            case Command.Refuse(var code, var text, var unprefixed) ->
                    throw new Refusal(code, text);
        };
    }

    /** A step that also puts a part of the engine in service again, if it had failed too often. */
    private static List<Runnable> restoring(Runnable step, Runnable restore) {
        return List.of(() -> {
            step.run();
            restore.run();
        });
    }

    /** The feedback answers it, with a view in which all that came before has been performed. */
    private void emitForFeedback(Command.ClientCommand request, CommandContext context) {
        events.emit(
                new Event.ClientRequested(
                        context.beat(), context.by(), context.address(), request));
    }

    /**
     * A command of the group that matches nothing is left out. If all match nothing, the pattern
     * matches nothing.
     */
    private List<Runnable> stepsOfGroup(List<Command> commands, CommandContext context) {
        var all = new ArrayList<Runnable>();
        Optional<Refusal> first = Optional.empty();
        for (Command command : commands) {
            try {
                all.addAll(steps(command, context));
            } catch (Refusal refusal) {
                boolean isThere = refusal.code() != Refusal.Code.NO_SUCH;
                first = first.or(() -> Optional.of(refusal).filter(r -> isThere));
            }
        }
        if (all.isEmpty() && first.isPresent()) {
            throw first.get();
        }
        return all;
    }

    private List<Runnable> onTracks(Command.TrackCommand command, CommandContext context) {
        var steps = new ArrayList<Runnable>();
        for (TrackId track : targets.tracks(command)) {
            boolean spared = targets.isSpared(command, track);
            steps.add(spared ? () -> {} : () -> handle(command, track, context));
        }
        return steps;
    }

    private void handle(Command.TrackCommand command, TrackId track, CommandContext context) {
        switch (command) {
            case Command.TrackEditCommand edit -> editCommandHandler.handle(edit, track, context);
            case Command.ReturnTrackToArrangement c -> {
                arrangementPlayer.giveBack(track, context);
                partRestorationOnNextCommand.restoreArrangement();
            }
            case Command.TrackLaunchCommand launch -> {
                launcher.handle(launch, track, context);
                partRestorationOnNextCommand.restoreLaunches();
            }
        }
    }

    private List<Runnable> onClips(Command.ClipCommand command, CommandContext context) {
        var steps = new ArrayList<Runnable>();
        for (CommandTargetFilter.Cell cell : targets.cells(command)) {
            boolean spared = targets.isSpared(command, cell.track());
            steps.add(spared ? () -> {} : () -> handle(command, cell, context));
        }
        return steps;
    }

    private void handle(
            Command.ClipCommand command, CommandTargetFilter.Cell cell, CommandContext context) {
        switch (command) {
            case Command.ClipEditCommand edit -> editCommandHandler.handle(edit, cell, context);
            case Command.ClipLaunchCommand launch -> {
                launcher.handle(launch, cell, context);
                partRestorationOnNextCommand.restoreLaunches();
            }
        }
    }

    private List<Runnable> onStoredValues(Command.SetClipValue command, CommandContext context) {
        var steps = new ArrayList<Runnable>();
        for (CommandTargetFilter.Cell cell : targets.cells(command)) {
            for (ParamPath parameter : targets.storedValues(command, cell)) {
                steps.add(() -> editCommandHandler.handle(command, cell, parameter, context));
            }
        }
        return steps;
    }

    private List<Runnable> onScenes(Command.SceneEditCommand command, CommandContext context) {
        var steps = new ArrayList<Runnable>();
        for (SceneId scene : targets.scenes(command.scene())) {
            if (command instanceof Command.AssignmentCommand assignment) {
                for (TrackId track : targets.tracks(assignment.track())) {
                    steps.add(() -> editCommandHandler.handle(assignment, scene, track, context));
                }
            } else {
                steps.add(() -> editCommandHandler.handle(command, scene, context));
            }
        }
        return steps;
    }

    private List<Runnable> onCueLists(Command.CueListCommand command, CommandContext context) {
        return switch (command) {
            case Command.CueListEditCommand edit ->
                    targets.cueLists(edit.list()).stream()
                            .map(list -> step(() -> editCommandHandler.handle(edit, list, context)))
                            .toList();
            case Command.CueStepEditCommand edit ->
                    targets.cueSteps(edit.list(), edit.step()).stream()
                            .map(one -> step(() -> editCommandHandler.handle(edit, one, context)))
                            .toList();
            case Command.CueListPlayCommand play ->
                    targets.cueLists(play.list()).stream()
                            .map(list ->
                                    step(() -> {
                                        cueListPlayer.handle(play, list, context);
                                        partRestorationOnNextCommand.restoreLaunches();
                                    }))
                            .toList();
            case Command.LaunchCueStep launch ->
                    targets.cueSteps(launch.list(), launch.step()).stream()
                            .map(one ->
                                    step(() -> {
                                        cueListPlayer.launch(one, launch.quantize(), context);
                                        partRestorationOnNextCommand.restoreLaunches();
                                    }))
                            .toList();
        };
    }

    private List<Runnable> onNodes(Command.NodeEditCommand command, CommandContext context) {
        return targets.nodes(command.node()).stream()
                .map(node -> step(() -> editCommandHandler.handle(command, node, context)))
                .toList();
    }

    /** Without a stream for a single parameter: controllers send ten thousand of these a second. */
    private List<Runnable> onParameters(Command.ParameterCommand command, CommandContext context) {
        if (command instanceof Command.WriteParam write && editCommandHandler.learns(write)) {
            return List.of(() -> editCommandHandler.learn(write, context));
        }
        List<Parameter> matched = targets.parameters(command);
        if (matched.size() == 1) {
            Parameter only = matched.getFirst();
            return List.of(() -> handle(command, only, context));
        }
        return matched.stream().map(param -> step(() -> handle(command, param, context))).toList();
    }

    private void handle(
            Command.ParameterCommand command, Parameter parameter, CommandContext context) {
        switch (command) {
            case Command.LiveParameterCommand live -> parameters.handle(live, parameter, context);
            case Command.ParameterEditCommand edit ->
                    editCommandHandler.handle(edit, parameter, context);
        }
    }

    private List<Runnable> onOutputs(Command.OutputCommand command, CommandContext context) {
        return targets.outputs(command).stream()
                .map(output -> step(() -> outputSettingsAndStatus.handle(command, output, context)))
                .toList();
    }

    private List<Runnable> onScenes(Command.LaunchScene launch, CommandContext context) {
        return targets.scenes(launch.scene()).stream()
                .map(scene ->
                        step(() -> {
                            launcher.launchScene(scene, launch.quantize(), launch.fade(), context);
                            partRestorationOnNextCommand.restoreLaunches();
                        }))
                .toList();
    }

    private static Runnable step(Runnable step) {
        return step;
    }

    private static boolean isPattern(Command command) {
        return switch (command) {
            case Command.CommandGroup e -> true;
            case Command.TrackCommand on -> on.track().pattern();
            case Command.SetClipValue on -> CommandTargetFilter.isPattern(on);
            case Command.ClipCommand on -> on.track().pattern() || on.clip().pattern();
            case Command.ParameterCommand on -> on.node().pattern() || on.param().pattern();
            case Command.OutputCommand on -> on.output().pattern();
            case Command.LaunchScene launch -> launch.scene().pattern();
            case Command.AssignmentCommand on -> on.scene().pattern() || on.track().pattern();
            case Command.SceneEditCommand on -> on.scene().pattern();
            case Command.CueStepEditCommand on -> on.list().pattern() || on.step().pattern();
            case Command.LaunchCueStep on -> on.list().pattern() || on.step().pattern();
            case Command.CueListCommand on -> on.list().pattern();
            case Command.NodeEditCommand on -> on.node().pattern();
            default -> false;
        };
    }
}
