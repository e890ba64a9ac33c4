package io.downbeat.feedback;

import io.downbeat.osc.OscArgument;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client is told of numbers that are too large for 32-bit floats. */
@Tag("EXTREME-5")
class LargeNumberFeedbackTest {

    private static final String LARGEST = "3.4028235E38";

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber hand = scenario.surface("10.0.0.1:9000");

    @Test
    void aParameterIsClippedToTheLargestFloat() {
        hand.send("/node/kick/pitch", OscArgument.d(1e300)).send("/node/kick/pitch");
        hand.heard("/node/kick/pitch ,f " + LARGEST);
        hand.send("/node/kick/pitch", OscArgument.d(-1e39)).send("/node/kick/pitch");
        hand.heard("/node/kick/pitch ,f -" + LARGEST);
        hand.send("/node/kick/pitch", "1e300").send("/node/kick/pitch");
        hand.heard("/node/kick/pitch ,f " + LARGEST);
    }

    @Test
    void aFadeIsClippedToTheLongestAndALongerTempoRampIsRefused() {
        hand.send("/fade", OscArgument.d(1e300)).send("/fade").heard("/fade ,f 100000");
        hand.send("/tempo", OscArgument.f(20), OscArgument.d(9e12)).send("/tempo");
        hand.heard(
                "/error ,sss /tempo range \"ramp is a number 0..100000 beats, not"
                        + " 9000000000000\"",
                "/tempo ,f 120");
    }

    @Test
    void aRangeBeyondIsRefused() {
        hand.send("/node/kick/decay/range", OscArgument.d(0), OscArgument.d(1e39));
        hand.heard(
                "/error ,sss /node/kick/decay/range range \"max is a number of at most 3.4e38"
                        + " either way, not 1.0E39\"");
    }
}
