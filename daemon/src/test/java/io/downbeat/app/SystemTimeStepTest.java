package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.app.cli.ParsedCommandLine;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.command.RequestSender;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/** The time of day is set while the session plays: by NTP, by hand, for a leap second. */
class SystemTimeStepTest {
    private static final Path GRAPH = Path.of("..", "graphs", "session", "av_performance.json");
    private static final RequestSender SEQUENCER = new RequestSender("udp:127.0.0.1:57120");

    @ParameterizedTest
    @ValueSource(doubles = {3, -3, 1, -1, 86_400})
    @Tag("TIMETAG-11")
    void aStepOfTheSystemTimeMovesNeitherHeldBundlesNorBeats(double step) {
        assertEquals(heard(0), heard(step));
    }

    @Test
    @Tag("TIMETAG-11")
    void theScenarioHasLaunchesOnTheBeat() {
        List<String> launches =
                heard(3).stream().filter(line -> line.contains("/node/kick/decay")).toList();

        assertEquals(
                List.of("2.3 /node/kick/decay ,f 0.48", "3.3 /node/kick/decay ,f 0.42"), launches);
    }

    /** One launch is sent ahead before the step, one after it. */
    private static List<String> heard(double step) {
        SimulatedDaemon simulation = simulation();
        simulation.at(1, 3).heard();
        simulation.sendAhead(SEQUENCER, 2, launch(2)).at(2, 1);
        simulation.wallSteps(step).sendAhead(SEQUENCER, 3, launch(3)).at(4, 1);
        return simulation.heard().stream()
                .map(line -> line.at().bar() + "." + line.at().beat() + " " + line.message())
                .toList();
    }

    private static OscMessage launch(int clip) {
        return OscMessage.of("/track/1/clip/" + clip + "/launch", OscArgument.s("beat"));
    }

    private static SimulatedDaemon simulation() {
        String[] line = {GRAPH.toString(), "--output", "visuals=127.0.0.1:7000", "--tempo=120"};
        var run = assertInstanceOf(ParsedCommandLine.Run.class, CommandLineParser.parse(line));
        return SimulatedDaemon.of(GRAPH, run.settings().rig());
    }
}
