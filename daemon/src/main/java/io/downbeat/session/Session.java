package io.downbeat.session;

import io.downbeat.fade.Transition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the piece consists of: tracks, scenes and cue paths in visible order. Immutable; an edit
 * makes a new one.
 */
public record Session(
        List<Track> tracks, List<Scene> scenes, List<CuePath> cuePaths, Transition transition) {

    public Session {
        tracks = List.copyOf(tracks);
        scenes = List.copyOf(scenes);
        cuePaths = List.copyOf(cuePaths);
    }

    /** The track at a position, from 1. */
    public Optional<Track> track(int position) {
        return position >= 1 && position <= tracks.size()
                ? Optional.of(tracks.get(position - 1))
                : Optional.empty();
    }

    /** The scene at a position, from 1. */
    public Optional<Scene> scene(int position) {
        return position >= 1 && position <= scenes.size()
                ? Optional.of(scenes.get(position - 1))
                : Optional.empty();
    }

    /** The cue path at a position, from 1. */
    public Optional<CuePath> cuePath(int position) {
        return position >= 1 && position <= cuePaths.size()
                ? Optional.of(cuePaths.get(position - 1))
                : Optional.empty();
    }

    public Session withTrack(int position, Track track) {
        var changed = new ArrayList<>(tracks);
        changed.set(position - 1, track);
        return new Session(changed, scenes, cuePaths, transition);
    }
}
