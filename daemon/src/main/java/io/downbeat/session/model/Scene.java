package io.downbeat.session.model;

import java.util.List;
import java.util.Optional;

/**
 * A set of clips, at most one for each track, that are launched together.
 *
 * @param assignments in the file's order; a track without an assignment, or with one that has no
 *     clip, does not change
 * @param tempo the tempo that a launch sets, in quarter notes a minute; 0 keeps the present tempo
 * @param color as {@code rgb(r,g,b)}, or empty
 */
public record Scene(
        String id,
        String name,
        List<Assignment> assignments,
        double tempo,
        FollowAction follow,
        String color)
        implements AddressableObject {

    /** The clip of a track; empty leaves the track unchanged. */
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

    /** The assignment of a track in the scene; empty if it says nothing. */
    public Optional<Assignment> assignment(String trackId) {
        return assignments.stream().filter(one -> one.trackId().equals(trackId)).findFirst();
    }

    public Scene withAssignments(List<Assignment> changed) {
        return new Scene(id, name, changed, tempo, follow, color);
    }

    public Scene withName(String changed) {
        return new Scene(id, changed, assignments, tempo, follow, color);
    }

    public Scene withTempo(double changed) {
        return new Scene(id, name, assignments, changed, follow, color);
    }

    public Scene withFollow(FollowAction changed) {
        return new Scene(id, name, assignments, tempo, changed, color);
    }

    public Scene withColor(String changed) {
        return new Scene(id, name, assignments, tempo, follow, changed);
    }

    /** A scene of its own with the same settings. */
    public Scene copy(String copyId, String copyName) {
        return new Scene(copyId, copyName, assignments, tempo, follow, color);
    }
}
