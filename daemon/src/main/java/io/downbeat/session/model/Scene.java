package io.downbeat.session.model;

import java.util.List;
import java.util.Optional;

/**
 * A lookup table from track to clip.
 *
 * @param assignments in the file's order; a track that is not named, or named with no clip, is left
 *     as it is
 * @param tempo the tempo that its launch sets, in quarters a minute; 0 keeps the present one
 * @param color as {@code rgb(r,g,b)}, or empty
 */
public record Scene(
        String id,
        String name,
        List<Assignment> assignments,
        double tempo,
        FollowAction follow,
        String color)
        implements Named {

    /** The clip that a track gets; empty says to leave it unchanged. */
    public record Assignment(String trackId, Optional<String> clipId) {}

    public Scene {
        assignments = List.copyOf(assignments);
    }

    /** The id of the clip that this scene gives a track. */
    public Optional<String> clipOf(String trackId) {
        for (Assignment assignment : assignments) {
            if (assignment.trackId().equals(trackId)) {
                return assignment.clipId();
            }
        }
        return Optional.empty();
    }
}
