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

/** What leaves when a bundle for a bar line has come some milliseconds behind it. */
class LateBundleTest {
    private static final Path GRAPH = Path.of("..", "graphs", "session", "av_performance.json");
    private static final RequestSender SEQUENCER = new RequestSender("udp:127.0.0.1:57120");

    private static SimulatedDaemon performance(String output) {
        String[] line = {GRAPH.toString(), "--output", output, "--tempo=120"};
        var run = assertInstanceOf(ParsedCommandLine.Run.class, CommandLineParser.parse(line));
        return SimulatedDaemon.of(GRAPH, run.settings().rig());
    }

    private static OscMessage launch(int clip) {
        return OscMessage.of("/track/1/clip/" + clip + "/launch", OscArgument.s("bar"));
    }

    private static List<String> decays(SimulatedDaemon simulation) {
        return simulation.heard().stream()
                .filter(line -> line.who().equals("visuals"))
                .filter(line -> line.message().address().equals("/node/kick/decay"))
                .map(line -> line.at().bar() + "." + line.at().beat() + " " + line.message())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"visuals=127.0.0.1:7000", "visuals=127.0.0.1:7000,timetag=boundary"})
    @Tag("TIMETAG-12")
    void aLateBundleSendsItsValuesAtOnceAndOnce(String output) {
        SimulatedDaemon simulation = performance(output);
        for (int millis = 1; millis <= 6; millis++) {
            int bar = 1 + millis;
            int clip = 2 + millis % 2;
            simulation.at(bar, 1).seconds(0.001 * millis).heard();
            simulation.sendAhead(SEQUENCER, -0.001 * millis - 0.002, launch(clip));
            String decay = clip == 2 ? "0.48" : "0.42";
            assertEquals(
                    List.of(bar + ".1 /node/kick/decay ,f " + decay),
                    decays(simulation.seconds(0.04)));
            assertEquals(List.of(), decays(simulation.at(bar, 4)));
        }
    }

    @Test
    @Tag("TIMETAG-13")
    void eachOfTwoClientsGetsItsOwnLogLine() {
        SimulatedDaemon simulation = performance("visuals=127.0.0.1:7000");
        simulation.at(2, 1).seconds(0.004).heard();
        simulation.sendAhead(SEQUENCER, -0.006, launch(2));
        simulation.send(new RequestSender("udp:127.0.0.1:57121"), launch(3));
        assertEquals(List.of("2.1 /node/kick/decay ,f 0.48"), decays(simulation.at(2, 4)));
        assertEquals(List.of("3.1 /node/kick/decay ,f 0.42"), decays(simulation.at(3, 2)));
    }
}
