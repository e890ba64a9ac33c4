package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.session.command.Event;
import io.downbeat.session.editing.ActiveClipBeforeAndAfterEdit.ActiveClip;
import io.downbeat.session.model.TrackId;

import java.util.Map;
import java.util.Optional;

/** Finds and sets the active clip of each track, for edits. Nothing here writes values. */
public interface ActiveClipForEdits {

    /** The active clips, by track; a track without one is left out. */
    Map<TrackId, ActiveClip> activeClips();

    /** How many launches and stops a track has had; also of a track that was removed. */
    long launches(TrackId track);

    /**
     * Makes a clip the active one of its track, or none. Changes nothing if it is so already, or if
     * the track or the clip is not there.
     */
    void setActive(
            TrackId track,
            Optional<ActiveClip> clip,
            Event.LaunchCause cause,
            CommandContext context);

    /** Ends the fades of a track: its values stay where they are at this moment. */
    void holdFades(TrackId track);
}
