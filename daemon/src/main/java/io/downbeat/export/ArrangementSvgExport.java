package io.downbeat.export;

import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementTimeline;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An arrangement as a picture (SVG): from top to bottom the title, the bars, the scenes, a lane for
 * each track with a block for each time that a clip is active, and the tempo as a line. The rules
 * of the layout are in {@code docs/export.md}.
 */
public final class ArrangementSvgExport {

    // Pixels.
    private static final int MARGIN = 16;
    private static final int TITLE_HEIGHT = 36;
    private static final int ROW_HEIGHT = 22;
    private static final int LANE_HEIGHT = 40;
    private static final int LANE_GAP = 6;
    private static final int TEMPO_HEIGHT = 64;
    private static final int NAME_WIDTH = 140;
    private static final int NARROWEST = 640;
    private static final int WIDEST = 16_000;
    private static final double PIXELS_PER_BEAT = 10;

    /** Room for a bar number of five digits. */
    private static final int BAR_LABEL_WIDTH = 48;

    /** The average width of a character of the font, in its 12 pixels. */
    private static final double CHARACTER_WIDTH = 7.2;

    /** Bars that are counted; more than in a day of the shortest bars at 300 BPM. */
    private static final int MOST_BARS = 2_000_000;

    private static final Pattern COLOR =
            Pattern.compile("rgb\\(\\d{1,3}, ?\\d{1,3}, ?\\d{1,3}\\)|#[0-9a-fA-F]{6}");
    private static final String NO_COLOR = "#7a8594";

    private static final String STYLE =
            """
            <style>
            svg { color: #1b1f24; background: #fff }
            text { font: 12px sans-serif; fill: currentColor }
            .paper { fill: #fff } .lane { fill: #808a96; fill-opacity: .12 }
            .bar { stroke: #808a96; stroke-opacity: .35 }
            .block { fill-opacity: .4 } .tempo { fill: none; stroke: currentColor; stroke-width: 1.5 }
            .title { font-size: 16px; font-weight: 600 } .small { fill-opacity: .7 }
            @media (prefers-color-scheme: dark) {
              svg { color: #e6e9ed; background: #14171b } .paper { fill: #14171b }
            }
            </style>
            """;

    private final StringBuilder out = new StringBuilder();
    private final Session session;
    private final Arrangement arrangement;
    private final ArrangementTimeline timeline;
    private final List<TrackId> tracks;
    private final double beats;
    private final double scale;

    private ArrangementSvgExport(Session session) {
        this.session = session;
        arrangement = session.arrangement();
        timeline = ArrangementTimeline.of(arrangement);
        tracks = inOrderOfSession(session, timeline.tracks().keySet());
        beats = Math.max(1, arrangement.length().quarters());
        double width = Math.clamp(beats * PIXELS_PER_BEAT, NARROWEST, WIDEST);
        scale = width / beats;
    }

    /**
     * Draws the arrangement of a session.
     *
     * @param name the title
     */
    public static String of(String name, Session session) {
        return new ArrangementSvgExport(session).draw(name);
    }

    /** Tracks that were deleted since come last. */
    private static List<TrackId> inOrderOfSession(Session session, Set<TrackId> recorded) {
        var ordered = new ArrayList<TrackId>();
        for (Track track : session.tracks()) {
            if (recorded.contains(TrackId.of(track))) {
                ordered.add(TrackId.of(track));
            }
        }
        recorded.stream().filter(track -> !ordered.contains(track)).forEach(ordered::add);
        return ordered;
    }

