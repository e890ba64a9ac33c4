package io.downbeat.engine.launch;

import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One deck for each track, in the order of the tracks. The decks of removed tracks are kept, so
 * that a track that an undo brings back has its deck again.
 */
final class DecksByTrack {

    /** Decks of removed tracks that are kept; more than a history has steps. */
    private static final int MOST_REMOVED = 1024;

    private final Map<TrackId, Deck> decks = new LinkedHashMap<>();
    private final Map<TrackId, Deck> removed = new LinkedHashMap<>();

    /** The decks, in the order of the tracks. */
    Collection<Deck> all() {
        return decks.values();
    }

    /** The decks of removed tracks, the longest ago first. */
    Collection<Deck> removed() {
        return removed.values();
    }

    Optional<Deck> find(TrackId track) {
        return Optional.ofNullable(decks.get(track));
    }

    Optional<Deck> findAlsoRemoved(TrackId track) {
        return find(track).or(() -> Optional.ofNullable(removed.get(track)));
    }

    void remove(Deck deck) {
        decks.remove(deck.track());
        removed.put(deck.track(), deck);
        if (removed.size() > MOST_REMOVED) {
            removed.remove(removed.keySet().iterator().next());
        }
    }

    /** Forgets all decks, also removed ones, and adds new ones for these tracks. */
    void replaceAll(List<TrackId> tracks, List<TrackId> removedTracks) {
        decks.clear();
        removed.clear();
        tracks.forEach(track -> decks.put(track, new Deck(track)));
        removedTracks.forEach(track -> removed.put(track, new Deck(track)));
    }

    /**
     * Adds a deck for each new track, and puts all in the order of the tracks.
     *
     * @param byHistory whether a new track is one that an undo or redo has brought back
     */
    void follow(List<Track> tracks, boolean byHistory) {
        Map<TrackId, Deck> known = new LinkedHashMap<>(decks);
        decks.clear();
        for (Track track : tracks) {
            TrackId id = TrackId.of(track);
            Optional<Deck> before = Optional.ofNullable(removed.remove(id));
            Deck added = before.filter(deck -> byHistory).orElseGet(() -> new Deck(id));
            decks.put(id, known.getOrDefault(id, added));
        }
    }
}
