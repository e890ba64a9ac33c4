package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.app.cli.ParsedCommandLine;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.BarBeat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/** A fade from the packet that asks for it to the packets of its frames. */
class FadeEndToEndTest {

    private static final RequestSender TABLET = new RequestSender("udp:192.168.1.23:9000");
    private static final Path GRAPH = Path.of("../graphs/session/av_performance.json");

    private final SimulatedDaemon simulation = simulation();

    private static SimulatedDaemon simulation() {
        var output = "visuals=127.0.0.1:7000,nodes=noise+bloom,initial=false";
        var run =
                assertInstanceOf(
                        ParsedCommandLine.Run.class, CommandLineParser.parse("--output", output));
        return SimulatedDaemon.of(GRAPH, run.settings().rig());
    }

    private void send(String address, OscArgument... arguments) {
        simulation.send(TABLET, new OscMessage(address, List.of(arguments)));
    }

    private static List<SimulatedDaemon.Line> of(List<SimulatedDaemon.Line> heard, String address) {
        return heard.stream().filter(line -> line.message().address().equals(address)).toList();
    }

    private static double number(SimulatedDaemon.Line line) {
        return line.message().arguments().getFirst().number().orElseThrow();
    }

    @Test
    void textsAreSentOnTheBoundaryAndNumbersInFramesUpToTheirExactFinalValue() {
        simulation.at(1, 3);
        send("/track/Visual/clip/Drop/launch", OscArgument.s("bar"), OscArgument.f(1));
        simulation.at(4, 1);
        List<SimulatedDaemon.Line> heard = simulation.heard();

        List<SimulatedDaemon.Line> palette = of(heard, "/node/noise/palette");
        assertEquals(1, palette.size());
        assertEquals(new BarBeat(2, 1), palette.getFirst().at());

        List<SimulatedDaemon.Line> scale = of(heard, "/node/noise/scale");
        assertEquals(120, scale.size(), 1);
        assertEquals(new BarBeat(2, 1), scale.getFirst().at());
        assertEquals(new BarBeat(3, 1), scale.getLast().at());
        assertEquals(11, number(scale.getLast()));
        double before = 2.5;
        for (SimulatedDaemon.Line line : scale) {
            assertTrue(number(line) >= before && number(line) <= 11, scale::toString);
            before = number(line);
        }
    }

    @Test
    void theFinalValueIsSentOnItsBeatAlsoBetweenFrames() {
        send("/tempo", OscArgument.f(97));
        send("/track/Visual/clip/Drop/launch", OscArgument.s("instant"), OscArgument.f(1));
        // Once to perform the beat, once to send what it made due, in the same microsecond.
        simulation.at(2, 1).at(2, 1);

        List<SimulatedDaemon.Line> scale = of(simulation.heard(), "/node/noise/scale");
        assertEquals(11, number(scale.getLast()));
        assertTrue(number(scale.get(scale.size() - 2)) < 11, scale::toString);
    }

    @Test
    void aSceneFadeCanBeEndedByAClientWriteAndByACut() {
        send("/fade", OscArgument.f(8));
        send("/fade/unit", OscArgument.s("beats"));
        send("/scene/Drop/launch");
        simulation.at(2, 1);
        send("/node/bloom/intensity", OscArgument.f(0.5f));
        simulation.at(2, 2);
        simulation.heard();
        send("/fade/cut");
        simulation.at(3, 4);
        List<SimulatedDaemon.Line> heard = simulation.heard();

        assertEquals(List.of(), of(heard, "/node/bloom/intensity"));
        List<SimulatedDaemon.Line> scale = of(heard, "/node/noise/scale");
        assertTrue(scale.size() <= 2, "a frame may have been on its way: " + scale);
        assertEquals(11, number(scale.getLast()));
        assertEquals(new BarBeat(2, 2), scale.getLast().at());
    }
}
