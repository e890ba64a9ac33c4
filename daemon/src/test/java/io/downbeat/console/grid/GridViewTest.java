package io.downbeat.console.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.client.Message;
import io.downbeat.console.DisplayColumns;
import io.downbeat.time.HostMicros;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Stream;

/** The grid's lines for sessions, names and sizes of all kinds. */
class GridViewTest {
    private static final HostMicros NOW = new HostMicros(5_000_000);

    private final ReceivedSession session = new ReceivedSession("connecting to localhost:9120");

    @ParameterizedTest
    @Tag("GRID-2")
    @CsvSource({
        "1,1", "5,3", "12,4", "13,8", "20,10", "40,24", "59,11", "80,24", "119,30", "200,60",
        "400,9"
    })
    void noLineIsWiderThanTheScreenAndThereAreNotTooMany(int width, int height) {
        session(40, 70);
        message("/track/1/name", "夜想曲の長い名前のトラック");
        message("/error", "/track/9/stop", "no-such", "there is no track 9 ".repeat(30));
        GridView view = view(width, height, new GridTextStyles(256));
        for (int pass = 0; pass < 3; pass++) {
            List<AttributedString> lines = view.lines(NOW);
            assertTrue(lines.size() <= height, () -> lines.size() + " lines");
            for (AttributedString line : lines) {
                assertTrue(DisplayColumns.of(line.toString()) <= width, line::toString);
            }
            view.scrollToEnd();
            session.onLost("nothing is heard from localhost:9120");
        }
    }

    @Test
    @Tag("GRID-2")
    void fortyColumnsShowThreeTracks() {
        session(3, 4);

        assertEquals(
                """
                ■ 1.1  120.0 bpm  4/4  quantize bar
                clock internal  set  2 clients
                            1 Track… 2 Track… 3 Track…
                1 ▌ Scene 1 ▌ Clip 1 ▌ Clip 1 ▌ Clip 1
                2 ▌ Scene 2 ▌ Clip 2 ▌ Clip 2 ▌ Clip 2
                3 ▌ Scene 3 ▌ Clip 3 ▌ Clip 3 ▌ Clip 3
                4 ▌ Scene 4 ▌ Clip 4 ▌ Clip 4 ▌ Clip 4
                """,
                text(view(40, 24, GridTextStyles.WITHOUT_COLOURS), 7));
    }

    @Test
    @Tag("GRID-2")
    void theArrowsShowOtherTracksAndRowsAndTheLastLineSaysWhich() {
        session(12, 70);
        GridView view = view(40, 11, GridTextStyles.WITHOUT_COLOURS);
        assertEquals("tracks 1-3/12 rows 1-6/70 q leaves", last(view));

        view.scroll(-1, -1);
        assertEquals("tracks 1-3/12 rows 1-6/70 q leaves", last(view));
        view.scroll(2, 1);
        view.scrollPage(1);
        assertEquals("tracks 3-5/12 rows 8-13/70 q leaves", last(view));
        assertTrue(text(view, 3).contains("3 Track… 4 Track… 5 Track…"), text(view, 3));
        assertTrue(text(view, 3).contains(" 8 ▌ Scene… ▌ Clip 8 ▌ Clip 8 ▌ Clip 8"), text(view, 3));
        view.scrollToEnd();
        assertEquals("tracks 10-12/12 rows 65-70/70 q leaves", last(view));
        view.scroll(1, 1);
        view.scroll(0, -1);
        assertEquals("tracks 10-12/12 rows 64-69/70 q leaves", last(view));

        message("/track/count", 4);
        assertEquals("tracks 2-4/4 rows 64-69/70 q leaves", last(view));
        view.resize(200, 100);
        assertEquals("q leaves", last(view).strip());
        view.scrollToStart();
        view.resize(40, 3);
        assertEquals("tracks 1-3/4 rows 0/70 q leaves", last(view));
    }

