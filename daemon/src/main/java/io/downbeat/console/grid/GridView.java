package io.downbeat.console.grid;

import io.downbeat.console.DisplayColumns;
import io.downbeat.console.LineWrap;
import io.downbeat.time.HostMicros;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Draws a {@link ReceivedSession} for a width and a height: transport at the top, then the names of
 * the tracks, the rows of scenes and clips, the latest refusals, and a line that says which part of
 * the session is shown.
 *
 * <p>Marks tell the states apart without colours too: {@code ►} plays, {@code »} is queued, {@code
 * ■} has its stop queued, both with the beats until then; {@code *} behind a track's name means
 * that live values differ from the clip. Not thread safe.
 */
public final class GridView {

    private static final String PLAYING = "►";
    private static final String QUEUED = "»";
    private static final String STOPPING = "■";
    private static final String EDGE = "▌";

    /** The numbers of {@code /track/{n}/clip/{m}/state} and {@code /scene/{s}/state}. */
    private static final int STATE_STORED = 1;

    private static final int STATE_QUEUED = 2;
    private static final int STATE_ACTIVE = 3;
    private static final int STATE_STOP_QUEUED = 4;

    /** In a narrower cell the name begins right behind the mark. */
    private static final int WIDE_CELL = 12;

    private static final int MOST_INFO_LINES = 3;

    /** A lower screen has one line for transport and clock, so that some rows remain. */
    private static final int LOW_SCREEN = 12;

    private final ReceivedSession session;
    private final GridTextStyles styles;
    private final Function<HostMicros, String> timeOfDay;
    private int width;
    private int height;
    private int firstTrack;
    private int firstRow;

    /**
     * @param timeOfDay the time to show for a moment, eight columns wide
     */
    public GridView(
            ReceivedSession session,
            GridTextStyles styles,
            Function<HostMicros, String> timeOfDay) {
        this.session = session;
        this.styles = styles;
        this.timeOfDay = timeOfDay;
    }

    /** The screen has this size now; both at least 1. */
    public void resize(int columns, int lines) {
        width = Math.max(1, columns);
        height = Math.max(1, lines);
    }

    /** Moves the part that is shown, as far as there is more; positive is right and down. */
    public void scroll(int tracks, int rows) {
        firstTrack += tracks;
        firstRow += rows;
        keepInside(layout(infoLines().size()));
    }

    /** Moves by as many rows as are shown. */
    public void scrollPage(int pages) {
        scroll(0, pages * Math.max(1, layout(infoLines().size()).rows()));
    }

    /** Shows the first track and row. */
    public void scrollToStart() {
        scroll(-session.tracks(), -session.rows());
    }

    /** Shows the last track and row. */
    public void scrollToEnd() {
        scroll(session.tracks(), session.rows());
    }

    private void keepInside(GridLayout layout) {
        firstTrack = Math.clamp(firstTrack, 0, Math.max(0, session.tracks() - layout.tracks()));
        firstRow = Math.clamp(firstRow, 0, Math.max(0, session.rows() - layout.rows()));
    }

    private GridLayout layout(int infoLines) {
        return GridLayout.of(session, width, height, infoLines);
    }

    /** All lines of the screen, from the top; none is wider than the screen. */
    public List<AttributedString> lines(HostMicros now) {
        List<AttributedString> lines = new ArrayList<>(infoLines());
        GridLayout layout = layout(lines.size());
        keepInside(layout);
        lines.add(trackNames(layout));
        for (int row = 1; row <= layout.rows(); row++) {
            lines.add(row(firstRow + row, layout, now));
        }
        lines.addAll(notices(layout.noticeLines()));
        lines.add(whereLine(layout));
        // On a very low screen the first lines say most.
        return List.copyOf(lines.subList(0, Math.min(lines.size(), height)));
    }

    // Transport and clock.

    private List<AttributedString> infoLines() {
        int most = height < LOW_SCREEN ? 1 : MOST_INFO_LINES;
        List<AttributedString> lines = new ArrayList<>();
        AttributedStringBuilder line = new AttributedStringBuilder();
        int taken = 0;
        for (Span item : infoItems()) {
            String text = DisplayColumns.cut(item.text(), width);
            int columns = DisplayColumns.of(text);
            if (taken > 0 && taken + 2 + columns > width) {
                lines.add(line.toAttributedString());
                line = new AttributedStringBuilder();
                taken = 0;
            }
            line.append(taken > 0 ? "  " : "").append(text, item.style());
            taken += (taken > 0 ? 2 : 0) + columns;
        }
        lines.add(line.toAttributedString());
        return lines.subList(0, Math.min(most, lines.size()));
    }

    /** Text of one style. */
    private record Span(String text, AttributedStyle style) {}

