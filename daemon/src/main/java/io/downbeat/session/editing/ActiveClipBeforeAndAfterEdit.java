package io.downbeat.session.editing;

import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.Optional;

/**
 * An edit has changed which clip of a track is active: it removed the active clip, or captured a
 * new one.
 *
 * @param before the active clip before the edit; empty for none
 * @param after the active clip after it
 * @param launches how many launches and stops the track had had; a later one ends what an undo may
 *     change
 */
public record ActiveClipBeforeAndAfterEdit(
        TrackId track, Optional<ActiveClip> before, Optional<ActiveClip> after, long launches) {

    /** A clip, and the beat since which it is active. */
    public record ActiveClip(ClipId clip, Beats since) {}

    /** This change and a later one of the same step, as one. */
    public ActiveClipBeforeAndAfterEdit then(ActiveClipBeforeAndAfterEdit later) {
        return launches == later.launches
                ? new ActiveClipBeforeAndAfterEdit(track, before, later.after, launches)
                : later;
    }
}