    @Test
    @Tag("GRID-6")
    void lettersOfTwoColumnsKeepTheColumnsBelowEachOther() {
        session(2, 2);
        message("/track/1/name", "夜想曲とピアノ");
        message("/track/1/clip/1/name", "広い空の歌");
        // A family of three joined emoji, which some terminals draw in two columns and some in six.
        message("/track/1/clip/2/name", "👩\u200d👩\u200d👧 é e\u0301");

        List<AttributedString> lines = view(40, 24, GridTextStyles.WITHOUT_COLOURS).lines(NOW);

        assertEquals("            1 夜想曲とピ… 2 Track 2", stripped(lines.get(2)));
        assertEquals("1 ▌ Scene 1 ▌  広い空の歌 ▌  Clip 1", stripped(lines.get(3)));
        assertEquals("2 ▌ Scene 2 ▌  👩👩👧 é e\u0301 ▌  Clip 2", stripped(lines.get(4)));
        for (AttributedString line : lines.subList(3, 5)) {
            String before = line.toString().substring(0, line.toString().lastIndexOf("▌"));
            assertEquals(26, DisplayColumns.of(before));
        }
    }

    @Test
    @Tag("GRID-6")
    void anEscapeInANameOrARefusalIsShownAndNotObeyed() {
        session(1, 1);
        message("/track/1/name", "\u001b[2Jx");
        message("/track/1/clip/1/name", "a\u202e\nb\u009b");
        message("/session/name", "\u0007set");
        message("/quantize", "\u001b[31mbar");
        message("/clock/source", "\r");
        message("/error", "/\u001b[0m", "unknown", "\u001b]0;title\u0007");

        String all = text(view(80, 24, GridTextStyles.WITHOUT_COLOURS), 24);

        assertTrue(all.contains("1 \\u001b[2Jx"), all);
        assertTrue(all.contains("a\\u202e\\nb\\u009b"), all);
        assertTrue(all.contains("unknown: \\u001b]0;title\\u0007"), all);
        assertTrue(all.chars().allMatch(c -> c >= ' ' || c == '\n'), all);
    }

    @Test
    @Tag("GRID-1")
    void aCellThatPlaysHasItsOwnColourElseThatOfItsTrack() {
        session(2, 2);
        message("/track/1/color", "rgb(200,20,20)");
        message("/track/2/clip/1/color", "rgb(250,250,10)");
        message("/track/1/clip/1/state", 3);
        message("/track/2/clip/1/state", 3);
        message("/track/2/clip/2/state", 4);

        AttributedString row = view(80, 24, new GridTextStyles(256)).lines(NOW).get(2);

        AttributedStyle white = AttributedStyle.DEFAULT.foreground(255, 255, 255);
        AttributedStyle black = AttributedStyle.DEFAULT.foreground(0, 0, 0);
        int first = row.toString().indexOf("► Clip 1");
        assertEquals(white.background(200, 20, 20), row.styleAt(first));
        int second = row.toString().lastIndexOf("► Clip 1");
        assertEquals(black.background(250, 250, 10), row.styleAt(second));
    }

    @Test
    @Tag("GRID-6")
    void withoutColoursNoColourIsWritten() {
        session(3, 4);
        message("/track/1/clip/1/state", 3);
        message("/track/2/clip/2/state", 2);
        message("/clock/status", "lost");
        message("/record/status", "recording");
        message("/error", "/a", "unknown", "no");
        session.onLost("nothing is heard");
        List<AttributedString> lines = view(80, 24, GridTextStyles.WITHOUT_COLOURS).lines(NOW);

        for (AttributedString line : lines) {
            String written = line.toAnsi();
            assertFalse(written.matches("(?s).*\u001b\\[[0-9;]*\\b[349][0-8]\\b.*"), written);
        }
        assertTrue(lines.stream().anyMatch(line -> line.toAnsi().contains("\u001b[")));
    }

    @Test
    void aTerminalWithEightColoursGetsTheNearest() {
        session(1, 1);
        message("/track/1/color", "rgb(200,20,20)");
        message("/track/1/clip/1/state", 3);

        AttributedString row = view(80, 24, new GridTextStyles(8)).lines(NOW).get(2);

        assertEquals(
                AttributedStyle.DEFAULT
                        .background(AttributedStyle.RED)
                        .foreground(AttributedStyle.WHITE),
                row.styleAt(row.toString().indexOf("► Clip")));
    }

