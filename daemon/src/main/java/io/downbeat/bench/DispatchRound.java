package io.downbeat.bench;

import java.util.Optional;

/**
 * One player's round.
 *
 * @param fitted how far from the grid that fits its arrivals best
 * @param late how far from its own grid, where that is known; in nanoseconds
 */
record DispatchRound(Beatline fitted, Optional<Samples> late) {
    /**
     * @param arrivals in nanoseconds of the wall clock, at least one
     * @param beat a point of the player's own grid
     */
    static DispatchRound of(long[] arrivals, long period, Optional<Long> beat) {
        return new DispatchRound(
                Beatline.fitted(arrivals, period),
                beat.map(point -> Beatline.around(arrivals, point, period).deviations()));
    }
}
