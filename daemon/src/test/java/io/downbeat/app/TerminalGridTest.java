package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.client.Argument;
import io.downbeat.client.Message;
import io.downbeat.console.grid.GridTextStyles;
import io.downbeat.console.grid.GridView;
import io.downbeat.console.grid.ReceivedSession;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.rig.Rig;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.BarBeat;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the grid in a terminal shows of the example session while it plays. */
class TerminalGridTest {
    private static final Path GRAPH = Path.of("..", "graphs", "session", "av_performance.json");
    private static final RequestSender MONITOR = new RequestSender("udp:127.0.0.1:5000");
    private static final RequestSender TABLET = new RequestSender("udp:192.168.1.23:9000");

    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle REVERSED = AttributedStyle.DEFAULT.inverse();
    private static final AttributedStyle UNDERLINED = AttributedStyle.DEFAULT.underline();

    private final SimulatedDaemon daemon = SimulatedDaemon.of(GRAPH, Rig.DEFAULT);
    private final ReceivedSession session = new ReceivedSession("connecting to localhost:9120");
    private final GridView view =
            new GridView(session, GridTextStyles.WITHOUT_COLOURS, moment -> "21:04:07");

    @BeforeEach
    void subscribe() {
        view.resize(80, 11);
        send(
                MONITOR,
                "/subscribe",
                Stream.of(ReceivedSession.patterns())
                        .map(OscArgument::s)
                        .toArray(OscArgument[]::new));
    }

    @Test
    @Tag("GRID-1")
    void aSceneIsQueuedUntilTheBarLineAndThenPlays() {
        playTo(1, 2);
        tablet("/quantize", OscArgument.s("bar"));
        tablet("/scene/2/launch");

        assertEquals(
                """
                ► 1.2  120.0 bpm  4/4  quantize bar  clock internal  3 queued  av_performance
                                  1 Drums             2 Synth             3 Visual
                1 ▌  Intro         ► Intro             ► Intro             ► Intro
                2  » Verse      3  » Verse          3  » Verse          3  » Verse          3
                3 ▌  Chorus       ▌  Chorus           ▌  Chorus           ▌  Chorus
                4 ▌  Drop         ▌  Drop             ▌  Drop             ▌  Drop




                %s
                """
                        .formatted(" ".repeat(72) + "q leaves"),
                screen());

        playTo(1, 4);
        assertEquals(
                "2  » Verse      1  » Verse          1  » Verse          1  » Verse          1",
                row(2));

        playTo(2, 1);
        assertEquals("2  ► Verse         ► Verse             ► Verse             ► Verse", row(2));
    }

    @Test
    @Tag("GRID-1")
    void whatIsQueuedBlinksWithTheBeat() {
        playTo(1, 2);
        tablet("/track/1/clip/2/launch", OscArgument.s("bar"));

        assertEquals(REVERSED, look("» Verse"));
        seconds(0.3);
        assertEquals(PLAIN, look("» Verse"));
        playTo(1, 3);
        assertEquals(REVERSED, look("» Verse"));
        playTo(2, 1);
        assertEquals(REVERSED, look("► Verse"));
        seconds(0.3);
        assertEquals(REVERSED, look("► Verse"));

        tablet("/track/1/stop", OscArgument.s("bar"));
        assertEquals(PLAIN, look("■ Verse"));
        assertEquals("2 ▌  Verse        ▌■ Verse          4 ▌  Verse            ▌  Verse", row(2));
    }

    @Test
    @Tag("GRID-1")
    void aFadeFillsItsCell() {
        tablet("/track/1/clip/2/launch", OscArgument.s("instant"));
        playTo(2, 1);
        tablet("/track/1/clip/3/launch", OscArgument.s("instant"), OscArgument.f(4));
        playTo(4, 1);

        assertEquals("3 ▌  Chorus        ► Chorus       49% ▌  Chorus           ▌  Chorus", row(3));
        AttributedString row = view.lines(daemon.now()).get(4);
        int cell = row.toString().indexOf("► Chorus") - 1;
        assertEquals(REVERSED, row.styleAt(cell));
        assertEquals(REVERSED, row.styleAt(cell + 8));
        assertEquals(UNDERLINED, row.styleAt(cell + 11));
    }

    @Test
    void liveValuesThatDifferFromTheClipAreMarkedAtTheTrack() {
        tablet("/track/1/clip/1/launch", OscArgument.s("instant"));
        tablet("/track/3/safe", OscArgument.i(1));
        tablet("/node/kick/decay", OscArgument.f(1.25f));
        seconds(1);

        assertEquals(
                "                  1 Drums           * 2 Synth             3 Visual       safe",
                screen().lines().toList().get(1));
    }

    @Test
    void aStoppedTransportAndItsClockAreShown() {
        playTo(3, 2);
        tablet("/tempo", OscArgument.f(96.5f));
        tablet("/signature", OscArgument.i(3), OscArgument.i(4));
        tablet("/stop");
        tablet("/clock/source", OscArgument.s("midi"));
        seconds(1);

        String first = screen().lines().toList().getFirst();
        assertEquals(
                "■ 4.1  96.5 bpm  3/4  quantize instant  clock midi searching  av_performance",
                first);
    }

    private void tablet(String address, OscArgument... arguments) {
        send(TABLET, address, arguments);
    }

    private void send(RequestSender from, String address, OscArgument... arguments) {
        daemon.send(from, new OscMessage(address, List.of(arguments)));
        receive();
    }

    /** Beat by beat, so that each message is received at its moment. */
    private void playTo(int bar, int beat) {
        BarBeat end = new BarBeat(bar, beat);
        while (!here().equals(end)) {
            daemon.toNextBeat();
            receive();
        }
    }

    private BarBeat here() {
        var transport = daemon.view().transport();
        return transport.meter().at(transport.positionAt(daemon.now()));
    }

    private void seconds(double seconds) {
        daemon.seconds(seconds);
        receive();
    }

    private void receive() {
        for (SimulatedDaemon.Line line : daemon.heard()) {
            if (line.who().equals(MONITOR.text())) {
                session.handle(received(line.message()), daemon.now());
            }
        }
    }

    private static Message received(OscMessage message) {
        return new Message(
                message.address(),
                message.arguments().stream().map(TerminalGridTest::received).toList());
    }

    private static Argument received(OscArgument argument) {
        return argument.text()
                .<Argument>map(Argument.Text::new)
                .orElseGet(() -> new Argument.Float32((float) argument.number().orElseThrow()));
    }

    private String screen() {
        return view.lines(daemon.now()).stream()
                .map(line -> line.toString().stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    /** A row of the grid, from 1. */
    private String row(int row) {
        String begin = row + " ";
        return screen().lines().filter(line -> line.startsWith(begin)).findFirst().orElseThrow();
    }

    /** The style of a text where it is shown last in its line. */
    private AttributedStyle look(String text) {
        for (AttributedString line : view.lines(daemon.now())) {
            int at = line.toString().lastIndexOf(text);
            if (at >= 0) {
                return line.styleAt(at);
            }
        }
        throw new AssertionError('"' + text + "\" is not in\n" + screen());
    }
}
