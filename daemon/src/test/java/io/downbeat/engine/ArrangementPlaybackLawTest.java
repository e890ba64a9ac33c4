package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.launch.RandomSource;
import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.ArrangementStatus;
import io.downbeat.time.Beats;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What a random performance has recorded is played back with the same events at the same beats. */
class ArrangementPlaybackLawTest {

    private static final int BARS = 64;

    private static final GraphFileContents SESSION =
            SampleSessions.piece()
                    .track("Drums", "kick/decay", "kick/pitch")
                    .clip("A", 0.5, 52)
                    .clip("B", 0.4, 50)
                    .clipFade(2, Transition.Unit.BARS)
                    .clip("C", 0.1, 40)
                    .follow(FollowAction.Kind.NEXT, 3)
                    .track("Synth", "osc/cutoff", "osc/shape")
                    .clip("Low", 200, 1)
                    .clip("High", 2000, 2)
                    .fade(3, Transition.Unit.BEATS, Curve.SMOOTH)
                    .track("Visual", "noise/mode", "noise/depth")
                    .clip("Calm", "calm", 0.25)
                    .clip("Storm", "storm", 0.75)
                    .live("kick/decay", 0.2)
                    .live("kick/pitch", 40)
                    .live("osc/cutoff", 400)
                    .live("osc/shape", 0)
                    .live("noise/mode", "odd")
                    .live("noise/depth", 0.5)
                    .scene("One", 97, "Drums/A", "Synth/Low")
                    .scene("Two", "Drums/B", "Synth/High", "Visual/Storm")
                    .done();

    private static final List<String> CELLS =
            List.of(
                    "Drums/A",
                    "Drums/B",
                    "Drums/C",
                    "Synth/Low",
                    "Synth/High",
                    "Visual/Calm",
                    "Visual/Storm");
    private static final List<String> GRIDS = List.of("instant", "1/16", "beat", "bar", "2bar");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    @Tag("ARRANGEMENT-1")
    void playbackHasTheEventsOfThePerformanceAtItsBeats(long seed) {
        var random = new Random(seed);
        var scenario = EngineScenario.of(SESSION, RandomSource.seeded(seed));
        scenario.seconds(random.nextDouble() * 3).fade("Synth/High", 4).fade("Drums/B", 3);
        scenario.seconds(random.nextDouble()).send(new Command.SetRecord(OnOffToggle.ON));
        scenario.events(Event.class);
        Beats begin = scenario.view().arrangement().origin();
        perform(scenario, random);
        Map<Beats, List<String>> performed = heard(scenario, begin);
        scenario.send(new Command.SetRecord(OnOffToggle.OFF), new Command.CancelAll());
        Beats length = scenario.view().session().arrangement().length();

        scenario.seconds(random.nextDouble() * 3);
        assertTrue(scenario.view().session().arrangement().events().size() > 40);
        scenario.events(Event.class);
        scenario.send(new Command.PlayArrangement(Optional.empty()));
        Beats played = playedFrom(scenario);
        while (scenario.view().arrangement().playing()) {
            scenario.seconds(1);
        }
        Map<Beats, List<String>> replayed = heard(scenario, played);

        replayed.remove(Beats.ZERO);
        performed.remove(Beats.ZERO);
        assertSame(lines(performed, length), lines(replayed, length));
    }

    private static Beats playedFrom(EngineScenario scenario) {
        ArrangementStatus status = scenario.view().arrangement();
        assertTrue(status.playing());
        return status.origin();
    }

    /** The lines before the first difference are not shown: there are hundreds. */
    private static void assertSame(List<String> performed, List<String> replayed) {
        int same = 0;
        while (same < Math.min(performed.size(), replayed.size())
                && performed.get(same).equals(replayed.get(same))) {
            same++;
        }
        assertEquals(
                String.join("\n", performed.subList(same, Math.min(same + 4, performed.size()))),
                String.join("\n", replayed.subList(same, Math.min(same + 4, replayed.size()))));
    }

    private static List<String> lines(Map<Beats, List<String>> heard, Beats length) {
        var text = new ArrayList<String>();
        heard.forEach((beat, lines) -> {
            if (beat.isBefore(length)) {
                lines.sort(null);
                text.add(beat.quarters() + " " + lines);
            }
        });
        return text;
    }

    private static void perform(EngineScenario scenario, Random random) {
        double end = scenario.position() + BARS * 4;
        while (scenario.position() < end) {
            scenario.seconds(0.15 + random.nextDouble());
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3 ->
                        scenario.launch(
                                CELLS.get(random.nextInt(CELLS.size())),
                                GRIDS.get(random.nextInt(GRIDS.size())));
                case 4 -> scenario.scene("" + (1 + random.nextInt(2)), grid(random));
                case 5 -> scenario.stop("" + (1 + random.nextInt(3)), grid(random));
                case 6 -> scenario.tempo(80 + random.nextInt(100));
                case 7 -> scenario.signature(3 + random.nextInt(3), 4);
                case 8 ->
                        scenario.send(new Command.SetTempo(new Tempo(90 + random.nextInt(60)), 6));
                case 9 -> scenario.hand("noise/mode", random.nextBoolean() ? "calm" : "odd");
                case 10 -> scenario.hand("kick/decay", random.nextDouble());
                case 11 -> scenario.send(new Command.CutFades());
                case 12 -> scenario.send(new Command.Panic());
                default -> scenario.hand("osc/cutoff", 100 + 1000 * random.nextDouble());
            }
        }
    }

    private static String grid(Random random) {
        return GRIDS.get(random.nextInt(GRIDS.size()));
    }

    /** What was launched, stopped, set and written, by beats from an origin. */
    private static Map<Beats, List<String>> heard(EngineScenario scenario, Beats origin) {
        Map<Beats, List<String>> heard = new TreeMap<>();
        for (Event event : scenario.events(Event.class)) {
            List<String> lines = lines(event);
            if (!lines.isEmpty()) {
                heard.computeIfAbsent(event.at().minus(origin), at -> new ArrayList<>())
                        .addAll(lines);
            }
        }
        return heard;
    }

    private static List<String> lines(Event event) {
        return switch (event) {
            case Event.ClipActivated e -> List.of("clip " + e.clip() + " " + e.transition());
            case Event.TrackStopped e -> List.of("stop " + e.clip().track());
            case Event.SceneLaunched e -> List.of("scene " + e.scene());
            case Event.MeterChanged e -> List.of("meter " + e.meter());
            case Event.ParamsWritten e ->
                    e.cause() == Event.Cause.FADE ? List.of() : values(e.values());
            default -> List.of();
        };
    }

    private static List<String> values(ParameterValueList values) {
        var lines = new ArrayList<String>();
        for (int index = 0; index < values.size(); index++) {
            String value =
                    values.isText(index)
                            ? values.text(index)
                            : String.format("%.4f", values.number(index));
            lines.add(values.parameter(index) + "=" + value);
        }
        return lines;
    }
}
