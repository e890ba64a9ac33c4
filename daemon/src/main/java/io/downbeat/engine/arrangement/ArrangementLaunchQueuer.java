package io.downbeat.engine.arrangement;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.ClipOrStop;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.launch.SceneLaunch;
import io.downbeat.fade.Transition;
import io.downbeat.session.command.Event;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Queues the launches and stops of one beat of the arrangement on the decks, with the scenes that
 * launched them. What is not there any more is left out, with an event that says so.
 */
final class ArrangementLaunchQueuer {

    private final SessionDocument document;
    private final Decks decks;
    private final TurnEvents events;

    ArrangementLaunchQueuer(SessionDocument document, Decks decks, TurnEvents events) {
        this.document = document;
        this.decks = decks;
        this.events = events;
    }

    /**
     * Queues them for a beat of the transport.
     *
     * @param mayStart whether the arrangement may launch or stop on a track
     */
    void queue(
            LaunchEventsAndOtherEvents.Group group,
            Beats due,
            Predicate<TrackId> mayStart,
            CommandContext context) {
        Map<SceneId, SceneLaunch> scenes = new LinkedHashMap<>();
        for (SceneId scene : group.scenes()) {
            if (document.positionOf(scene) > 0) {
                var launch = new SceneLaunch(scene);
                launch.setByArrangement();
                scenes.put(scene, launch);
            } else {
                skip("scene " + scene, context);
            }
        }
        Map<TrackId, ClipOrStop> starts = new LinkedHashMap<>();
        var withClips = new LinkedHashSet<SceneLaunch>();
        for (ArrangementEvent event : group.events()) {
            switch (event) {
                case ArrangementEvent.ClipLaunched launched ->
                        start(launched, scenes, mayStart, context)
                                .ifPresent(start -> {
                                    starts.put(launched.clip().track(), start);
                                    start.scene().ifPresent(withClips::add);
                                });
                case ArrangementEvent.TrackStopped(var at, var track) -> {
                    if (mayStart.test(track)) {
                        starts.put(
                                track,
                                ClipOrStop.arranged(
                                        decks.deck(track),
                                        Optional.empty(),
                                        Transition.CUT,
                                        Optional.empty()));
                    }
                }
                default -> {}
            }
        }
        // A later start on the same track may have taken the place of a scene's clip.
        var used = new LinkedHashSet<SceneLaunch>();
        starts.values().forEach(start -> start.scene().ifPresent(used::add));
        boolean launchedClips = group.hasClipsOfScenes();
        for (SceneLaunch launch : scenes.values()) {
            if (!used.contains(launch) && (withClips.contains(launch) || !launchedClips)) {
                decks.startOn(due, List.of(), List.of(launch), context);
            }
        }
        decks.startOn(due, List.copyOf(starts.values()), List.copyOf(used), context);
    }

    private Optional<ClipOrStop> start(
            ArrangementEvent.ClipLaunched launched,
            Map<SceneId, SceneLaunch> scenes,
            Predicate<TrackId> mayStart,
            CommandContext context) {
        ClipId clip = launched.clip();
        if (!document.isThere(clip)) {
            skip("clip " + clip, context);
            return Optional.empty();
        }
        if (!mayStart.test(clip.track())) {
            return Optional.empty();
        }
        Optional<SceneLaunch> scene = launched.byScene() ? sceneOf(clip, scenes) : Optional.empty();
        return Optional.of(
                ClipOrStop.arranged(
                        decks.deck(clip.track()), Optional.of(clip), launched.transition(), scene));
    }

    /** The scene that launches a clip; of several, the last one that assigns it. */
    private Optional<SceneLaunch> sceneOf(ClipId clip, Map<SceneId, SceneLaunch> scenes) {
        Optional<SceneLaunch> found = Optional.empty();
        Optional<SceneLaunch> last = Optional.empty();
        for (Map.Entry<SceneId, SceneLaunch> each : scenes.entrySet()) {
            last = Optional.of(each.getValue());
            boolean assigns =
                    document.session()
                            .scene(each.getKey())
                            .map((Scene scene) -> scene.clipOf(clip.track().text()))
                            .filter(assigned -> assigned.equals(Optional.of(clip.text())))
                            .isPresent();
            found = assigns ? last : found;
        }
        return found.isPresent() ? found : last;
    }

    private void skip(String what, CommandContext context) {
        events.emit(
                new Event.ArrangementSkipped(
                        context.beat(), what + " is not there any more: its launch is left out"));
    }
}
