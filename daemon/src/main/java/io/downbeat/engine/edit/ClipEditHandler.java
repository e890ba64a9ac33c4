package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.fade.TransitionChange;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.Track;

import java.util.Optional;
import java.util.OptionalDouble;

/** Performs the commands that edit a clip. */
final class ClipEditHandler {

    static final String CLIP = "Clip";

    private final SessionDocument document;
    private final Editor editor;
    private final LiveValueCapture liveValueCapture;

    ClipEditHandler(SessionDocument document, Editor editor, LiveValueCapture liveValueCapture) {
        this.document = document;
        this.editor = editor;
        this.liveValueCapture = liveValueCapture;
    }

    /** Throws {@link Refusal} if the cell is empty. */
    void handle(
            Command.ClipEditCommand command,
            CommandTargetFilter.Cell cell,
            CommandContext context) {
        ClipId id = document.requireClip(cell);
        Clip clip = document.clip(id);
        Track track = document.track(id.track());
        switch (command) {
            case Command.SetClipFade(var t, var c, var change) -> {
                var inForce =
                        LaunchCalculations.transition(
                                OptionalDouble.empty(), clip, track, document.settings());
                var edit = new Edit.SetClipTransition(id, change.appliedTo(inForce));
                editor.apply(edit, change instanceof TransitionChange.Length, context);
            }
            case Command.SetClipQuantize(var t, var c, var quantize) ->
                    editor.apply(new Edit.SetClipQuantize(id, quantize), context);
            case Command.SetClipMode(var t, var c, var mode) ->
                    editor.apply(new Edit.SetClipMode(id, mode), context);
            case Command.SetClipFollow(var t, var c, var change) -> {
                var edit = new Edit.SetClipFollow(id, change.appliedTo(clip.follow()));
                editor.apply(edit, change.isDragged(), context);
            }
            case Command.RenameClip(var t, var c, var name) ->
                    editor.apply(
                            new Edit.RenameClip(
                                    id,
                                    DefaultNames.ofRenamed(name, CLIP, clip.id(), track.clips())),
                            context);
            case Command.ColorClip(var t, var c, var color) ->
                    editor.apply(new Edit.ColorClip(id, color), context);
            case Command.UpdateClip(var t, var c) -> update(id, track, context);
            case Command.DeleteClip(var t, var c) -> editor.apply(new Edit.DeleteClip(id), context);
            case Command.DuplicateClip(var t, var c) -> duplicate(id, track, clip, context);
            case Command.MoveClip(var t, var c, var position) ->
                    editor.apply(new Edit.MoveClip(id, position), context);
            case Command.SetClipValue set ->
                    throw new IllegalArgumentException("a stored value needs its parameter");
        }
    }

    /**
     * Sets a stored value, in the type that it has, within the range that the file or a client
     * states. Throws {@link Refusal} if the clip does not store it and cannot.
     */
    void set(
            Command.SetClipValue command,
            CommandTargetFilter.Cell cell,
            ParamPath path,
            CommandContext context) {
        ClipId id = document.requireClip(cell);
        Clip clip = document.clip(id);
        Optional<Parameter> parameter = document.graph().parameter(path);
        ParamValue value;
        if (parameter.isPresent()) {
            if (clip.values().valueOf(parameter.get().number()).isEmpty()) {
                requireMayStore(id, parameter.get());
            }
            value = FittingValue.of(parameter.get(), command.value());
        } else {
            Clip.Stored stored =
                    clip.gone().stream()
                            .filter(gone -> gone.path().equals(path))
                            .findFirst()
                            .orElseThrow(() -> noValue(id, path, "the parameter is gone"));
            boolean text = stored.value() instanceof ParamValue.Text;
            value = FittingValue.of(path, text, command.value());
        }
        editor.apply(new Edit.SetClipValue(id, path, value), true, context);
    }

    private void requireMayStore(ClipId clip, Parameter parameter) {
        Track track = document.track(clip.track());
        String node = parameter.path().node();
        if (!track.nodes().contains(node)) {
            throw noValue(
                    clip,
                    parameter.path(),
                    "its track does not own node " + node + ": assign the node to it first");
        }
        if (!LiveValueCapture.isCaptured(parameter)) {
            throw new Refusal(
                    Refusal.Code.LOCKED,
                    parameter.path()
                            + (parameter.locked()
                                    ? " is locked, so that no clip captures it: unlock it first"
                                    : " is driven by a connection, so that no clip captures it"));
        }
    }

    private Refusal noValue(ClipId id, ParamPath path, String why) {
        return new Refusal(
                Refusal.Code.NO_SUCH,
                "clip %d (%s) of track %d stores no value for %s, and %s"
                        .formatted(
                                document.positionOf(id),
                                document.clip(id).name(),
                                document.positionOf(id.track()),
                                path,
                                why));
    }

    /** A fade of the active clip ends here, so that the captured values are the live ones. */
    private void update(ClipId id, Track track, CommandContext context) {
        editor.apply(new Edit.UpdateClip(id, liveValueCapture.of(track)), context);
        if (editor.isActive(id)) {
            editor.holdFades(id.track());
        }
    }

    private void duplicate(ClipId id, Track track, Clip clip, CommandContext context) {
        editor.apply(
                new Edit.DuplicateClip(
                        id,
                        editor.objectIds().next(ObjectIds.Kind.CLIP),
                        DefaultNames.copyOf(clip.name(), track.clips())),
                context);
    }
}
