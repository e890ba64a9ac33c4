package io.downbeat.bench;

import java.util.List;

/**
 * One contestant's rounds. What is quoted is the median of the rounds' percentiles: a round that
 * the machine spoiled weighs no more than any other.
 */
record CompetitorRounds(List<Samples> each) {
    CompetitorRounds {
        each = List.copyOf(each);
    }

    /** The median round's percentile; of an even number of rounds, the better of the middle two. */
    long quoted(double percent) {
        return Samples.of(each.stream().mapToLong(round -> round.percentile(percent)).toArray())
                .median();
    }

    /** How many times the other's quoted percentile this one's is. */
    double times(CompetitorRounds other, double percent) {
        return (double) quoted(percent) / Math.max(1, other.quoted(percent));
    }

    /** All rounds' samples together. */
    Samples together() {
        return Samples.all(each);
    }
}
