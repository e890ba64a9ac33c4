package io.downbeat.engine.launch;

import io.downbeat.schedule.BeatQueue;
import io.downbeat.schedule.SameBeatOrder;
import io.downbeat.schedule.ScheduledAction;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything that waits for a boundary. Each boundary has a revision number, which changes whenever
 * its content changes.
 */
public final class LaunchQueue {

    private final BeatQueue<QueuedAction> queue = new BeatQueue<>();
    private final NavigableMap<Beats, Long> revisions = new TreeMap<>();
    private long revision;
    private long announcedRevision;
    private List<UpcomingBoundary> announced = List.of();

    ScheduledAction<QueuedAction> add(Beats at, SameBeatOrder rank, QueuedAction queuedAction) {
        noteChange(at);
        return queue.schedule(at, rank, queuedAction);
    }

    ScheduledAction<QueuedAction> move(ScheduledAction<QueuedAction> scheduled, Beats at) {
        noteChange(scheduled.at());
        noteChange(at);
        return queue.move(scheduled, at);
    }

    void cancel(ScheduledAction<QueuedAction> scheduled) {
        noteChange(scheduled.at());
        queue.cancel(scheduled);
    }

    /** The content of a queued action has changed. */
    void revise(ScheduledAction<QueuedAction> scheduled) {
        noteChange(scheduled.at());
    }

    public Optional<Beats> next() {
        return queue.next();
    }

    /** Takes out all that falls on the next boundary. */
    public List<ScheduledAction<QueuedAction>> drainDue() {
        revision++;
        return queue.drainDue();
    }

    /** The number of a boundary's content as it was last announced; 0 if nothing waited for it. */
    long revisionAt(Beats at) {
        Long last = revisions.remove(at);
        return last == null ? 0 : last;
    }

    /** Counts every change. */
    long revision() {
        return revision;
    }

    /** Counts what was queued so far. */
    long nextOrder() {
        return queue.nextOrder();
    }

    /** The number of each boundary's content. */
    Map<Beats, Long> revisions() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(revisions));
    }

    /** Queues an action in the place that it had. */
    ScheduledAction<QueuedAction> restore(
            Beats at, SameBeatOrder rank, long order, QueuedAction action) {
        return queue.restore(at, rank, order, action);
    }

    /** Continues to count from here. */
    void restoreCounts(long nextOrder, long changes, Map<Beats, Long> contents) {
        queue.setNextOrder(nextOrder);
        revision = changes;
        announcedRevision = -1;
        revisions.clear();
        revisions.putAll(contents);
    }

    /** Every boundary that something waits for; the same list while nothing changed. */
    public List<UpcomingBoundary> upcoming(
            Function<Deck, Optional<UpcomingBoundary.Launch>> launchOf) {
        if (announcedRevision != revision) {
            announcedRevision = revision;
            announced = announce(launchOf);
        }
        return announced;
    }

    private List<UpcomingBoundary> announce(
            Function<Deck, Optional<UpcomingBoundary.Launch>> launchOf) {
        var boundaries = new TreeMap<Beats, List<ScheduledAction<QueuedAction>>>();
        queue.all()
                .forEach(scheduled ->
                        boundaries
                                .computeIfAbsent(scheduled.at(), at -> new ArrayList<>())
                                .add(scheduled));
        revisions.keySet().retainAll(boundaries.keySet());
        var all = new ArrayList<UpcomingBoundary>();
        boundaries.forEach((at, due) -> all.add(announce(at, due, launchOf)));
        return List.copyOf(all);
    }

    private UpcomingBoundary announce(
            Beats at,
            List<ScheduledAction<QueuedAction>> due,
            Function<Deck, Optional<UpcomingBoundary.Launch>> launchOf) {
        var launches = new ArrayList<UpcomingBoundary.Launch>();
        var stops = new ArrayList<TrackId>();
        var scenes = new ArrayList<SceneId>();
        var cues = new ArrayList<CueStepId>();
        for (ScheduledAction<QueuedAction> scheduled : due) {
            switch (scheduled.action()) {
                case QueuedAction.OnScene(var launch) -> {
                    scenes.add(launch.scene());
                    cues.addAll(launch.cueSteps());
                }
                case QueuedAction.OnDeck(var deck) ->
                        launchOf.apply(deck)
                                .ifPresentOrElse(launches::add, () -> stops.add(deck.track()));
            }
        }
        return new UpcomingBoundary(
                at, revisions.getOrDefault(at, 0L), launches, stops, scenes, cues);
    }

    private void noteChange(Beats at) {
        revisions.put(at, ++revision);
    }
}