    @Test
    @Tag("GRID-3")
    void aLostConnectionIsSaidAndWhatIsGoneThenIsForgotten() {
        session(2, 2);
        GridView view = view(80, 10, GridTextStyles.WITHOUT_COLOURS);
        session.onLost("nothing listens at UDP localhost:9120 yet; waiting for it");

        String lost = text(view, 24);
        assertTrue(lost.contains("nothing listens at UDP localhost:9120 yet"), lost);
        assertTrue(lost.contains("2 Track 2"), lost);

        message("/update", 1);
        message("/track/count", 1);
        message("/track/1/name", "Only");
        message("/track/1/clip/count", 0);
        message("/scene/count", 0);
        message("/update", 0);

        String back = text(view, 24);
        assertFalse(back.contains("nothing listens"), back);
        assertTrue(back.contains("1 Only"), back);
        assertFalse(back.contains("Track 2"), back);
        assertFalse(back.contains("Clip"), back);
        message("/track/count", 2);
        assertFalse(text(view, 24).contains("Track 2"), back);
    }

    @Test
    void refusalsOfAllClientsAreShownWithTheirTimeAndRepeatedOnesOnce() {
        session(1, 1);
        GridView view = view(80, 24, GridTextStyles.WITHOUT_COLOURS);
        message("/monitor/in", "udp:10.0.0.3:9000", "/tempo ,f 120", "accepted");
        for (int time = 0; time < 3; time++) {
            message(
                    "/monitor/in",
                    "udp:10.0.0.3:9000",
                    "/scene/9/launch",
                    "refused (no-such): there is no scene 9: there are 4");
        }
        message("/error", "/monitor", "busy", "too many clients");

        List<String> lines = view.lines(NOW).stream().map(GridViewTest::stripped).toList();
        assertEquals(
                List.of(
                        "21:04:07 busy: too many clients (/monitor)",
                        "21:04:07 3 times: refused (no-such): there is no scene 9: there are 4",
                        "         (/scene/9/launch from 10.0.0.3:9000)"),
                lines.subList(20, 23));
    }

    @Test
    void anEmptySessionSaysSo() {
        session(0, 0);

        assertTrue(text(view(80, 24, GridTextStyles.WITHOUT_COLOURS), 3).contains("no tracks"));
    }

    /** Tracks with a clip for each scene, all stored. */
    private void session(int tracks, int scenes) {
        message("/update", 1);
        message("/playing", 0);
        message("/beat", 1, 1, 0);
        message("/tempo", 120);
        message("/signature", 4, 4);
        message("/quantize", "bar");
        message("/clock/source", "internal");
        message("/clock/status", "stopped");
        message("/session/name", "set");
        message("/clients", 2);
        message("/track/count", tracks);
        message("/scene/count", scenes);
        for (int track = 1; track <= tracks; track++) {
            message("/track/" + track + "/name", "Track " + track);
            message("/track/" + track + "/clip/count", scenes);
            for (int clip = 1; clip <= scenes; clip++) {
                message("/track/" + track + "/clip/" + clip + "/name", "Clip " + clip);
                message("/track/" + track + "/clip/" + clip + "/state", 1);
            }
        }
        for (int scene = 1; scene <= scenes; scene++) {
            message("/scene/" + scene + "/name", "Scene " + scene);
            message("/scene/" + scene + "/state", 1);
        }
        message("/update", 0);
    }

    private void message(String address, Object... arguments) {
        session.handle(
                Message.of(
                        address,
                        Stream.of(arguments)
                                .map(each ->
                                        each instanceof Integer whole ? whole.floatValue() : each)
                                .toArray()),
                NOW);
    }

    private GridView view(int width, int height, GridTextStyles styles) {
        GridView view = new GridView(session, styles, moment -> "21:04:07");
        view.resize(width, height);
        return view;
    }

    private static String stripped(AttributedString line) {
        return line.toString().stripTrailing();
    }

    private static String text(GridView view, int lines) {
        var text = new StringBuilder();
        view.lines(NOW).stream()
                .limit(lines)
                .forEach(line -> text.append(stripped(line)).append('\n'));
        return text.toString();
    }

    /** The last line, with single spaces. */
    private static String last(GridView view) {
        return stripped(view.lines(NOW).getLast()).replaceAll(" +", " ");
    }
}
