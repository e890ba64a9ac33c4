package io.downbeat.engine.sync;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

/**
 * Aligns the position with the timeline of a followed clock, so that both differ by whole steps.
 * The position moves by the shortest way.
 */
final class PhaseAlignment {

    /**
     * A position that is behind by less than a step divided by this starts with the present step,
     * not with the next.
     */
    private static final int SMALL_PART_DIVISOR = 64;

    private PhaseAlignment() {}

    /**
     * The clock's timeline, shifted by whole steps to the beat nearest to ours.
     *
     * @param position our position at {@code now}
     * @param step a bar for Link, a beat, bar or tick for others
     */
    static Timeline nearest(Timeline external, Beats position, HostMicros now, Beats step) {
        long ahead = ahead(external, position, now, step);
        return moved(
                external, position, now, ahead > step.micro() / 2 ? ahead - step.micro() : ahead);
    }

    /** As {@link #nearest}, but never backwards: used when the transport starts. */
    static Timeline forward(Timeline external, Beats position, HostMicros now, Beats step) {
        long ahead = ahead(external, position, now, step);
        boolean isInPresentStep = ahead > step.micro() - step.micro() / SMALL_PART_DIVISOR;
        return moved(external, position, now, isInPresentStep ? ahead - step.micro() : ahead);
    }

    private static long ahead(Timeline external, Beats position, HostMicros now, Beats step) {
        return Math.floorMod(external.beatsAt(now).minus(position).micro(), step.micro());
    }

    private static Timeline moved(Timeline external, Beats position, HostMicros now, long ahead) {
        Beats target = position.plus(Beats.micro(ahead));
        return external.ahead(target.minus(external.beatsAt(now)));
    }
}
