package io.downbeat.engine.launch;

import io.downbeat.schedule.SameBeatOrder;
import io.downbeat.schedule.ScheduledAction;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.snapshot.EngineSnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Converts the state of decks and scene launches to a value, and back. Several decks can refer to
 * the same scene launch; in the value they refer to its index in a list.
 */
final class LaunchSnapshotConverter {

    private final SceneTracker sceneTracker;
    private final LaunchQueue queue;
    private final List<SceneLaunch> scenes = new ArrayList<>();

    LaunchSnapshotConverter(SceneTracker sceneTracker, LaunchQueue queue) {
        this.sceneTracker = sceneTracker;
        this.queue = queue;
    }

    EngineSnapshot.Launches taken(DecksByTrack decks, Map<ClipId, List<String>> skipped) {
        List<Integer> queued = sceneTracker.queued().stream().map(this::placeOf).toList();
        Optional<Integer> last = sceneTracker.lastLaunch().map(this::placeOf);
        List<EngineSnapshot.TrackLaunch> tracks = decks.all().stream().map(this::taken).toList();
        List<EngineSnapshot.TrackLaunch> gone = decks.removed().stream().map(this::taken).toList();
        return new EngineSnapshot.Launches(
                tracks,
                gone,
                scenes.stream().map(LaunchSnapshotConverter::taken).toList(),
                queued,
                optional(last),
                queue.nextOrder(),
                queue.revision(),
                queue.revisions(),
                skipped,
                List.copyOf(sceneTracker.drawn()));
    }

    private EngineSnapshot.TrackLaunch taken(Deck deck) {
        return new EngineSnapshot.TrackLaunch(
                deck.track(),
                deck.active(),
                deck.since(),
                deck.launches(),
                deck.waiting().map(this::taken),
                deck.held()
                        .map(held ->
                                new EngineSnapshot.HeldClip(
                                        held.clip(), held.fade(), held.quantize(), held.by())),
                deck.followTimer().isArmed(),
                deck.followTimer().since(),
                List.copyOf(deck.drawn()));
    }

    private EngineSnapshot.QueuedClip taken(Deck.Waiting waiting) {
        return new EngineSnapshot.QueuedClip(
                waiting.clip(),
                waiting.start().fade(),
                waiting.fades(),
                waiting.quantize(),
                waiting.scheduled().at(),
                waiting.scheduled().order(),
                optional(waiting.scene().map(this::placeOf)),
                waiting.onOwnBeat(),
                waiting.start().follow(),
                waiting.start().arranged());
    }

    private static EngineSnapshot.SceneLaunch taken(SceneLaunch launch) {
        return new EngineSnapshot.SceneLaunch(
                launch.scene(),
                launch.queuedLaunch()
                        .map(queued ->
                                new EngineSnapshot.QueuedScene(
                                        queued.scheduled().at(),
                                        queued.scheduled().order(),
                                        queued.quantize(),
                                        queued.onOwnBeat())),
                launch.activated(),
                launch.waitingDecks(),
                launch.cueSteps(),
                launch.followed()
                        .map(by -> new EngineSnapshot.FollowedScene(by.scene(), by.action())),
                launch.followTimer().since(),
                launch.followTimer().isArmed(),
                launch.isByCueList(),
                launch.isByArrangement());
    }

    private int placeOf(SceneLaunch launch) {
        int place = scenes.indexOf(launch);
        if (place < 0) {
            scenes.add(launch);
            return scenes.size() - 1;
        }
        return place;
    }

    private static OptionalInt optional(Optional<Integer> place) {
        return place.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** Makes new decks, and restores the state of the scene tracker and the queue. */
    void restore(EngineSnapshot.Launches was, DecksByTrack decks) {
        decks.replaceAll(
                was.tracks().stream().map(EngineSnapshot.TrackLaunch::track).toList(),
                was.removed().stream().map(EngineSnapshot.TrackLaunch::track).toList());
        for (EngineSnapshot.SceneLaunch scene : was.scenes()) {
            scenes.add(restored(scene, decks));
        }
        for (List<EngineSnapshot.TrackLaunch> tracks : List.of(was.tracks(), was.removed())) {
            tracks.forEach(
                    track -> restore(track, decks.findAlsoRemoved(track.track()).orElseThrow()));
        }
        sceneTracker.restore(
                was.queuedScenes().stream().map(scenes::get).toList(),
                was.lastScene().stream().mapToObj(scenes::get).findFirst(),
                was.drawnScenes());
        queue.restoreCounts(was.nextOrder(), was.revision(), was.revisions());
    }

    private SceneLaunch restored(EngineSnapshot.SceneLaunch was, DecksByTrack decks) {
        var launch = new SceneLaunch(was.scene());
        for (ClipId clip : was.activated()) {
            launch.addActivated(
                    decks.findAlsoRemoved(clip.track()).orElseGet(() -> new Deck(clip.track())),
                    clip);
        }
        for (int deck = 0; deck < was.waitingTracks(); deck++) {
            launch.addWaitingDeck();
        }
        was.queued()
                .ifPresent(queued ->
                        launch.setQueued(
                                new SceneLaunch.QueuedLaunch(
                                        queue.restore(
                                                queued.at(),
                                                SameBeatOrder.TIMELINE,
                                                queued.order(),
                                                new QueuedAction.OnScene(launch)),
                                        queued.quantize(),
                                        queued.onOwnBeat())));
        was.cues().forEach(launch::addCueStep);
        if (was.byCueList()) {
            launch.setByCueList();
        }
        if (was.byArrangement()) {
            launch.setByArrangement();
        }
        was.followed()
                .ifPresent(by ->
                        launch.setFollowed(new SceneLaunch.Followed(by.scene(), by.action())));
        launch.followTimer().restore(was.since(), was.follows());
        return launch;
    }

    private void restore(EngineSnapshot.TrackLaunch was, Deck deck) {
        deck.restore(was.active(), was.since(), was.launches());
        deck.followTimer().restore(was.followFrom(), was.follows());
        deck.restoreDrawn(was.drawn());
        was.held()
                .ifPresent(held ->
                        deck.hold(
                                new Deck.Held(
                                        held.clip(), held.fade(), held.quantize(), held.by())));
        was.queued().ifPresent(queued -> deck.queue(restored(queued, deck)));
    }

    private Deck.Waiting restored(EngineSnapshot.QueuedClip was, Deck deck) {
        ScheduledAction<QueuedAction> scheduled =
                queue.restore(
                        was.at(),
                        was.clip().isEmpty() ? SameBeatOrder.STOP : SameBeatOrder.LAUNCH,
                        was.order(),
                        new QueuedAction.OnDeck(deck));
        var start =
                new ClipOrStop(
                        deck,
                        was.clip(),
                        was.fade(),
                        was.scene().stream().mapToObj(scenes::get).findFirst(),
                        was.follow(),
                        was.arranged());
        return new Deck.Waiting(start, was.fades(), was.quantize(), was.onOwnBeat(), scheduled);
    }
}
