package io.downbeat.session.model;

import java.util.List;
import java.util.Optional;

/**
 * The document that is played: tracks, scenes and cue lists in visible order, and the arrangement.
 * Immutable; an edit makes a new one.
 */
public record Session(
        List<Track> tracks, List<Scene> scenes, List<CueList> cueLists, Arrangement arrangement) {

    public Session {
        tracks = List.copyOf(tracks);
        scenes = List.copyOf(scenes);
        cueLists = List.copyOf(cueLists);
    }

    /** A session in which nothing was recorded. */
    public Session(List<Track> tracks, List<Scene> scenes, List<CueList> cueLists) {
        this(tracks, scenes, cueLists, Arrangement.EMPTY);
    }

    /** The track at a position, from 1. */
    public Optional<Track> track(int position) {
        return OneBased.at(position, tracks);
    }

    /** The scene at a position, from 1. */
    public Optional<Scene> scene(int position) {
        return OneBased.at(position, scenes);
    }

    /** The cue list at a position, from 1. */
    public Optional<CueList> cueList(int position) {
        return OneBased.at(position, cueLists);
    }

    /** The position of a track, from 1; 0 if it is not there. */
    public int positionOf(TrackId track) {
        for (int at = 0; at < tracks.size(); at++) {
            if (tracks.get(at).id().equals(track.text())) {
                return at + 1;
            }
        }
        return 0;
    }

    /** The position of a scene, from 1; 0 if it is not there. */
    public int positionOf(SceneId scene) {
        for (int at = 0; at < scenes.size(); at++) {
            if (scenes.get(at).id().equals(scene.text())) {
                return at + 1;
            }
        }
        return 0;
    }

    /** The position of a cue list, from 1; 0 if it is not there. */
    public int positionOf(CueListId list) {
        for (int at = 0; at < cueLists.size(); at++) {
            if (cueLists.get(at).id().equals(list.text())) {
                return at + 1;
            }
        }
        return 0;
    }

    public Optional<CueList> cueList(CueListId list) {
        return cueList(positionOf(list));
    }

    public Optional<Track> track(TrackId track) {
        return track(positionOf(track));
    }

    public Optional<Scene> scene(SceneId scene) {
        return scene(positionOf(scene));
    }

    public Optional<Clip> clip(ClipId clip) {
        return track(clip.track()).flatMap(track -> track.clip(track.positionOf(clip.text())));
    }

    public Session withTracks(List<Track> changed) {
        return new Session(changed, scenes, cueLists, arrangement);
    }

    public Session withScenes(List<Scene> changed) {
        return new Session(tracks, changed, cueLists, arrangement);
    }

    public Session withScene(int position, Scene scene) {
        return withScenes(OneBased.with(position, scene, scenes));
    }

    public Session withCueLists(List<CueList> changed) {
        return new Session(tracks, scenes, changed, arrangement);
    }

    public Session withCueList(int position, CueList list) {
        return withCueLists(OneBased.with(position, list, cueLists));
    }

    public Session withTrack(int position, Track track) {
        return new Session(OneBased.with(position, track, tracks), scenes, cueLists, arrangement);
    }

    public Session with(Arrangement changed) {
        return new Session(tracks, scenes, cueLists, changed);
    }
}