    private List<Span> infoItems() {
        List<Span> items = new ArrayList<>();
        boolean playing = session.position().isPlaying();
        items.add(
                new Span(
                        "%s %d.%d"
                                .formatted(
                                        playing ? PLAYING : STOPPING,
                                        Math.round(session.number("/beat", 0, 1)),
                                        Math.round(session.number("/beat", 1, 1))),
                        GridTextStyles.STRONG));
        items.add(plain("%s bpm".formatted(decimal(session.number("/tempo", 0)))));
        items.add(
                plain(
                        "%d/%d"
                                .formatted(
                                        Math.round(session.number("/signature", 0, 4)),
                                        Math.round(session.number("/signature", 1, 4)))));
        items.add(plain("quantize " + session.text("/quantize")));
        items.add(clock());
        if (session.isOn("/clock/link/enabled")) {
            items.add(plain(counted("/clock/peers", "Link peer")));
        }
        String recording = session.text("/record/status");
        if (recording.equals("armed")) {
            items.add(plain("record armed"));
        } else if (recording.equals("recording")) {
            items.add(new Span("recording", styles.alarm()));
        }
        if (session.isOn("/arrangement/playing")) {
            items.add(plain("arrangement plays"));
        }
        if (session.isOn("/launch/pending")) {
            items.add(
                    plain("%d queued".formatted(Math.round(session.number("/launch/pending", 0)))));
        }
        String dirty = session.isOn("/session/dirty") ? " (not saved)" : "";
        items.add(plain(session.text("/session/name") + dirty));
        items.add(plain(counted("/clients", "client")));
        return items.stream().filter(item -> !item.text().isEmpty()).toList();
    }

    private Span clock() {
        String status = session.text("/clock/status");
        boolean heard = !status.equals("searching") && !status.equals("lost");
        String text = "clock " + session.text("/clock/source");
        return heard ? plain(text) : new Span(text + " " + status, styles.alarm());
    }

    private static Span plain(String text) {
        return new Span(text, GridTextStyles.PLAIN);
    }

