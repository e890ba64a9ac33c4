package io.downbeat.engine.launch;

import io.downbeat.schedule.ScheduledAction;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.SceneId;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One launch of one scene, from the command until another scene is launched. */
public final class SceneLaunch {

    /**
     * Where it waits, and for a point of which grid.
     *
     * @param onOwnBeat whether it waits for its beat itself, not for a point of its grid
     */
    record QueuedLaunch(
            ScheduledAction<QueuedAction> scheduled, Quantize quantize, boolean onOwnBeat) {}

    /** The scene and its follow action that have queued a launch. */
    record Followed(SceneId scene, FollowAction action) {}

    private record LaunchedClip(Deck deck, ClipId clip) {}

    private final SceneId scene;
    private final List<LaunchedClip> activated = new ArrayList<>();
    private final Set<CueStepId> cueSteps = new LinkedHashSet<>();
    private final Set<CueListId> triggered = new LinkedHashSet<>();
    private Optional<QueuedLaunch> queuedLaunch = Optional.empty();
    private int waitingDecks;
    private Optional<Followed> followed = Optional.empty();
    private final AutomaticLaunchCountdown followTimer = new AutomaticLaunchCountdown();
    private boolean byCueList;
    private boolean byArrangement;

    public SceneLaunch(SceneId scene) {
        this.scene = scene;
    }

    SceneId scene() {
        return scene;
    }

    Optional<QueuedLaunch> queuedLaunch() {
        return queuedLaunch;
    }

    /** The steps of cue lists that it launches, at most one of each list. */
    List<CueStepId> cueSteps() {
        return List.copyOf(cueSteps);
    }

    /** Whether a cue list launches it. Other launches may take steps of cue lists along. */
    public boolean isByCueList() {
        return byCueList;
    }

    void setByCueList() {
        byCueList = true;
    }

    /** Whether the arrangement launches it: its tempo and its follow action are recorded. */
    boolean isByArrangement() {
        return byArrangement;
    }

    public void setByArrangement() {
        byArrangement = true;
    }

    void addCueStep(CueStepId step) {
        cueSteps.add(step);
    }

    void removeCueStep(CueStepId step) {
        cueSteps.remove(step);
    }

    /** The step of a cue list that it launches. */
    Optional<CueStepId> cueStepOf(CueListId list) {
        return cueSteps.stream().filter(step -> step.list().equals(list)).findFirst();
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
        return !byArrangement && cueStepOf(list).isEmpty() && !triggered.contains(list);
    }

    /** The follow action that has queued it, if one has. */
    Optional<Followed> followed() {
        return followed;
    }

    void setFollowed(Followed by) {
        followed = Optional.of(by);
    }

    /** It is performed on this beat: from here on the time of its follow action is counted. */
    void begin(Beats at) {
        if (byArrangement) {
            followTimer.startDisarmed(at);
        } else {
            followTimer.start(at);
        }
    }

    /** Counts the time until its follow action. */
    AutomaticLaunchCountdown followTimer() {
        return followTimer;
    }

    /** True while one of the clips that it launched is active, or if it launched none. */
    boolean stillPlays() {
        return activated.isEmpty()
                || activated.stream().anyMatch(p -> p.deck().isPlaying(p.clip()));
    }

    /** The boundary it waits for. */
    Beats due() {
        return queuedLaunch.orElseThrow().scheduled().at();
    }

    boolean isQueued() {
        return queuedLaunch.isPresent();
    }

    /** Whether it waits for its beat itself, not for a point of its grid. */
    boolean waitsOnOwnBeat() {
        return queuedLaunch.orElseThrow().onOwnBeat();
    }

    void setQueued(QueuedLaunch at) {
        queuedLaunch = Optional.of(at);
    }

    void clearQueued() {
        queuedLaunch = Optional.empty();
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
