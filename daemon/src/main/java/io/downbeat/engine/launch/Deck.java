package io.downbeat.engine.launch;

import io.downbeat.fade.FadeTiming;
import io.downbeat.schedule.ScheduledAction;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.TrackState;
import io.downbeat.time.Beats;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The active clip of one track, and the clip or stop that is queued on it. */
public final class Deck {

    /**
     * What is queued.
     *
     * @param fades whether it is announced as a fade, which writes less on its boundary than a cut
     * @param quantize the grid of which it waits for a point
     * @param onOwnBeat whether it waits for its beat itself, not for a point of its grid
     */
    public record Waiting(
            ClipOrStop start,
            boolean fades,
            Quantize quantize,
            boolean onOwnBeat,
            ScheduledAction<QueuedAction> scheduled) {

        Optional<ClipId> clip() {
            return start.clip();
        }

        public Optional<SceneLaunch> scene() {
            return start.scene();
        }

        Waiting at(ScheduledAction<QueuedAction> moved) {
            return new Waiting(start, fades, quantize, onOwnBeat, moved);
        }

        Waiting fading(boolean now) {
            return new Waiting(start, now, quantize, onOwnBeat, scheduled);
        }
    }

    /**
     * A launch button that someone holds down.
     *
     * @param fade the launch's own length of transition
     */
    record Held(ClipId clip, OptionalDouble fade, Quantize quantize, RequestSender by) {}

    private final TrackId track;
    private Optional<ClipId> active = Optional.empty();
    private Beats since = Beats.ZERO;
    private Optional<Waiting> waiting = Optional.empty();
    private Optional<Held> held = Optional.empty();
    private long launches;
    private final AutomaticLaunchCountdown followTimer = new AutomaticLaunchCountdown();
    private final Set<String> drawn = new LinkedHashSet<>();
    private TrackState published = TrackState.IDLE;

    Deck(TrackId track) {
        this.track = track;
    }

    public TrackId track() {
        return track;
    }

    Optional<ClipId> active() {
        return active;
    }

    /** Since when the clip is active. */
    Beats since() {
        return since;
    }

    public Optional<Waiting> waiting() {
        return waiting;
    }

    Optional<Held> held() {
        return held;
    }

    boolean isWaitingFor(ClipId clip) {
        return isWaitingFor(Optional.of(clip));
    }

    /** Whether a clip is queued, or a stop where none is given. */
    boolean isWaitingFor(Optional<ClipId> clip) {
        return waiting.isPresent() && waiting.get().clip().equals(clip);
    }

    boolean isPlaying(ClipId clip) {
        return active.isPresent() && active.get().equals(clip);
    }

    boolean isHeld(ClipId clip) {
        return held.isPresent() && held.get().clip().equals(clip);
    }

    /** How many launches and stops there were. Edits that change the active clip do not count. */
    long launches() {
        return launches;
    }

    void launch(ClipId clip, Beats at) {
        launches++;
        setActive(clip, at);
        followTimer.start(at);
    }

    void stop() {
        launches++;
        clearActive();
    }

    /** An edit makes a clip the active one. */
    void setActive(ClipId clip, Beats at) {
        active = Optional.of(clip);
        since = at;
        followTimer.startDisarmed(at);
    }

    /** An edit takes the active clip away. */
    void clearActive() {
        active = Optional.empty();
        since = Beats.ZERO;
        followTimer.startDisarmed(Beats.ZERO);
    }

    void restore(Optional<ClipId> activeClip, Beats from, long launchesSoFar) {
        active = activeClip;
        since = from;
        launches = launchesSoFar;
    }

    /** Counts the time until the follow action of the active clip. */
    AutomaticLaunchCountdown followTimer() {
        return followTimer;
    }

    /** The ids of the clips that the bag has given since it was filled. */
    Set<String> drawn() {
        return drawn;
    }

    void restoreDrawn(List<String> drawnSoFar) {
        drawn.clear();
        drawn.addAll(drawnSoFar);
    }

    /** Whether a follow action has queued what waits. */
    boolean isFollowQueued() {
        return waiting.flatMap(next -> next.start().follow()).isPresent();
    }

    /** Whether the arrangement has queued what waits. */
    public boolean isArrangementQueued() {
        return waiting.flatMap(next -> next.start().arranged()).isPresent();
    }

    /**
     * Whether something waits that neither the arrangement nor a clip's or a scene's follow action
     * has queued.
     */
    public boolean isQueuedByHand() {
        return waiting.map(Waiting::start)
                .filter(next -> next.follow().isEmpty() && next.arranged().isEmpty())
                .filter(next -> next.scene().flatMap(SceneLaunch::followed).isEmpty())
                .isPresent();
    }

    void queue(Waiting next) {
        waiting = Optional.of(next);
    }

    void clearQueue() {
        waiting = Optional.empty();
    }

    void hold(Held by) {
        held = Optional.of(by);
    }

    public void release() {
        held = Optional.empty();
    }

    @Override
    public String toString() {
        return "track " + track;
    }

    /**
     * The state for the view; the same object while nothing has changed.
     *
     * @param position the position of a clip
     */
    TrackState state(
            ToIntFunction<ClipId> position,
            boolean dirty,
            Optional<FadeTiming> fadeTiming,
            Optional<TrackState.FollowTime> followTime) {
        var next =
                new TrackState(
                        active.map(clip -> position.applyAsInt(clip)).orElse(0),
                        since,
                        waiting.map(w ->
                                new TrackState.QueuedClip(
                                        w.clip().map(clip -> position.applyAsInt(clip)).orElse(0),
                                        w.scheduled().at())),
                        dirty,
                        fadeTiming,
                        followTime);
        if (!next.equals(published)) {
            published = next;
        }
        return published;
    }
}
