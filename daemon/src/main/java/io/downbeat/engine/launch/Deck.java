package io.downbeat.engine.launch;

import io.downbeat.fade.Fade;
import io.downbeat.schedule.ScheduledAction;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.TrackState;
import io.downbeat.time.Beats;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one track plays, and what waits to be played on it. Owned by {@link Decks}. Not thread safe.
 */
public final class Deck {

    /**
     * What is queued: a clip, or a stop, then {@code clip} is 0.
     *
     * @param fade its own length of transition
     * @param fades whether it is announced as a fade, which writes less on its boundary than a cut
     * @param scene the scene launch that it belongs to
     */
    record Waiting(
            int clip,
            OptionalDouble fade,
            boolean fades,
            Quantize quantize,
            ScheduledAction<QueuedAction> scheduled,
            Optional<SceneLaunch> scene) {
        boolean isStop() {
            return clip == 0;
        }

        Waiting at(ScheduledAction<QueuedAction> moved) {
            return new Waiting(clip, fade, fades, quantize, moved, scene);
        }

        Waiting fading(boolean now) {
            return new Waiting(clip, fade, now, quantize, scheduled, scene);
        }
    }

    /**
     * A launch button that someone holds down.
     *
     * @param fade the launch's own length of transition
     */
    record Held(int clip, OptionalDouble fade, Quantize quantize, RequestOrigin by) {}

    private final int track;
    private int active;
    private Beats since = Beats.ZERO;
    private Optional<Waiting> waiting = Optional.empty();
    private Optional<Held> held = Optional.empty();
    private TrackState told = TrackState.IDLE;

    Deck(int track) {
        this.track = track;
    }

    int track() {
        return track;
    }

    /** The position of the active clip, 0 none. */
    int active() {
        return active;
    }

    Optional<Waiting> waiting() {
        return waiting;
    }

    Optional<Held> held() {
        return held;
    }

    boolean isWaitingFor(int clip) {
        return waiting.isPresent() && waiting.get().clip() == clip;
    }

    boolean isHeld(int clip) {
        return held.isPresent() && held.get().clip() == clip;
    }

    void activate(int clip, Beats at) {
        active = clip;
        since = clip == 0 ? Beats.ZERO : at;
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

    void release() {
        held = Optional.empty();
    }

    @Override
    public String toString() {
        return "track " + track;
    }

    /** The state as others see it; the same object as before while it is the same. */
    TrackState state(boolean dirty, Optional<Fade> fade) {
        var next =
                new TrackState(
                        active,
                        since,
                        waiting.map(w -> new TrackState.QueuedClip(w.clip(), w.scheduled().at())),
                        dirty,
                        fade);
        if (!next.equals(told)) {
            told = next;
        }
        return told;
    }
}