    private String draw(String name) {
        double width = x(beats) + MARGIN;
        int barsTop = MARGIN + TITLE_HEIGHT;
        int scenesTop = barsTop + ROW_HEIGHT;
        int lanesTop = scenesTop + ROW_HEIGHT + LANE_GAP;
        int tempoTop = lanesTop + tracks.size() * (LANE_HEIGHT + LANE_GAP);
        int height = tempoTop + TEMPO_HEIGHT + MARGIN;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%d\""
                        + " viewBox=\"0 0 %s %d\">",
                number(width), height, number(width), height);
        out.append(STYLE);
        line("<title>%s</title>", escaped(name));
        line("<rect class=\"paper\" width=\"100%%\" height=\"100%%\"/>");
        text("title", MARGIN, MARGIN + 16, width - 2 * MARGIN, name);
        drawBars(barsTop, tempoTop + TEMPO_HEIGHT);
        drawScenes(scenesTop);
        drawLanes(lanesTop);
        drawTempo(tempoTop);
        out.append("</svg>\n");
        return out.toString();
    }

    private void drawBars(int top, int bottom) {
        text("small", MARGIN, top + 15, NAME_WIDTH, "bars");
        double nextLabel = 0;
        int bar = 1;
        Beats at = Beats.ZERO;
        Iterator<ArrangementTimeline.MeterChange> changes = timeline.meters().iterator();
        Meter meter = changes.next().meter();
        Optional<ArrangementTimeline.MeterChange> change = next(changes);
        while (bar <= MOST_BARS && at.isBefore(arrangement.length())) {
            double x = x(at.quarters());
            if (x >= nextLabel) {
                line("<path class=\"bar\" d=\"M%s %dV%d\"/>", number(x), top + 4, bottom);
                text("small", x + 4, top + 15, BAR_LABEL_WIDTH - 4, String.valueOf(bar));
                nextLabel = x + BAR_LABEL_WIDTH;
            }
            Beats next = at.plus(meter.bar());
            while (change.isPresent() && change.get().at().isBefore(next)) {
                meter = change.get().meter();
                // A new signature begins a bar where it is set.
                next = change.get().at().isAfter(at) ? change.get().at() : at.plus(meter.bar());
                change = next(changes);
            }
            at = next;
            bar++;
        }
    }

    private static <T> Optional<T> next(Iterator<T> iterator) {
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    private void drawScenes(int top) {
        text("small", MARGIN, top + 15, NAME_WIDTH, "scenes");
        List<ArrangementEvent.SceneLaunched> launched = timeline.scenes();
        for (int i = 0; i < launched.size(); i++) {
            double x = x(launched.get(i).at().quarters());
            double end =
                    i + 1 < launched.size() ? x(launched.get(i + 1).at().quarters()) : x(beats);
            line("<path class=\"bar\" d=\"M%s %dv%d\"/>", number(x), top + 4, ROW_HEIGHT);
            String name =
                    session.scene(launched.get(i).scene()).map(Scene::name).orElse("(deleted)");
            text("", x + 4, top + 15, end - x - 6, name);
        }
    }

    private void drawLanes(int top) {
        for (int lane = 0; lane < tracks.size(); lane++) {
            int y = top + lane * (LANE_HEIGHT + LANE_GAP);
            line(
                    "<rect class=\"lane\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>",
                    number(x(0)), y, number(beats * scale), LANE_HEIGHT);
            Optional<Track> track = session.track(tracks.get(lane));
            String name = track.map(Track::name).orElse("(deleted)");
            text("", MARGIN, y + 24, NAME_WIDTH - 8, name);
            drawBlocks(timeline.tracks().getOrDefault(tracks.get(lane), List.of()), y);
        }
    }

    private void drawBlocks(List<ArrangementTimeline.ClipChange> changes, int y) {
        for (int index = 0; index < changes.size(); index++) {
            double from = changes.get(index).at().quarters();
            double end =
                    index + 1 < changes.size() ? changes.get(index + 1).at().quarters() : beats;
            changes.get(index).clip().ifPresent(clip -> drawBlock(clip, from, end, y));
        }
    }

    private void drawBlock(ClipId id, double from, double end, int y) {
        double x = x(from);
        double width = (Math.min(end, beats) - from) * scale;
        if (width <= 0) {
            return;
        }
        Optional<Clip> clip = session.clip(id);
        String color = session.track(id.track()).map(Track::color).orElse("");
        String own = clip.map(Clip::color).filter(text -> !text.isEmpty()).orElse(color);
        String safe = COLOR.matcher(own).matches() ? own : NO_COLOR;
        String name = clip.map(Clip::name).orElse("(deleted)");
        line(
                "<rect class=\"block\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" rx=\"3\""
                        + " fill=\"%s\" stroke=\"%s\"><title>%s</title></rect>",
                number(x + 0.5),
                y,
                number(Math.max(0.5, width - 1)),
                LANE_HEIGHT,
                safe,
                safe,
                escaped(name));
        text("", x + 6, y + 24, width - 10, name);
    }

    private void drawTempo(int top) {
        List<TempoRampsToMidiFileSteps.TempoStep> steps = TempoRampsToMidiFileSteps.of(arrangement);
        double slowest = Double.MAX_VALUE;
        double fastest = 0;
        for (TempoRampsToMidiFileSteps.TempoStep step : steps) {
            slowest = Math.min(slowest, bpm(step));
            fastest = Math.max(fastest, bpm(step));
        }
        double span = Math.max(1, fastest - slowest);
        text("small", MARGIN, top + 24, NAME_WIDTH, "tempo");
        String range =
                fastest - slowest < 0.05
                        ? number(slowest)
                        : number(slowest) + " to " + number(fastest);
        text("small", MARGIN, top + 42, NAME_WIDTH - 8, range);
        var path = new StringBuilder();
        for (TempoRampsToMidiFileSteps.TempoStep step : steps) {
            double share = fastest - slowest < 0.05 ? 0.5 : (bpm(step) - slowest) / span;
            double y = top + 12 + (1 - share) * (TEMPO_HEIGHT - 24);
            String x = number(x(Math.min(beats, step.at().quarters())));
            path.append(path.isEmpty() ? "M" + x + " " + number(y) : "H" + x + "V" + number(y));
        }
        line("<path class=\"tempo\" d=\"%sH%s\"/>", path, number(x(beats)));
    }

    private static double bpm(TempoRampsToMidiFileSteps.TempoStep step) {
        return 60_000_000 / step.microsPerQuarter();
    }

    private double x(double beat) {
        return MARGIN + NAME_WIDTH + beat * scale;
    }

    /** A text, shortened to a width; nothing if not even two characters fit. */
    private void text(String style, double x, double y, double width, String text) {
        int most = (int) (width / CHARACTER_WIDTH);
        String plain = text.strip();
        int length = plain.codePointCount(0, plain.length());
        if (most < 2 && length > most) {
            return;
        }
        String shown =
                length <= most
                        ? plain
                        : plain.substring(0, plain.offsetByCodePoints(0, most - 1)) + "\u2026";
        line(
                "<text%s x=\"%s\" y=\"%s\">%s</text>",
                style.isEmpty() ? "" : " class=\"" + style + "\"",
                number(x),
                number(y),
                escaped(shown));
    }

    private void line(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
    }

    /** Text of a name; what XML cannot carry becomes a space. */
    private static String escaped(String text) {
        var safe = new StringBuilder();
        text.codePoints()
                .forEach(each -> {
                    switch (each) {
                        case '&' -> safe.append("&amp;");
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '"' -> safe.append("&quot;");
                        default -> safe.appendCodePoint(isXml(each) ? each : ' ');
                    }
                });
        return safe.toString();
    }

    private static boolean isXml(int character) {
        return character >= 0x20
                && character != 0x7f
                && (character < 0xd800 || character > 0xdfff)
                && character != 0xfffe
                && character != 0xffff;
    }
}
