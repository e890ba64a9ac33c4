package io.downbeat.bench;

import java.util.List;

/**
 * The samples of one measured program, round by round. The published value is the median of the
 * rounds' percentiles, so one disturbed round counts no more than any other.
 */
record ContestantSamples(List<Samples> each) {
    ContestantSamples {
        each = List.copyOf(each);
    }

    /**
     * The median of the rounds' percentiles; of an even number of rounds the better of the middle
     * two.
     */
    long quoted(double percent) {
        return Samples.of(each.stream().mapToLong(round -> round.percentile(percent)).toArray())
                .median();
    }

    /** The ratio of this program's published percentile to the other's. */
    double times(ContestantSamples other, double percent) {
        return (double) quoted(percent) / Math.max(1, other.quoted(percent));
    }

    /** All rounds' samples together. */
    Samples together() {
        return Samples.all(each);
    }

    /** Adds a row: the published median and 99th percentile, and the worst sample of all. */
    void addTo(Table table, String what) {
        table.row(
                what,
                Table.micros(quoted(50)),
                Table.micros(quoted(99)),
                Table.micros(together().most()));
    }
}
