package io.downbeat.engine.launch;

import io.downbeat.schedule.ScheduledAction;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.SceneId;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One launch of one scene, from the command until another scene is launched. */
final class SceneLaunch {

    /**
     * Where it waits, and for a point of which grid.
     *
     * @param onOwnBeat whether it waits for its beat itself, not for a point of its grid
     */
    record QueuedClip(
            ScheduledAction<QueuedAction> scheduled, Quantize quantize, boolean onOwnBeat) {}

    private record LaunchedClip(Deck deck, ClipId clip) {}

    private final SceneId scene;
    private final List<LaunchedClip> activated = new ArrayList<>();
    private final Set<CueStepId> cues = new LinkedHashSet<>();
    private final Set<CueListId> triggered = new LinkedHashSet<>();
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

    /** The steps of cue lists that it launches, at most one of each list. */
    List<CueStepId> cues() {
        return List.copyOf(cues);
    }

    void addCue(CueStepId step) {
        cues.add(step);
    }

    void removeCue(CueStepId step) {
        cues.remove(step);
    }

    /** The step of a cue list that it launches. */
    Optional<CueStepId> cueOf(CueListId list) {
        return cues.stream().filter(step -> step.list().equals(list)).findFirst();
    }

    /**
     * Notes the cue lists whose step was launched because a scene was: they do not go on again
     * because of this launch, or two lists would launch each other's steps for ever.
     */
    void noteTriggered(SceneLaunch by, CueListId list) {
        triggered.addAll(by.triggered);
        triggered.add(list);
    }

    /** Whether this launch lets a cue list go on that waits for a scene's launch. */
    boolean mayTrigger(CueListId list) {
        return cueOf(list).isEmpty() && !triggered.contains(list);
    }

    /** The boundary it waits for. */
    Beats due() {
        return queuedClip.orElseThrow().scheduled().at();
    }

    boolean isQueued() {
        return queuedClip.isPresent();
    }

    /** Whether it waits for its beat itself, not for a point of its grid. */
    boolean waitsOnOwnBeat() {
        return queuedClip.orElseThrow().onOwnBeat();
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
