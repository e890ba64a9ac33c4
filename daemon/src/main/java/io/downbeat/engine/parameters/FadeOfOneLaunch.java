package io.downbeat.engine.parameters;

import io.downbeat.fade.FadeTiming;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.time.Beats;

/**
 * The fade of one launch. A parameter that a client or another launch writes is removed from the
 * fade. The others continue.
 */
final class FadeOfOneLaunch {

    private final ClipId clip;
    private final ParameterValueList from;
    private final ParameterValueList to;
    private FadeTiming fadeTiming;
    private int remaining;
    private boolean framed;

    /**
     * @param from the start value of each parameter of {@code to}, in the same order
     */
    FadeOfOneLaunch(
            ClipId clip, FadeTiming fadeTiming, ParameterValueList from, ParameterValueList to) {
        this.clip = clip;
        this.fadeTiming = fadeTiming;
        this.from = from;
        this.to = to;
        this.remaining = to.size();
    }

    ClipId clip() {
        return clip;
    }

    FadeTiming fadeTiming() {
        return fadeTiming;
    }

    ParameterValueList to() {
        return to;
    }

    ParameterValueList from() {
        return from;
    }

    /** Whether start and target of a parameter differ. Otherwise it needs no frames. */
    boolean isMoving(int index) {
        return from.number(index) != to.number(index);
    }

    double valueAt(int index, double share) {
        return FadeTiming.between(from.number(index), to.number(index), share);
    }

    /** Whether the latest frame had its values. */
    boolean isFramed() {
        return framed;
    }

    void setFramed(boolean inLatestFrame) {
        framed = inLatestFrame;
    }

    /** Notes that a parameter was removed. Returns whether it was the last one. */
    boolean removeOne() {
        remaining--;
        return remaining == 0;
    }

    /** Moves the fade after a jump of the beat position. */
    void shift(Beats jump) {
        fadeTiming = fadeTiming.later(jump);
    }

    @Override
    public String toString() {
        return "fade to clip " + clip;
    }
}
