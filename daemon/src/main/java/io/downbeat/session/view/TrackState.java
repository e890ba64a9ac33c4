package io.downbeat.session.view;

import io.downbeat.fade.FadeTiming;
import io.downbeat.time.Beats;

import java.util.Optional;

/**
 * The state of a track.
 *
 * @param active position of the active clip, 0 none
 * @param since the beat on which it became active; beat zero if none is active
 * @param queuedClip the queued clip or stop
 * @param dirty true if a live value differs from the active clip's value
 * @param fadeTiming the running fade to the active clip's values
 * @param followTime how long the active clip plays before its follow action
 */
public record TrackState(
        int active,
        Beats since,
        Optional<QueuedClip> queuedClip,
        boolean dirty,
        Optional<FadeTiming> fadeTiming,
        Optional<FollowTime> followTime) {

    /** The time from a launch, or from when it is counted, to a follow action. */
    public record FollowTime(Beats from, Beats due) {

        /** How much of it has passed at a position, 0 to 1. */
        public double progressAt(Beats position) {
            double passed = position.minus(from).quarters() / due.minus(from).quarters();
            return Math.clamp(passed, 0, 1);
        }
    }

    public static final TrackState IDLE =
            new TrackState(
                    0, Beats.ZERO, Optional.empty(), false, Optional.empty(), Optional.empty());

    /** A queued clip, or a queued stop if {@code clip} is 0. */
    public record QueuedClip(int clip, Beats due) {
        public boolean isStop() {
            return clip == 0;
        }
    }

    /** The position of the queued clip in the contract's numbers: 0 nothing, -1 a stop. */
    public int queued() {
        return queuedClip.map(what -> what.isStop() ? -1 : what.clip()).orElse(0);
    }

    /** The state of an existing clip of this track. */
    public ClipState clip(int position) {
        boolean playing = active == position && position > 0;
        if (queuedClip.isPresent()) {
            QueuedClip next = queuedClip.get();
            if (next.clip() == position) {
                return playing
                        ? new ClipState.PlayingQueued(since, next.due())
                        : new ClipState.Queued(next.due());
            }
            if (playing && next.isStop()) {
                return new ClipState.StopQueued(since, next.due());
            }
        }
        return playing ? new ClipState.Playing(since) : new ClipState.Stored();
    }
}
