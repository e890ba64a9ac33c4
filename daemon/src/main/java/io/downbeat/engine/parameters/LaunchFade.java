package io.downbeat.engine.parameters;

import io.downbeat.fade.Fade;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Snapshot;
import io.downbeat.time.Beats;

/**
 * The fade of one launch. A parameter that a client or another launch writes leaves the fade; the
 * others go on.
 */
final class LaunchFade {

    private final ClipId clip;
    private final Snapshot from;
    private final Snapshot to;
    private Fade course;
    private int left;

    /**
     * @param from where each parameter of {@code to} begins, in the same order
     */
    LaunchFade(ClipId clip, Fade course, Snapshot from, Snapshot to) {
        this.clip = clip;
        this.course = course;
        this.from = from;
        this.to = to;
        this.left = to.size();
    }

    ClipId clip() {
        return clip;
    }

    Fade course() {
        return course;
    }

    Snapshot to() {
        return to;
    }

    Snapshot from() {
        return from;
    }

    /** Whether a parameter has any way to go; one that has none needs no frames. */
    boolean isMoving(int index) {
        return from.number(index) != to.number(index);
    }

    double valueAt(int index, double share) {
        return Fade.between(from.number(index), to.number(index), share);
    }

    /** One parameter has left; true if it was the last. */
    boolean isFinished() {
        left--;
        return left == 0;
    }

    /** The count has jumped: the same course at another place. */
    void follow(Beats jump) {
        course = course.later(jump);
    }

    @Override
    public String toString() {
        return "fade to clip " + clip;
    }
}
