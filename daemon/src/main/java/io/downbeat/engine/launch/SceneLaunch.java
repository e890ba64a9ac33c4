package io.downbeat.engine.launch;

import io.downbeat.schedule.ScheduledAction;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.SceneId;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One launch of one scene, from the command until another scene is launched. */
final class SceneLaunch {

    /** Where it waits, and for a point of which grid. */
    record QueuedClip(ScheduledAction<QueuedAction> scheduled, Quantize quantize) {}

    private record LaunchedClip(Deck deck, ClipId clip) {}

    private final SceneId scene;
    private final List<LaunchedClip> activated = new ArrayList<>();
    private Optional<QueuedClip> queuedClip = Optional.empty();
    private int waitingDecks;

    SceneLaunch(SceneId scene) {
        this.scene = scene;
    }

    SceneId scene() {
        return scene;
    }

    Optional<QueuedClip> queuedClip() {
        return queuedClip;
    }

    /** The boundary it waits for. */
    Beats due() {
        return queuedClip.orElseThrow().scheduled().at();
    }

    void setQueued(QueuedClip at) {
        queuedClip = Optional.of(at);
    }

    void clearQueued() {
        queuedClip = Optional.empty();
    }

    /** One deck more waits to be launched by it. */
    void addWaitingDeck() {
        waitingDecks++;
    }

    /** One deck fewer waits for it. */
    void removeWaitingDeck() {
        waitingDecks--;
    }

    boolean hasWaitingDecks() {
        return waitingDecks > 0;
    }

    void addActivated(Deck deck, ClipId clip) {
        activated.add(new LaunchedClip(deck, clip));
    }

    int waitingDecks() {
        return waitingDecks;
    }

    /** The clips that it has launched. */
    List<ClipId> activated() {
        return activated.stream().map(LaunchedClip::clip).toList();
    }

    @Override
    public String toString() {
        return "scene " + scene;
    }

    /** True while all that it performed, at least one clip, is still active. */
    boolean isActive() {
        return !activated.isEmpty()
                && activated.stream().allMatch(p -> p.deck().isPlaying(p.clip()));
    }
}
