package io.downbeat.feedback;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What clients are sent about an export. */
class ExportFeedbackTest {

    private final FeedbackScenario scenario =
            FeedbackScenario.of(
                    SampleSessions.band(
                            new Arrangement(
                                    Beats.of(4), ArrangementState.NONE, List.of(), List.of())));
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber asker = scenario.surface("10.0.0.2:9000");

    @Test
    @Tag("EXPORT-12")
    void whoeverAskedGetsTheWarningsAndTheAnswer() {
        asker.send("/arrangement/export", "take");
        scenario.settled();
        asker.heard();

        scenario.exported("take", "10.0.0.2:9000", List.of("parameter gone/x, which is gone"));

        asker.heard(
                "/session/warning ,ss take.mid \"not in this file: parameter gone/x, which is gone\"",
                "/arrangement/exported ,s take");
        tablet.heard();
    }

    @Test
    @Tag("EXPORT-12")
    void anExportNeedsAName() {
        asker.send("/arrangement/export");

        asker.heard(
                "/error ,sss /arrangement/export missing \"an argument is missing: name is a"
                        + " string\"");
    }
}
