package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.edit.TargetResolver;
import io.downbeat.engine.launch.Launcher;
import io.downbeat.engine.parameters.Parameters;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commands to those who carry them out. Finds first all that a command speaks of, and only then
 * does it, so that a refusal leaves nothing torn. Owned by the conductor. Not thread safe.
 */
final class CommandDispatcher {

    /** More objects than this are not meant by one pattern: address space, rule 6. */
    private static final int MOST_MATCHES = 1024;

    /** Matches that the patterns of one packet may have in all, so that it holds up nobody. */
    private static final int MOST_OF_AN_ARRIVAL = 4096;

    /** What looking for the matches of a pattern costs at least, in matches. */
    private static final int LEAST_OF_A_PATTERN = 32;

    private final SessionDocument document;
    private final Parameters parameters;
    private final GlobalCommandHandler globalCommandHandler;
    private final Launcher launcher;
    private final OutputStateStore outputStateStore;
    private final ClientAndSaveHandler clientAndSaveHandler;
    private final TargetResolver targetResolver;
    private int matchesLeft = MOST_OF_AN_ARRIVAL;
    private boolean toldOfMatches;

    CommandDispatcher(
            SessionDocument document,
            Parameters parameters,
            GlobalCommandHandler globalCommandHandler,
            Launcher launcher,
            OutputStateStore outputStateStore,
            ClientAndSaveHandler clientAndSaveHandler) {
        this.document = document;
        this.parameters = parameters;
        this.globalCommandHandler = globalCommandHandler;
        this.launcher = launcher;
        this.outputStateStore = outputStateStore;
        this.clientAndSaveHandler = clientAndSaveHandler;
        this.targetResolver = new TargetResolver(document);
    }

    /** What comes now came in another packet. */
    void beginArrival() {
        matchesLeft = MOST_OF_AN_ARRIVAL;
        toldOfMatches = false;
    }

    /** A packet of thousands of patterns is answered once, not thousands of times. */
    private void refuseTheRestOnce() {
        if (!toldOfMatches) {
            toldOfMatches = true;
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "your patterns make too much work: this one and the further ones of its packet"
                            + " are left out; send them in several packets");
        }
    }

    /** Throws {@link Refusal} if it can not be done; then nothing has been. */
    void handle(Command command, CommandContext context) {
        boolean pattern = isPattern(command);
        if (pattern && matchesLeft <= 0) {
            refuseTheRestOnce();
            return;
        }
        List<Runnable> steps = steps(command, context);
        if (steps.isEmpty() && isOfAll(command)) {
            return;
        }
        matchesLeft -= pattern ? Math.max(steps.size(), LEAST_OF_A_PATTERN) : 0;
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
     * Whether a command without a pattern in its address, as of {@code /output/enabled}, means all
     * objects of a kind. Where there are none, it has nothing to do.
     */
    private static boolean isOfAll(Command command) {
        return switch (command) {
            case Command.OutputCommand on -> on.output().kind() == ObjectReference.Kind.ALL;
            case Command.TrackCommand on -> on.track().kind() == ObjectReference.Kind.ALL;
            default -> false;
        };
    }

    /**
     * Objects of a pattern that can not do what is asked are left out, as if they had not matched;
     * if none can, the first refusal is the answer and nothing has been done.
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
        return switch (command) {
            case Command.CommandGroup(var commands) -> each(commands, context);
            case Command.TrackCommand on -> onTracks(on, context);
            case Command.ClipCommand on -> onClips(on, context);
            case Command.ParameterCommand on -> onParameters(on, context);
            case Command.OutputCommand on ->
                    targetResolver.outputs(on).stream()
                            .map(output -> step(() -> outputStateStore.handle(on, output, context)))
                            .toList();
            case Command.LaunchScene launch -> scene(launch, context);
            case Command.LaunchSceneRelative(var by, var quantize) ->
                    List.of(() -> launcher.launchSceneBy(by, quantize, context));
            case Command.TransportCommand time ->
                    List.of(() -> globalCommandHandler.handle(time, context));
            case Command.ClockCommand clock ->
                    List.of(() -> globalCommandHandler.handle(clock, context));
            case Command.GlobalLaunchCommand launching ->
                    List.of(() -> globalCommandHandler.handle(launching, context));
            case Command.Save save -> List.of(() -> clientAndSaveHandler.save(save, context));
            case Command.Refuse(var code, var text, var unprefixed) ->
                    throw new Refusal(code, text);
            case Command.Quit quit -> List.of(() -> clientAndSaveHandler.quit(context));
            case Command.ClientCommand request ->
                    List.of(() -> clientAndSaveHandler.handle(request, context));
            case Command.StateReport stateReport ->
                    List.of(() -> clientAndSaveHandler.handleReport(stateReport, context));
        };
    }

    /**
     * A pattern's command that speaks of nothing there is left out: another may, or they all match
     * nothing together.
     */
    private List<Runnable> each(List<Command> commands, CommandContext context) {
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
        for (int track : targetResolver.tracks(command)) {
            boolean spared = targetResolver.isSpared(command, track);
            steps.add(spared ? () -> {} : () -> launcher.handle(command, track, context));
        }
        return steps;
    }

    private List<Runnable> onClips(Command.ClipCommand command, CommandContext context) {
        var steps = new ArrayList<Runnable>();
        for (TargetResolver.Cell cell : targetResolver.cells(command)) {
            boolean spared = targetResolver.isSpared(command, cell.track());
            steps.add(spared ? () -> {} : () -> launcher.handle(command, cell, context));
        }
        return steps;
    }

    /** Ten thousand times a second it is a single one. */
    private List<Runnable> onParameters(Command.ParameterCommand command, CommandContext context) {
        List<Parameter> parameters = targetResolver.parameters(command);
        if (parameters.size() == 1) {
            Parameter only = parameters.getFirst();
            return List.of(() -> this.parameters.handle(command, only, context));
        }
        return parameters.stream()
                .map(param -> step(() -> this.parameters.handle(command, param, context)))
                .toList();
    }

    private List<Runnable> scene(Command.LaunchScene launch, CommandContext context) {
        return document.objectLookup().scenes(launch.scene()).stream()
                .map(position ->
                        step(() ->
                                launcher.launchScene(
                                        position, launch.quantize(), launch.fade(), context)))
                .toList();
    }

    private static Runnable step(Runnable step) {
        return step;
    }

    private static boolean isPattern(Command command) {
        return switch (command) {
            case Command.CommandGroup e -> true;
            case Command.TrackCommand on -> on.track().pattern();
            case Command.ClipCommand on -> on.track().pattern() || on.clip().pattern();
            case Command.ParameterCommand on -> on.node().pattern() || on.param().pattern();
            case Command.OutputCommand on -> on.output().pattern();
            case Command.LaunchScene launch -> launch.scene().pattern();
            default -> false;
        };
    }
}
