package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.app.cli.ParsedCommandLine;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscTimetag;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodOrigin;
import io.downbeat.schema.Part;
import io.downbeat.schema.Placeholder;
import io.downbeat.session.command.RequestSender;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/**
 * Extreme values of every type at every address of the contract. After each the program answers a
 * ping, and performs a launch on its boundary, with finite numbers in all that it sends.
 */
@Tag("EXTREME-2")
class ExtremeValuesTest {

    private static final RequestSender STRANGER = new RequestSender("udp:192.168.1.66:6666");
    private static final RequestSender TABLET = new RequestSender("udp:192.168.1.23:9000");
    private static final Path GRAPH = Path.of("../graphs/session/av_performance.json");

    private static final List<OscArgument> EXTREMES =
            List.of(
                    OscArgument.f(Float.NaN),
                    OscArgument.f(Float.POSITIVE_INFINITY),
                    OscArgument.f(Float.MAX_VALUE),
                    OscArgument.f(-Float.MAX_VALUE),
                    OscArgument.f(Float.MIN_VALUE),
                    OscArgument.d(Double.MIN_VALUE),
                    OscArgument.d(Double.NaN),
                    OscArgument.d(Double.MAX_VALUE),
                    OscArgument.d(-Double.MAX_VALUE),
                    OscArgument.d(9e12),
                    OscArgument.d(1e39),
                    OscArgument.d(1e-320),
                    OscArgument.i(Integer.MAX_VALUE),
                    OscArgument.i(Integer.MIN_VALUE),
                    OscArgument.h(Long.MAX_VALUE),
                    OscArgument.h(Long.MIN_VALUE),
                    OscArgument.s(""),
                    OscArgument.s("1e300"),
                    OscArgument.s("-9e999"),
                    OscArgument.s("\u00e9\uD83D".repeat(400)),
                    OscArgument.bool(false),
                    OscArgument.Nil.NIL,
                    OscArgument.Impulse.IMPULSE,
                    OscArgument.Blob.of(new byte[2_000]),
                    new OscArgument.Time(new OscTimetag(-1)),
                    new OscArgument.Char(Integer.MIN_VALUE),
                    new OscArgument.Rgba(-1),
                    new OscArgument.Midi(-1),
                    OscArgument.array(OscArgument.array(OscArgument.d(Double.MAX_VALUE))));

    private final SimulatedDaemon simulation = simulation();
    private int asked;

    private static SimulatedDaemon simulation() {
        var output = "visuals=127.0.0.1:7000";
        var run =
                assertInstanceOf(
                        ParsedCommandLine.Run.class, CommandLineParser.parse("--output", output));
        return SimulatedDaemon.of(GRAPH, run.settings().rig());
    }

    private static String address(Method method) {
        var address = new StringBuilder();
        for (Part part : method.parts()) {
            address.append('/').append(spelled(part));
        }
        return address.toString();
    }

    private static String spelled(Part part) {
        if (part instanceof Placeholder(String name, Placeholder.Kind kind)) {
            return kind.positional() ? "1" : name.equals("param") ? "scale" : "noise";
        }
        return part.text();
    }

    /** The extreme value where each argument of some address stands. */
    private static List<List<OscArgument>> around(OscArgument extreme) {
        OscArgument one = OscArgument.f(1);
        return List.of(
                List.of(extreme),
                List.of(extreme, extreme),
                List.of(OscArgument.f(20), extreme),
                List.of(OscArgument.f(300), extreme),
                List.of(one, OscArgument.s("beat"), extreme),
                List.of(OscArgument.s("jump"), extreme));
    }

    /** The fixed forms of a trigger read their arguments as the trigger itself does. */
    private static List<Method> methods() {
        return AddressSpace.load().methods().stream()
                .filter(method -> !(method.form() instanceof MethodOrigin.Fixed))
                .toList();
    }

    @Test
    void theSessionGoesOnWithExtremeValuesAtEveryAddress() {
        send(TABLET, "/subscribe", OscArgument.s("/tempo"), OscArgument.s("/fade"));
        for (Method method : methods()) {
            for (OscArgument extreme : EXTREMES) {
                for (List<OscArgument> arguments : around(extreme)) {
                    send(STRANGER, address(method), arguments);
                }
                if (method.access().isReadable()) {
                    send(STRANGER, address(method));
                }
                goesOn(method + " " + brief(extreme));
            }
        }
    }

    private static String brief(OscArgument argument) {
        String text = argument.toString();
        return text.length() < 80 ? text : text.substring(0, 80);
    }

    private void goesOn(String after) {
        asked++;
        send(TABLET, "/ping", OscArgument.i(asked));
        boolean answered =
                simulation.heard().stream()
                        .map(SimulatedDaemon.Line::message)
                        .peek(message -> isFinite(message, after))
                        .anyMatch(message ->
                                message.equals(OscMessage.of("/pong", OscArgument.i(asked))));
        assertTrue(answered, () -> "no pong after " + after);
        if (!simulation.runsByItself()) {
            send(TABLET, "/clock/source", OscArgument.s("internal"));
            send(TABLET, "/play");
        }
        undoAll();
        int clip = simulation.view().track(1).active() == 1 ? 2 : 1;
        send(TABLET, "/track/1/clip/" + clip + "/launch", OscArgument.s("beat"));
        simulation.toNextBeat();
        assertEquals(clip, simulation.view().track(1).active(), () -> "no launch after " + after);
        simulation.heard().forEach(line -> isFinite(line.message(), after));
    }

    /** The values may have deleted or moved what is launched next. */
    private void undoAll() {
        while (!simulation.view().steps().undo().isEmpty()) {
            String step = simulation.view().steps().undo();
            send(TABLET, "/undo");
            simulation.heard().forEach(line -> isFinite(line.message(), "undo of " + step));
        }
    }

    private static void isFinite(OscMessage message, String after) {
        if (!message.address().equals("/pong")) {
            for (OscArgument argument : message.arguments()) {
                assertTrue(
                        argument.number().isEmpty()
                                || Double.isFinite(argument.number().getAsDouble()),
                        () -> message + " after " + after);
            }
        }
    }

    private void send(RequestSender from, String address, OscArgument... arguments) {
        send(from, address, List.of(arguments));
    }

    private void send(RequestSender from, String address, List<OscArgument> arguments) {
        simulation.send(from, new OscMessage(address, arguments));
    }
}
