package io.downbeat.engine.arrangement;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.ParamPath;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.Optional;

/** The part that records, which learns what the player of the arrangement does. */
public interface ArrangementPlaybackListener {

    /** Nothing is recorded. */
    ArrangementPlaybackListener NONE = new ArrangementPlaybackListener() {};

    /** A hand has taken over a track or a parameter. */
    default void onTakenOver(Optional<TrackId> track, Optional<ParamPath> parameter, Beats beat) {}

    /**
     * The arrangement has begun to play, or tracks or parameters were given back. What stands there
     * is restored.
     */
    default void onGivenBack(CommandContext context) {}

    /** The loop ends here; the position is still that of its end. */
    default void onLoopEnd(CommandContext context) {}

    /** The loop begins again; the position is that of its beginning. */
    default void onLoopBegin(CommandContext context) {}

    /** The arrangement has set the tempo or the signature. */
    default void onTimelinePlayed() {}
}
