package io.downbeat.engine.arrangement;

import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.graph.ParamPath;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The tracks and parameters that hands have taken over from the arrangement that plays. A track
 * that is taken over takes the parameters of its nodes with it.
 */
final class TakenOverByHand {

    private final SessionDocument document;
    private final Set<TrackId> tracks = new LinkedHashSet<>();
    private final Set<ParamPath> parameters = new LinkedHashSet<>();
    private final Map<String, TrackId> owners = new HashMap<>();
    private List<Track> ownersOf = List.of();

    TakenOverByHand(SessionDocument document) {
        this.document = document;
    }

    /** Returns whether the track had not been taken over. */
    boolean add(TrackId track) {
        return tracks.add(track);
    }

    /** Returns whether the parameter had not been taken over. */
    boolean add(ParamPath parameter) {
        return parameters.add(parameter);
    }

    boolean contains(TrackId track) {
        return tracks.contains(track);
    }

    /** Whether a parameter was taken over, by itself or with its track. */
    boolean contains(ParamPath parameter) {
        return parameters.contains(parameter)
                || ownerOf(parameter).filter(tracks::contains).isPresent();
    }

    /**
     * Whether a parameter belongs to what is restored, and was not taken over. One of a track that
     * is restored only counts as taken over if it was taken over by itself.
     *
     * @param restoredTracks the tracks that are restored
     * @param restoredParameters the parameters that are restored besides those of these tracks
     */
    boolean leaves(
            ParamPath parameter,
            Predicate<TrackId> restoredTracks,
            Predicate<ParamPath> restoredParameters) {
        if (ownerOf(parameter).filter(restoredTracks).isPresent()) {
            return !parameters.contains(parameter);
        }
        return restoredParameters.test(parameter) && !contains(parameter);
    }

    List<TrackId> tracks() {
        return List.copyOf(tracks);
    }

    List<ParamPath> parameters() {
        return List.copyOf(parameters);
    }

    /** The parameters of a track that were taken over by themselves. */
    List<ParamPath> parametersOf(TrackId track) {
        return parameters.stream()
                .filter(path -> ownerOf(path).filter(track::equals).isPresent())
                .toList();
    }

    void remove(Collection<TrackId> returnedTracks, Collection<ParamPath> returnedParameters) {
        tracks.removeAll(returnedTracks);
        parameters.removeAll(returnedParameters);
    }

    /** Keeps only some of the tracks, and no parameter. Returns whether a track was removed. */
    boolean keepOnly(Predicate<TrackId> kept) {
        parameters.clear();
        return tracks.removeIf(kept.negate());
    }

    void clear() {
        tracks.clear();
        parameters.clear();
    }

    /** Restores these tracks and parameters. */
    void restore(List<TrackId> wereTracks, List<ParamPath> wereParameters) {
        clear();
        tracks.addAll(wereTracks);
        parameters.addAll(wereParameters);
    }

    @SuppressWarnings("ReferenceEquality") // Unchanged tracks are the same list.
    private Optional<TrackId> ownerOf(ParamPath path) {
        if (ownersOf != document.session().tracks()) {
            ownersOf = document.session().tracks();
            owners.clear();
            for (Track track : ownersOf) {
                track.nodes().forEach(node -> owners.putIfAbsent(node, TrackId.of(track)));
            }
        }
        return Optional.ofNullable(owners.get(path.node()));
    }
}
