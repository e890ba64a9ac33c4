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
    private static final int A_LITTLE = 64;

    private PhaseAlignment() {}

    /**
     * The clock's timeline, shifted by whole steps to the beat nearest to ours.
     *
     * @param here our position at {@code now}
     * @param step a bar for Link, a beat, bar or tick for others
     */
    static Timeline nearest(Timeline leader, Beats here, HostMicros now, Beats step) {
        long ahead = ahead(leader, here, now, step);
        return moved(leader, here, now, ahead > step.micro() / 2 ? ahead - step.micro() : ahead);
    }

    /** As {@link #nearest}, but never backwards: used when the transport starts. */
    static Timeline onward(Timeline leader, Beats here, HostMicros now, Beats step) {
        long ahead = ahead(leader, here, now, step);
        boolean isThere = ahead > step.micro() - step.micro() / A_LITTLE;
        return moved(leader, here, now, isThere ? ahead - step.micro() : ahead);
    }

    private static long ahead(Timeline leader, Beats here, HostMicros now, Beats step) {
        return Math.floorMod(leader.beatsAt(now).minus(here).micro(), step.micro());
    }

    private static Timeline moved(Timeline leader, Beats here, HostMicros now, long ahead) {
        Beats place = here.plus(Beats.micro(ahead));
        return leader.ahead(place.minus(leader.beatsAt(now)));
    }
}
