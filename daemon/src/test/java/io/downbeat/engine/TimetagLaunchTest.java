package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.Quantize;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Bundles whose packet was late: a launch in them is quantized from their tag's moment. The bar is
 * two seconds long, and every launch waits for a bar unless it says otherwise.
 */
class TimetagLaunchTest {
    private static final String PLAYS =
            "2.1 Drums plays Drop\n2.1 launch kick/decay=0.28 kick/pitch=58";

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band()).withValues();

    private static Command launch(String track) {
        return launch(track, "Drop", Quantize.BAR);
    }

    private static Command launch(String track, String clip, Quantize quantize) {
        return new Command.LaunchClip(
                ObjectReference.of(track), ObjectReference.of(clip), Optional.of(quantize), false);
    }

    private static Command stop(String track) {
        return new Command.StopTrack(ObjectReference.of(track), Optional.of(Quantize.BAR));
    }

    private static Command scene(String scene) {
        return new Command.LaunchScene(ObjectReference.of(scene), Optional.of(Quantize.BAR));
    }

    /** Has commands come so many milliseconds after 2.1 that are tagged so many before it. */
    private EngineScenario late(double arrivedMillis, double earlyMillis, Command... commands) {
        return scenario.at("2.1")
                .seconds(arrivedMillis / 1000)
                .sendAhead(-(arrivedMillis + earlyMillis) / 1000, commands);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "6, 0",
        "1, 2",
        "6, 2",
        "0.001, 0",
        "0.001, 0.001",
        "49, 1",
        "25, 25",
        "3, -3",
        "20, -10",
        "50, 0"
    })
    @Tag("TIMETAG-12")
    void aLaunchTaggedOnOrBeforeTheBarLineIsOnItAlthoughItArrivesLater(double came, double early) {
        late(came, early, launch("Drums")).heard(PLAYS);
    }

    @ParameterizedTest
    @CsvSource({"30, 20.001, 2.1+0.06", "50, 1, 2.1+0.1", "45, -10.001, 2.1+0.09"})
    @Tag("TIMETAG-12")
    void aTagMoreThanFiftyMillisecondsBackOrTenAfterTheBarLineWaitsForTheNext(
            double came, double early, String place) {
        late(came, early, launch("Drums")).heard(place + " Drums queues Drop for 3.1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {20.3, 59.7, 77.7, 90, 111.1, 119.88, 123.45, 150, 173.4, 187.5, 299.9})
    @Tag("TIMETAG-12")
    void noBarOfAnyTempoIsMissed(double bpm) {
        scenario.tempo(bpm).quietly();
        Meter meter = Meter.COMMON;
        for (int bar = 2; bar < 40; bar++) {
            var line = scenario.view().transport().timeline();
            var start = line.momentOf(meter.bars(1).point(bar - 1));
            double ahead = start.since(scenario.now()) / 1e6;
            double came = 0.001 * (1 + bar % 6);
            scenario.seconds(ahead + came).quietly();
            scenario.sendAhead(-came, launch(bar % 2 == 0 ? "Drums" : "Synth"));
            var activated =
                    scenario.lastTurn().events().stream()
                            .filter(Event.ClipActivated.class::isInstance)
                            .toList();
            assertEquals(1, activated.size(), "bar " + bar);
            assertEquals(meter.bars(1).point(bar - 1), activated.getFirst().at());
        }
    }

    @Test
    @Tag("TIMETAG-13")
    void scenesAndStopsAreTreatedAlike() {
        late(4, 2, scene("Drop"), stop("Synth")).lastHeard();
        assertEquals(4, scenario.view().track(1).active());
        assertEquals(4, scenario.view().track(3).active());

        scenario.quietly().at("3.1").seconds(0.004);
        scenario.sendAhead(-0.006, stop("Drums")).heard("3.1 Drums stops Drop");
    }

    @Test
    @Tag("TIMETAG-13")
    void allGridsAreTreatedAlike() {
        scenario.at("2.3").seconds(0.005);
        scenario.sendAhead(-0.007, launch("Drums", "Drop", Quantize.BEAT));
        scenario.heard("2.3 Drums plays Drop\n2.3 launch kick/decay=0.28 kick/pitch=58");

        scenario.sendAhead(-0.007, launch("Synth", "Drop", Quantize.BAR));
        scenario.heard("2.3+0.01 Synth queues Drop for 3.1");

        scenario.sendAhead(-0.007, launch("Visual", "Drop", Quantize.INSTANT));
        scenario.heard(
                """
                2.3+0.01 Visual plays Drop
                2.3+0.01 launch bloom/intensity=1.8 noise/mode=wild
                """);
    }

    @Test
    @Tag("TIMETAG-13")
    void aLateTaggedLaunchReplacesWhatIsQueuedOnTheTrack() {
        scenario.as("udp:10.0.0.2:9000").at("1.2").launch("Drums/Verse", "2bar").quietly();

        scenario.as("udp:10.0.0.1:9000");
        late(4, 2, launch("Drums")).heard("2.1+0.008 Drums drops Verse\n" + PLAYS);
    }

    @Test
    @Tag("TIMETAG-13")
    void aLaterTaggedLaunchReplacesTheEarlierOneOnTheSameBoundary() {
        scenario.as("udp:10.0.0.2:9000").at("1.2").launch("Drums/Verse", "bar").at("2.1");

        scenario.quietly().as("udp:10.0.0.1:9000");
        late(4, 2, launch("Drums")).heard(PLAYS);
    }

    @Test
    @Tag("TIMETAG-14")
    void aTempoInTheSameBundleDoesNotMoveTheTag() {
        late(4, 2, new Command.SetTempo(new Tempo(200)), launch("Drums"))
                .heard("2.1+0.008 tempo 200.0\n" + PLAYS);
    }

    @Test
    @Tag("TIMETAG-14")
    void aTempoSetByAnotherClientMeanwhileDoesNotMoveTheTag() {
        scenario.tempo(60).quietly().at("2.1").seconds(0.06).as("udp:10.0.0.2:9000").tempo(300);
        scenario.quietly().as("udp:10.0.0.1:9000").seconds(0.002);

        // At 300 the tag would lie before the line; it lies 22 ms behind it.
        scenario.sendAhead(-0.04, launch("Drums")).heard("2.1+0.07 Drums queues Drop for 3.1");
    }

    @Test
    @Tag("TIMETAG-14")
    void aRestartOrResyncInTheSameBundleIsTheBoundary() {
        scenario.at("2.3");
        scenario.sendAhead(-0.02, new Command.Restart(), launch("Drums"));
        scenario.heard(
                """
                1.1 count
                1.1 Drums plays Drop
                1.1 launch kick/decay=0.28 kick/pitch=58
                """);
        scenario.at("2.3");
        scenario.sendAhead(-0.02, new Command.Resync(), launch("Synth"));
        scenario.lastHeard();
        assertEquals(4, scenario.view().track(2).active());
        assertEquals(0, scenario.position(), 1e-9);
    }

    @Test
    @Tag("TIMETAG-14")
    void aPlayInTheSameBundleStartsTheTransportAtItsArrival() {
        scenario.at("1.3").halt().quietly().seconds(5);
        scenario.sendAhead(-0.03, new Command.Play(), launch("Drums"));

        scenario.heard("1.3 runs\n1.3 Drums queues Drop for 2.1");
    }

    @Test
    @Tag("TIMETAG-15")
    void theLateWindowIsCountedFromTheTag() {
        scenario.send(new Command.SetLate(30)).quietly();
        late(60, -25, launch("Drums")).heard(PLAYS);

        scenario.at("3.1").seconds(0.06);
        scenario.sendAhead(-0.029, launch("Synth"));
        scenario.heard("3.1+0.12 Synth queues Drop for 4.1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-200, 200})
    @Tag("TIMETAG-15")
    void anOffsetOfTheClockMovesNoBoundary(double millis) {
        scenario.send(new Command.SetClockOffset(millis)).quietly();
        late(4, 2, launch("Drums")).heard(PLAYS);
    }

    @Test
    @Tag("TIMETAG-15")
    void aFadeBeginsOnTheBoundary() {
        var fading =
                new Command.LaunchClip(
                        ObjectReference.of("Synth"),
                        ObjectReference.of("Drop"),
                        Optional.of(Quantize.BAR),
                        false,
                        OptionalDouble.of(1));
        scenario.hand("gain/level", 0.15).quietly();
        late(4, 2, fading);

        assertEquals(4, scenario.view().track(2).fadeTiming().orElseThrow().start().quarters());
    }
}
