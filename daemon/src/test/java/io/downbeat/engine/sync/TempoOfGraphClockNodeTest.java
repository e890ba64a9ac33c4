package io.downbeat.engine.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.engine.EngineScenario;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.view.ClockSource;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tempo that is a parameter of the graph. */
class TempoOfGraphClockNodeTest {

    private final EngineScenario scenario = EngineScenario.ledBy(ClockSource.NODE, loaded());

    @Test
    @Tag("CLOCK-13")
    void theTempoIsThatOfTheNode() {
        assertEquals(90, scenario.view().transport().tempo().bpm());

        scenario.at("1.3").quietly().hand("clk/bpm", 45).heard("1.3 tempo 45.0").at("2.1");
        assertEquals(2 / 1.5 + 2 / 0.75, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("CLOCK-13")
    void aTempoThatIsSetIsWrittenToTheNode() {
        scenario.quietly().withValues().tempo(100).heard("1.1 hand clk/bpm=100\n1.1 tempo 100.0");
        scenario.send(new Command.StepTempo(5)).heard("1.1 hand clk/bpm=105\n1.1 tempo 105.0");
    }

    @Test
    @Tag("CLOCK-13")
    void aClipThatWritesTheNodesTempoChangesItOnTheBoundary() {
        scenario.at("1.2").launch("Time/Fast", "bar").quietly().at("3.1");

        assertEquals(4 / 1.5 + 4 / 3.0, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("CLOCK-13")
    void aTempoOutOfRangeIsPlayedAtTheNearestTempo() {
        scenario.hand("clk/bpm", 5);
        assertEquals(20, scenario.view().transport().tempo().bpm());
    }

    @Test
    @Tag("CLOCK-14")
    void withoutAClockNodeTheSourceIsRefused() {
        EngineScenario.of(SampleSessions.band())
                .send(new Command.SetClockSource(ClockSource.NODE))
                .heard("1.1 refused no-such");
    }

    @Test
    @Tag("CLOCK-14")
    void aTempoRampOfANodeIsRefused() {
        scenario.quietly().send(new Command.SetTempo(new Tempo(60), 4)).heard("1.1 refused locked");
    }

    private static GraphFileContents loaded() {
        return SampleSessions.piece()
                .track("Time", "clk/bpm")
                .clip("Slow", 60)
                .clip("Fast", 180)
                .live("clk/bpm", 90)
                .clockNode("clk")
                .done();
    }
}
