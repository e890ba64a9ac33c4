package io.downbeat.session.model;

import io.downbeat.fade.Transition;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A part of the session: the nodes that it owns and the clips that set their parameters.
 *
 * @param nodes ids of its nodes, in the file's order; a node belongs to at most one track
 * @param safe true if scenes, cues and patterns do not change the track
 * @param color as {@code rgb(r,g,b)}, or empty
 */
public record Track(
        String id,
        String name,
        List<String> nodes,
        List<Clip> clips,
        Optional<Transition> transition,
        boolean safe,
        String color)
        implements AddressableObject {

    public Track {
        nodes = List.copyOf(nodes);
        clips = List.copyOf(clips);
    }

    /** The clip at a position, from 1. */
    public Optional<Clip> clip(int position) {
        return OneBased.at(position, clips);
    }

    /** The position of the clip that has an id; 0 if none has it. */
    public int positionOf(String clipId) {
        return IntStream.rangeClosed(1, clips.size())
                .filter(position -> clips.get(position - 1).id().equals(clipId))
                .findFirst()
                .orElse(0);
    }

    public Track withName(String changed) {
        return new Track(id, changed, nodes, clips, transition, safe, color);
    }

    public Track withColor(String changed) {
        return new Track(id, name, nodes, clips, transition, safe, changed);
    }

    public Track withClip(int position, Clip clip) {
        List<Clip> changed = OneBased.with(position, clip, clips);
        return new Track(id, name, nodes, changed, transition, safe, color);
    }

    public Track withTransition(Optional<Transition> changed) {
        return new Track(id, name, nodes, clips, changed, safe, color);
    }

    public Track withSafe(boolean changed) {
        return new Track(id, name, nodes, clips, transition, changed, color);
    }

    public Track withClips(List<Clip> changed) {
        return new Track(id, name, nodes, changed, transition, safe, color);
    }

    public Track withNodes(List<String> changed) {
        return new Track(id, name, changed, clips, transition, safe, color);
    }
}
