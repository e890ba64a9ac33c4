package io.downbeat.engine.sync;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

/**
 * Lays the count over a leading clock's beats: they are one and the same but for whole steps, and
 * where they are not the count moves by the shortest way.
 */
final class PhaseAlignment {

    /**
     * So small a part of a step behind the leader, a count is not at the end of the step before.
     */
    private static final int A_LITTLE = 64;

    private PhaseAlignment() {}

    /**
     * The leader's line, counted as we count.
     *
     * @param here our place at {@code now}
     * @param step by how many beats both may differ: a bar of Link, a beat of others
     */
    static Timeline nearest(Timeline leader, Beats here, HostMicros now, Beats step) {
        long ahead = ahead(leader, here, now, step);
        return moved(leader, here, now, ahead > step.micro() / 2 ? ahead - step.micro() : ahead);
    }

    /** As {@link #nearest}, but never backwards: where a count begins it has nothing behind it. */
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
