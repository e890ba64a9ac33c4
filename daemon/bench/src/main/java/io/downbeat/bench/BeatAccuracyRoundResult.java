package io.downbeat.bench;

import java.util.Optional;

/**
 * One round of one sender.
 *
 * @param fitted deviations from the best fitting grid
 * @param late nanoseconds behind the sender's own grid, where that is known
 */
record BeatAccuracyRoundResult(ArrivalGridFit fitted, Optional<Samples> late) {
    /**
     * @param arrivals in nanoseconds of the wall clock, at least one
     * @param beat a point of the player's own grid
     */
    static BeatAccuracyRoundResult of(long[] arrivals, long period, Optional<Long> beat) {
        return new BeatAccuracyRoundResult(
                ArrivalGridFit.fitted(arrivals, period),
                beat.map(point -> ArrivalGridFit.around(arrivals, point, period).deviations()));
    }
}