    private String counted(String address, String what) {
        long count = Math.round(session.number(address, 0));
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    // The grid.

    private AttributedString trackNames(GridLayout layout) {
        var line = new AttributedStringBuilder();
        String corner = session.tracks() == 0 && session.problem().isEmpty() ? "no tracks" : "";
        line.append(
                DisplayColumns.padded(corner, layout.sceneColumns()), shade(GridTextStyles.WEAK));
        for (int track = firstTrack + 1; track <= lastTrack(layout); track++) {
            int columns = layout.trackColumns() - 1;
            String at = "/track/" + track;
            String state =
                    (session.isOn(at + "/safe") ? " safe" : "")
                            + (session.isOn(at + "/dirty") ? " *" : "");
            String shown = columns < WIDE_CELL ? state.replace(" safe", " s") : state;
            String name =
                    DisplayColumns.padded(
                            track + " " + session.text(at + "/name"), columns - shown.length());
            line.append(
                    name + shown + " ",
                    shade(styles.coloured(GridTextStyles.STRONG, colour(at, track))));
        }
        return fitted(line);
    }

    private int lastTrack(GridLayout layout) {
        return Math.min(session.tracks(), firstTrack + layout.tracks());
    }

    private AttributedString row(int row, GridLayout layout, HostMicros now) {
        var line = new AttributedStringBuilder();
        if (row > session.rows()) {
            return line.toAttributedString();
        }
        scene(row, layout.sceneColumns(), now, line);
        for (int track = firstTrack + 1; track <= lastTrack(layout); track++) {
            clip(track, row, layout.trackColumns(), now, line);
        }
        return fitted(line);
    }

    private void scene(int scene, int columns, HostMicros now, AttributedStringBuilder line) {
        int digits = Integer.toString(session.rows()).length();
        String number = Integer.toString(scene);
        String shown = " ".repeat(digits - number.length()) + number + " ";
        line.append(shown, shade(GridTextStyles.WEAK));
        int room = columns - digits - 1;
        if (scene > session.scenes()) {
            line.append(" ".repeat(Math.max(0, room)));
            return;
        }
        String at = "/scene/" + scene;
        double tempo = session.number(at + "/tempo", 0);
        String right = tempo > 0 ? decimal(tempo).replaceFirst("\\.0$", "") : "";
        Rgb colour = Rgb.of(session.text(at + "/color")).orElse(Rgb.SCENE);
        cell(at, at + "/countdown", right, colour, room, now, line);
    }

    private void clip(
            int track, int clip, int columns, HostMicros now, AttributedStringBuilder line) {
        if (clip > session.clips(track)) {
            line.append(" ".repeat(Math.max(0, columns)));
            return;
        }
        String of = "/track/" + track;
        String at = of + "/clip/" + clip;
        Rgb colour = Rgb.of(session.text(at + "/color")).orElseGet(() -> colour(of, track));
        cell(at, of + "/countdown", "", colour, columns, now, line);
    }

    private Rgb colour(String at, int track) {
        return Rgb.of(session.text(at + "/color")).orElseGet(() -> Rgb.usual(track));
    }

    /**
     * A scene or a clip, and the gap behind it.
     *
     * @param right what stands at its right end unless it is a countdown or a progress
     */
    private void cell(
            String at,
            String countdown,
            String right,
            Rgb colour,
            int columns,
            HostMicros now,
            AttributedStringBuilder line) {
        int state = (int) session.number(at + "/state", STATE_STORED);
        boolean waits = state == STATE_QUEUED || state == STATE_STOP_QUEUED;
        double progress = state == STATE_ACTIVE ? session.number(at + "/progress", 0) : 0;
        boolean fades = progress > 0 && progress < 1;
        String end = right;
        if (waits) {
            end = beats(session.number(countdown, -1));
        } else if (fades) {
            end = (int) (progress * 100) + "%";
        }
        int room = Math.max(0, columns - 1);
        String name = session.text(at + "/name");
        boolean filled = state == STATE_ACTIVE || (waits && session.position().isLit(now));
        String text = content(filled ? " " : EDGE, mark(state), name, end, room);
        if (fades) {
            int reached = DisplayColumns.fitting(text, (int) Math.round(room * progress));
            line.append(text.substring(0, reached), shade(styles.filled(colour)));
            line.append(text.substring(reached), shade(styles.unfilled(colour)));
        } else if (filled) {
            line.append(text, shade(styles.filled(colour)));
        } else {
            int edge = Math.min(1, text.length());
            line.append(
                    text.substring(0, edge), shade(styles.coloured(GridTextStyles.PLAIN, colour)));
            line.append(text.substring(edge), shade(GridTextStyles.PLAIN));
        }
        line.append(columns > 0 ? " " : "");
    }

    private static String mark(int state) {
        return switch (state) {
            case STATE_ACTIVE -> PLAYING;
            case STATE_QUEUED -> QUEUED;
            case STATE_STOP_QUEUED -> STOPPING;
            default -> " ";
        };
    }

    /** Whole beats to the boundary, as one counts in; empty if nothing counts. */
    private static String beats(double left) {
        // A beat's own message may come a little before the count has reached it.
        return left < 0 ? "" : Long.toString(Math.max(1, (long) Math.ceil(left - 0.001)));
    }

    private static String content(String edge, String mark, String name, String end, int columns) {
        String start = edge + mark + (columns < WIDE_CELL ? "" : " ");
        String shownEnd = end.isEmpty() ? "" : " " + end;
        int room = columns - DisplayColumns.of(start) - DisplayColumns.of(shownEnd);
        return room < 1
                ? DisplayColumns.padded(start + end, columns)
                : start + DisplayColumns.padded(name, room) + shownEnd;
    }

    /** Without a connection the grid is an old picture, and looks so. */
    private AttributedStyle shade(AttributedStyle style) {
        return session.problem().isEmpty() ? style : GridTextStyles.WEAK;
    }

    private AttributedString fitted(AttributedStringBuilder line) {
        return line.columnSubSequence(0, width);
    }

    // Below the grid.

    private List<AttributedString> notices(int most) {
        List<AttributedString> lines = new ArrayList<>();
        session.problem().ifPresent(why -> add(why, styles.alarm(), most, lines));
        for (ReceivedSession.Notice notice : session.notices()) {
            String times = notice.times() == 1 ? "" : notice.times() + " times: ";
            String text = timeOfDay.apply(notice.at()) + " " + times + notice.text();
            add(text, GridTextStyles.PLAIN, most, lines);
        }
        while (lines.size() < most) {
            lines.addFirst(AttributedString.EMPTY);
        }
        return lines;
    }

    private void add(String text, AttributedStyle style, int most, List<AttributedString> lines) {
        for (String line : LineWrap.wrapped(text, () -> width).lines().toList()) {
            if (lines.size() < most) {
                lines.add(new AttributedString(DisplayColumns.cut(line, width), style));
            }
        }
    }

    /** Which tracks and rows are shown, where not all are, and the keys. */
    private AttributedString whereLine(GridLayout layout) {
        if (layout.noticeLines() == 0 && session.problem().isPresent()) {
            String why = DisplayColumns.cut(session.problem().get(), width);
            return new AttributedString(why, styles.alarm());
        }
        String tracks = range("tracks", firstTrack, layout.tracks(), session.tracks());
        String rows = range("rows", firstRow, layout.rows(), session.rows());
        String where = (tracks + " " + rows).strip();
        String keys = where.isEmpty() ? "q leaves" : "arrows scroll, q leaves";
        int room = width - DisplayColumns.of(where) - 1;
        String shown = DisplayColumns.of(keys) <= room ? keys : "q leaves";
        String right = DisplayColumns.of(shown) <= room ? shown : "";
        int gap = Math.max(0, width - DisplayColumns.of(where) - DisplayColumns.of(right));
        var line = new AttributedStringBuilder();
        line.append(where, GridTextStyles.STRONG);
        line.append(" ".repeat(gap)).append(right, GridTextStyles.WEAK);
        return fitted(line);
    }

    private static String range(String what, int before, int shown, int count) {
        if (shown >= count) {
            return "";
        }
        return shown == 0
                ? "%s 0/%d".formatted(what, count)
                : "%s %d-%d/%d".formatted(what, before + 1, before + shown, count);
    }
}
