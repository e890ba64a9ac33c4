package io.downbeat.engine;

import io.downbeat.cue.Cue;
import io.downbeat.cue.CueQueue;
import io.downbeat.cue.Rank;
import io.downbeat.session.Upcoming;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that waits for a boundary, and a number for each boundary that changes whenever its content
 * does. Owned by the conductor. Not thread safe.
 */
final class LaunchQueue {

    private final CueQueue<Due> cues = new CueQueue<>();
    private final NavigableMap<Beats, Long> revisions = new TreeMap<>();
    private long revision;
    private long announcedRevision;
    private List<Upcoming> announced = List.of();

    Cue<Due> cue(Beats at, Rank rank, Due due) {
        touch(at);
        return cues.cue(at, rank, due);
    }

    Cue<Due> move(Cue<Due> cue, Beats at) {
        touch(cue.at());
        touch(at);
        return cues.move(cue, at);
    }

    void cancel(Cue<Due> cue) {
        touch(cue.at());
        cues.cancel(cue);
    }

    /** What a cue will do has changed. */
    void revise(Cue<Due> cue) {
        touch(cue.at());
    }

    Optional<Beats> next() {
        return cues.next();
    }

    /** Takes out all that falls on the next boundary. */
    List<Cue<Due>> take() {
        revision++;
        return cues.take();
    }

    /** The number of a boundary's content as it was last announced; 0 if nothing waited for it. */
    long takeRevision(Beats at) {
        Long last = revisions.remove(at);
        return last == null ? 0 : last;
    }

    /** Counts every change. */
    long revision() {
        return revision;
    }

    /** Every boundary that something waits for; the same list while nothing changed. */
    List<Upcoming> upcoming(Function<Deck, Optional<Upcoming.Launch>> launchOf) {
        if (announcedRevision != revision) {
            announcedRevision = revision;
            announced = announce(launchOf);
        }
        return announced;
    }

    private List<Upcoming> announce(Function<Deck, Optional<Upcoming.Launch>> launchOf) {
        var boundaries = new TreeMap<Beats, List<Cue<Due>>>();
        cues.all()
                .forEach(cue ->
                        boundaries.computeIfAbsent(cue.at(), at -> new ArrayList<>()).add(cue));
        revisions.keySet().retainAll(boundaries.keySet());
        var all = new ArrayList<Upcoming>();
        boundaries.forEach((at, due) -> all.add(announce(at, due, launchOf)));
        return List.copyOf(all);
    }

    private Upcoming announce(
            Beats at, List<Cue<Due>> due, Function<Deck, Optional<Upcoming.Launch>> launchOf) {
        var launches = new ArrayList<Upcoming.Launch>();
        var stops = new ArrayList<Integer>();
        var scenes = new ArrayList<Integer>();
        for (Cue<Due> cue : due) {
            switch (cue.action()) {
                case Due.OfScene(var launch) -> scenes.add(launch.scene());
                case Due.OfDeck(var deck) ->
                        launchOf.apply(deck)
                                .ifPresentOrElse(launches::add, () -> stops.add(deck.track()));
            }
        }
        return new Upcoming(at, revisions.getOrDefault(at, 0L), launches, stops, scenes);
    }

    private void touch(Beats at) {
        revisions.put(at, ++revision);
    }
}
