package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.fade.TransitionChange;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.List;
import java.util.Optional;

/** Performs the commands that edit a track. */
final class TrackEditHandler {

    private static final String TRACK = "Track";

    private final SessionDocument document;
    private final Editor editor;
    private final LiveValueCapture liveValueCapture;

    TrackEditHandler(SessionDocument document, Editor editor, LiveValueCapture liveValueCapture) {
        this.document = document;
        this.editor = editor;
        this.liveValueCapture = liveValueCapture;
    }

    void handle(Command.TrackEditCommand command, TrackId track, CommandContext context) {
        Track present = document.requireTrack(track);
        switch (command) {
            case Command.SetSafe(var ref, var safe) ->
                    editor.apply(new Edit.SetTrackSafe(track, safe.from(present.safe())), context);
            case Command.SetTrackFade(var ref, var change) -> {
                var inForce = LaunchCalculations.transition(present, document.settings());
                var set = new Edit.SetTrackTransition(track, change.appliedTo(inForce));
                editor.apply(set, change instanceof TransitionChange.Length, context);
            }
            case Command.RenameTrack(var ref, var name) ->
                    editor.apply(
                            new Edit.RenameTrack(
                                    track,
                                    DefaultNames.ofRenamed(
                                            name,
                                            TRACK,
                                            track.text(),
                                            document.session().tracks())),
                            context);
            case Command.ColorTrack(var ref, var color) ->
                    editor.apply(new Edit.ColorTrack(track, color), context);
            case Command.DeleteTrack(var ref) -> editor.apply(new Edit.DeleteTrack(track), context);
            case Command.MoveTrack(var ref, var position) ->
                    editor.apply(new Edit.MoveTrack(track, position), context);
            case Command.AssignNodes(var ref, var nodes) ->
                    editor.apply(new Edit.AssignNodes(track, found(nodes)), context);
            case Command.UnassignNodes(var ref, var nodes) ->
                    editor.apply(new Edit.UnassignNodes(track, found(nodes)), context);
            case Command.CaptureClip(var ref, var name) -> capture(present, name, context);
        }
    }

    /** Adds a track at the end. */
    void add(Optional<String> name, CommandContext context) {
        List<Track> tracks = document.session().tracks();
        int position = tracks.size() + 1;
        var id = new TrackId(editor.objectIds().next(ObjectIds.Kind.TRACK));
        editor.apply(
                new Edit.AddTrack(id, DefaultNames.ofNew(name, TRACK, tracks), position), context);
        editor.answerAdded(Event.Added.Kind.TRACK, List.of(), ParamValue.of(position), context);
    }

    /** The ids of nodes that may be spelled as an address spells them. */
    private List<String> found(List<String> nodes) {
        return nodes.stream()
                .map(node -> document.objectLookup().node(ObjectReference.of(node)).id())
                .distinct()
                .toList();
    }

    /** A fade of the track ends here, so that what was captured stays what is live. */
    private void capture(Track track, Optional<String> name, CommandContext context) {
        TrackId owner = TrackId.of(track);
        int position = track.clips().size() + 1;
        var id = new ClipId(owner, editor.objectIds().next(ObjectIds.Kind.CLIP));
        editor.apply(
                new Edit.AddClip(
                        id,
                        DefaultNames.ofNew(name, ClipEditHandler.CLIP, track.clips()),
                        liveValueCapture.of(track),
                        position),
                context);
        editor.holdFades(owner);
        editor.activateCaptured(id, context);
        String trackPosition = Integer.toString(document.positionOf(owner));
        editor.answerAdded(
                Event.Added.Kind.CLIP, List.of(trackPosition), ParamValue.of(position), context);
    }
}
