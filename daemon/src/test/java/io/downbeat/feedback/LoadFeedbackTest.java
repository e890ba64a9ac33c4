package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.model.GraphFileContents;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What clients are sent when another session is loaded. */
class LoadFeedbackTest {

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber asker = scenario.surface("10.0.0.2:9000");

    private static GraphFileContents next() {
        return SampleSessions.piece()
                .track("Solo", "kick/decay")
                .clip("Low", 0.11)
                .live("kick/decay", 0.4)
                .done();
    }

    @Test
    @Tag("LOAD-9")
    void whoeverAskedGetsTheWarningsAndTheAnswer() {
        scenario.load(
                next(),
                "10.0.0.2:9000",
                List.of(new Command.FileWarning("session.scenes[0]", "is odd")));

        asker.heard(
                "/session/warning ,ss session.scenes[0] \"is odd\"",
                "/session/loaded ,s " + next().name());
        tablet.heard();
    }

    @Test
    @Tag("LOAD-9")
    void manyWarningsAreCutOff() {
        List<Command.FileWarning> warnings = new ArrayList<>();
        for (int count = 0; count < 300; count++) {
            warnings.add(new Command.FileWarning("nodes.a" + count, "is odd"));
        }

        scenario.load(next(), "10.0.0.2:9000", warnings).seconds(1);

        List<String> heard = asker.takeHeard();
        assertEquals(202, heard.size());
        assertTrue(heard.get(200).contains("100 more"), heard.get(200));
    }

    @Test
    @Tag("LOAD-10")
    void aValueThatWasToldBeforeTheLoadIsToldWhenItIsSetAgain() {
        tablet.send("/subscribe", "/node/kick/decay", "heal=0");
        asker.send("/node/kick/decay", 0.9);
        scenario.load(next(), "10.0.0.2:9000", List.of()).seconds(1);
        tablet.quietly();

        asker.send("/node/kick/decay", 0.9);
        scenario.seconds(1);

        tablet.heard("/node/kick/decay ,f 0.9", "/node/kick/decay/norm ,f 0.9");
    }

    @Test
    @Tag("LOAD-10")
    void everySubscriberGetsItsValuesAgain() {
        tablet.send("/subscribe", "/track/1/name", "/track/3/name", "/node/kick/decay");
        scenario.seconds(1);
        tablet.quietly();

        scenario.load(next(), "10.0.0.2:9000", List.of()).seconds(0.5);

        List<String> heard = tablet.takeHeard();
        assertTrue(heard.contains("/track/3/name ,s \"\""), heard.toString());
        int begins = heard.indexOf("/update ,f 1");
        int ends = heard.indexOf("/update ,f 0");
        assertTrue(begins >= 0 && ends > begins, heard.toString());
        List<String> refreshed = heard.subList(begins, ends);
        assertTrue(refreshed.contains("/track/1/name ,s Solo"), heard.toString());
        assertTrue(refreshed.contains("/node/kick/decay ,f 0.4"), heard.toString());
    }
}
