package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Surfaces that send back whatever they hear. */
class EchoTest {

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber echo = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber other = scenario.surface("10.0.0.2:9000");

    /** Sends back what was heard, every 10 ms; returns what each ten milliseconds brought. */
    private List<Integer> echoed(int rounds, TestSubscriber... echoes) {
        var counts = new ArrayList<Integer>();
        for (int round = 0; round < rounds; round++) {
            int count = 0;
            for (TestSubscriber each : echoes) {
                for (String line : each.takeHeard()) {
                    String[] words = line.split(" ", 3);
                    count++;
                    if (words[1].equals(",s")) {
                        each.send(words[0], words[2]);
                    } else {
                        each.send(words[0], Float.parseFloat(words[2]));
                    }
                }
            }
            counts.add(count);
            scenario.seconds(0.01);
        }
        return counts;
    }

    private void endsSoon(List<Integer> counts, int most) {
        int all = counts.stream().mapToInt(Integer::intValue).sum();
        assertTrue(all > 0 && all <= most, counts.toString());
        assertTrue(
                counts.subList(200, 400).stream().allMatch(count -> count == 0), counts.toString());
    }

    private void bothListenTo(String pattern) {
        scenario.surface("10.0.0.3:9000").send("/quantize", "bar");
        echo.send("/subscribe", pattern, "heal=0");
        other.send("/subscribe", pattern, "heal=0");
        scenario.seconds(0.5);
        echo.quietly();
        other.quietly();
    }

    @Test
    void anEchoedSettingEnds() {
        bothListenTo("/quantize");
        other.send("/quantize", "beat").quietly();

        endsSoon(echoed(400, echo), 8);
        other.heard();
    }

    @Test
    void twoEchoesOfAParameterEnd() {
        bothListenTo("/node/kick/decay");
        scenario.surface("10.0.0.3:9000").send("/node/kick/decay", 0.25);

        endsSoon(echoed(400, echo, other), 24);
    }

    @Test
    void anEchoedTempoEnds() {
        bothListenTo("/tempo");
        scenario.surface("10.0.0.3:9000").send("/tempo", 99);

        endsSoon(echoed(400, echo, other), 12);
    }

    @Test
    void settingTheSameValueAgainIsConfirmedEachTime() {
        bothListenTo("/quantize");
        for (int press = 0; press < 5; press++) {
            echo.send("/quantize", "bar");
            assertEquals(List.of("/quantize ,s bar"), echo.takeHeard());
            scenario.seconds(0.6);
        }
    }

    @Test
    void aValueSetByItsNumberIsConfirmedAsANumber() {
        bothListenTo("/quantize");

        echo.send("/quantize/index", 5);

        echo.heard("/quantize/index ,f 5");
    }

    @Test
    void aSubscriberOfTheNumberOnlyGetsTheNumber() {
        bothListenTo("/quantize/index");

        echo.send("/quantize", "bar");

        echo.heard("/quantize/index ,f 5");
    }
}
