package io.downbeat.engine.edit;

import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectLookup;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides which of the objects that a command names it applies to: a pattern skips safe tracks, and
 * matches empty cells only if they stop the track. The references themselves are resolved by {@link
 * io.downbeat.session.command.ObjectLookup}. Keeps nothing between commands.
 */
public final class CommandTargetFilter {

    /**
     * A cell of the grid of tracks and clips.
     *
     * @param clip the clip in it; empty past the end of the track
     * @param position the cell's position in the track, from 1
     */
    public record Cell(TrackId track, Optional<ClipId> clip, int position) {}

    private final SessionDocument document;

    public CommandTargetFilter(SessionDocument document) {
        this.document = document;
    }

    public List<TrackId> tracks(Command.TrackCommand command) {
        return tracks(command.track());
    }

    public List<TrackId> tracks(ObjectReference track) {
        return document.objectLookup().tracks(track).stream()
                .map(position -> TrackId.of(document.track(position)))
                .toList();
    }

    public List<SceneId> scenes(ObjectReference scene) {
        return document.objectLookup().scenes(scene).stream()
                .map(position -> SceneId.of(document.session().scenes().get(position - 1)))
                .toList();
    }

    public List<CueListId> cueLists(ObjectReference list) {
        return document.objectLookup().cueLists(list).stream()
                .map(position -> CueListId.of(cueList(position)))
                .toList();
    }

    /** The steps that two references mean. Throws if plain ones name no step that is there. */
    public List<CueStepId> cueSteps(ObjectReference list, ObjectReference step) {
        var steps = new ArrayList<CueStepId>();
        for (int at : document.objectLookup().cueLists(list)) {
            CueList owner = cueList(at);
            for (int position : steps(at, step, list.pattern())) {
                steps.add(
                        CueStepId.of(
                                owner,
                                owner.step(position)
                                        .orElseThrow(() -> noStep(at, owner, position))));
            }
        }
        return steps;
    }

    /** A list of a pattern that has no such step is left out. */
    private List<Integer> steps(int list, ObjectReference step, boolean ofPattern) {
        try {
            return document.objectLookup().steps(list, step).stream()
                    .filter(position -> !ofPattern || cueList(list).step(position).isPresent())
                    .toList();
        } catch (Refusal none) {
            if (ofPattern) {
                return List.of();
            }
            throw none;
        }
    }

    private CueList cueList(int position) {
        return document.session().cueList(position).orElseThrow();
    }

    private static Refusal noStep(int at, CueList list, int position) {
        return new Refusal(
                Refusal.Code.NO_SUCH,
                "cue list %d (%s) has %d steps; there is no step %d"
                        .formatted(at, list.name(), list.steps().size(), position));
    }

    public List<Node> nodes(ObjectReference node) {
        return document.objectLookup().nodes(node);
    }

    /** Whether a command skips a track: a pattern does not launch or stop on a safe one. */
    public boolean isSpared(Command.TrackCommand command, TrackId track) {
        boolean plays =
                command instanceof Command.StopTrack || command instanceof Command.LaunchRelative;
        return plays && command.track().pattern() && document.track(track).safe();
    }

    /** The same for clips. A release may stop a clip, so it counts as well. */
    public boolean isSpared(Command.ClipCommand command, TrackId track) {
        boolean plays =
                command instanceof Command.LaunchClip || command instanceof Command.ReleaseClip;
        return plays && isPattern(command) && document.track(track).safe();
    }

    /**
     * The cells that a command names. A plain reference may name an empty cell. A pattern matches
     * empty cells only if they stop their track.
     */
    public List<Cell> cells(Command.ClipCommand command) {
        var cells = new ArrayList<Cell>();
        for (int track : document.objectLookup().tracks(command.track())) {
            clips(command, track).forEach(clip -> cells.add(cell(track, clip)));
        }
        return cells;
    }

    /**
     * The parameters whose stored value a command sets in a cell. Plain references may name a
     * parameter of which the clip stores no value yet, a pattern only those of which it does.
     */
    public List<ParamPath> storedValues(Command.SetClipValue command, Cell cell) {
        ObjectLookup lookup = document.objectLookup();
        boolean pattern = isPattern(command);
        if (cell.clip().isEmpty() && pattern) {
            return List.of();
        }
        List<ParamPath> stored =
                document.storedPaths(document.requireClip(cell)).stream()
                        .filter(path -> lookup.matches(command.node(), path.node()))
                        .filter(path -> lookup.matches(command.param(), path.param()))
                        .toList();
        if (pattern) {
            return stored;
        }
        return List.of(
                stored.isEmpty()
                        ? lookup.parameter(command.node(), command.param()).path()
                        : stored.getFirst());
    }

    /** Whether a command may mean several stored values, or none. */
    public static boolean isPattern(Command.SetClipValue command) {
        return isPattern((Command.ClipCommand) command)
                || command.node().pattern()
                || command.param().pattern();
    }

    private Cell cell(int track, int clip) {
        Track owner = document.track(track);
        return new Cell(
                TrackId.of(owner), owner.clip(clip).map(there -> ClipId.of(owner, there)), clip);
    }

    public List<Parameter> parameters(Command.ParameterCommand command) {
        return document.objectLookup().parameters(command.node(), command.param());
    }

    public List<Integer> outputs(Command.OutputCommand command) {
        return document.objectLookup().outputs(command.output());
    }

    private static boolean isPattern(Command.ClipCommand command) {
        return command.track().pattern() || command.clip().pattern();
    }

    private List<Integer> clips(Command.ClipCommand command, int track) {
        ObjectReference clip = command.clip();
        if (clip.pattern()) {
            return document.objectLookup().clips(track, clip);
        }
        if (!command.track().pattern()) {
            return List.of(document.objectLookup().clip(track, clip));
        }
        boolean emptyStops =
                command instanceof Command.LaunchClip
                        && document.settings().whenEmpty() == GlobalLaunchSettings.WhenEmpty.STOP;
        return document.objectLookup().existingClips(track, clip, emptyStops);
    }
}
