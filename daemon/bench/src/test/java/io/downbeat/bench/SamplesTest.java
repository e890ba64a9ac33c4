package io.downbeat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

/** Percentiles are samples, and a spoiled round does not spoil what is quoted. */
class SamplesTest {
    private static final Samples HUNDRED = Samples.of(LongStream.rangeClosed(1, 100).toArray());

    @Test
    void aPercentileIsTheSampleOfItsRank() {
        assertEquals(50, HUNDRED.median());
        assertEquals(99, HUNDRED.percentile(99));
        assertEquals(100, HUNDRED.percentile(99.9));
        assertEquals(1, HUNDRED.percentile(0.1));
        assertEquals(100, HUNDRED.percentile(100));
    }

    @Test
    void theOrderOfMeasuringDoesNotMatter() {
        Samples some = Samples.of(5, 1, 3);

        assertEquals(1, some.least());
        assertEquals(3, some.median());
        assertEquals(5, some.most());
    }

    @Test
    void aLoneSampleIsEveryPercentile() {
        assertEquals(7, Samples.of(7).percentile(1));
        assertEquals(7, Samples.of(7).percentile(99.9));
    }

    @Test
    void whatWasNotMeasuredHasNoPercentile() {
        assertThrows(IllegalArgumentException.class, Samples::of);
    }

    @Test
    void whatIsQuotedIsTheMedianRound() {
        ContestantSamples contestantSamples =
                new ContestantSamples(
                        List.of(Samples.of(1, 2, 3), Samples.of(900), Samples.of(4, 5, 6)));

        assertEquals(5, contestantSamples.quoted(50));
        assertEquals(6, contestantSamples.quoted(99));
        assertEquals(900, contestantSamples.together().most());
        assertEquals(7, contestantSamples.together().size());
    }

    @Test
    void aRatioIsOfWhatIsQuoted() {
        ContestantSamples one = new ContestantSamples(List.of(Samples.of(30)));
        ContestantSamples other = new ContestantSamples(List.of(Samples.of(20)));

        assertEquals(1.5, one.times(other, 50));
    }
}
