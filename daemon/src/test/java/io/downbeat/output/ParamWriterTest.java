package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.Event;

import org.junit.jupiter.api.Test;

import java.util.List;

/** One output with nothing but an address: cli.md, "What an output gets". */
class ParamWriterTest {

    private static final String PLAIN =
            """
            [[output]]
            address = "127.0.0.1:7000"
            """;

    private final Stage stage = Stage.with(PLAIN).started();

    @Test
    void atTheStartAllPresentValuesGoOutAndNoUnsetOne() {
        Stage fresh = Stage.with(PLAIN);

        fresh.start();

        fresh.heard.were(
                "1.1 [1] { /node/noise/level ,f 0.5; /node/bloom/intensity ,f 1;"
                        + " /node/bloom/mode ,s soft; /node/drum-1/tone-a ,f 440 }");
    }

    @Test
    void aHandIsHeardAtOnceAsABareMessage() {
        stage.at("1.2").hand("noise/level", 0.55);

        stage.heard.were("1.2 [1] /node/noise/level ,f 0.55");
    }

    @Test
    void severalWritesOfOnePacketAreOneBundle() {
        stage.at("1.2").hands("noise/level", 0.1, "bloom/mode", "hard");

        stage.heard.were("1.2 [1] { /node/noise/level ,f 0.1; /node/bloom/mode ,s hard }");
    }

    @Test
    void aLaunchIsHeardWholeAtItsBoundaryAndOnlyOnce() {
        stage.at("1.3").queue(1, 1, "2.1");
        stage.at("1.4").heard.were("");

        stage.at("3.1")
                .heard
                .were("2.1 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1 }");
    }

    @Test
    void aPreparedLaunchLeavesBeforeTheTurnThatPerformsIt() {
        stage.at("1.3").queue(1, 1, "2.1");

        assertEquals(Count.moment("2.1"), stage.nextSend());
    }

    @Test
    void clipsOfOneBoundaryLeaveInOneBundle() {
        stage.at("1.3").queue(1, 1, "2.1").queue(2, 1, "2.1");

        stage.at("2.2")
                .heard
                .were(
                        "2.1 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1;"
                                + " /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aLaunchOfASingleValueIsABundleToo() {
        stage.at("1.3").queue(2, 1, "2.1");

        stage.at("2.2").heard.were("2.1 [1] { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aReplacedLaunchIsNotHeard() {
        stage.at("1.3").queue(1, 1, "2.1");
        stage.at("1.4").queue(1, 2, "2.1");

        stage.at("2.2").heard.were("2.1 [1] { /node/noise/level ,f 1; /node/bloom/mode ,s hard }");
    }

    @Test
    void aCancelledLaunchIsNotHeard() {
        stage.at("1.3").queue(1, 1, "2.1");
        stage.at("1.4").cancel(1, 1);

        stage.at("3.1").heard.were("");
    }

    @Test
    void anInstantLaunchIsHeardAtOnce() {
        stage.at("1.2+30ms").launch(1, 1);

        stage.heard.were("1.2+30ms [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1 }");
    }

    @Test
    void instantLaunchesOfOneTurnAreOneBundle() {
        stage.at("1.2")
                .turn(
                        stage.written(Event.Cause.LAUNCH, 0, stage.clip(1, 1).values()),
                        stage.written(Event.Cause.LAUNCH, 0, stage.clip(2, 1).values()));

        stage.heard.were(
                "1.2 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1;"
                        + " /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aTempoChangeMovesWhenAPreparedLaunchLeaves() {
        stage.at("1.3").queue(1, 1, "2.1");
        stage.at("1.4").tempo(60);

        stage.at("3.1")
                .heard
                .were("2.2 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1 }");
    }

    @Test
    void nothingPreparedLeavesWhileTheTransportStands() {
        stage.at("1.3").queue(1, 1, "2.1");
        stage.at("1.4").playing(false);
        stage.at("3.1").heard.were("");

        stage.playing(true);
        stage.at("4.1")
                .heard
                .were("3.2 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1 }");
    }

    @Test
    void aHandThatCameBeforeTheBoundaryDoesNotOutliveTheLaunch() {
        stage.at("1.3").queue(1, 1, "2.1");
        long revision = 1;
        stage.at("2.1-1ms");
        stage.heard.taken();

        stage.lateTurn(
                "2.1",
                stage.written(Event.Cause.HAND, 0, Pieces.values(Pieces.GRAPH, "noise/level", 0.9)),
                new Event.ParamsWritten(
                        Count.beats("2.1"),
                        Event.Cause.LAUNCH,
                        new io.downbeat.session.Origin("udp:10.0.0.7:9000"),
                        revision,
                        stage.clip(1, 1).values()));

        stage.heard.were(
                """
                2.1 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1 }
                2.1 [1] /node/noise/level ,f 0.9
                2.1 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1 }
                """);
    }

    @Test
    void whatWasNotPreparedInTimeIsHeardInTheTurnThatPerformsIt() {
        stage.at("1.3")
                .turn(
                        new Event.ParamsWritten(
                                Count.beats("1.3"),
                                Event.Cause.LAUNCH,
                                io.downbeat.session.Origin.DAEMON,
                                77,
                                stage.clip(2, 1).values()));

        stage.heard.were("1.3 [1] { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aFaultOfOneOutputKeepsNothingFromTheOthers() {
        Stage two = Stage.with(PLAIN + PLAIN.replace("7000", "7001")).started();
        two.heard.breaks(1);

        two.at("1.2").hand("noise/level", 0.1);

        two.heard.were("1.2 [2] /node/noise/level ,f 0.1");
        assertEquals(List.of("1 broken"), two.heard.faults());
    }
}
