package io.downbeat.bench;

import java.util.Optional;

/**
 * One player's round.
 *
 * @param fitted how far from the grid that fits its arrivals best
 * @param late how far from its own grid, where that is known; in nanoseconds
 */
record BeatAccuracyRound(ArrivalGridFit fitted, Optional<Samples> late) {
    /**
     * @param arrivals in nanoseconds of the wall clock, at least one
     * @param beat a point of the player's own grid
     */
    static BeatAccuracyRound of(long[] arrivals, long period, Optional<Long> beat) {
        return new BeatAccuracyRound(
                ArrivalGridFit.fitted(arrivals, period),
                beat.map(point -> ArrivalGridFit.around(arrivals, point, period).deviations()));
    }
}
