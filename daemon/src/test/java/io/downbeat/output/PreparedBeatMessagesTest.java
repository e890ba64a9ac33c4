package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.view.ClockSource;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Beats and bar lines that an output is told of: before they come, once, and none is left out. */
class PreparedBeatMessagesTest {

    private static final String BEAT = lines("beat", "\"/beat\", \"{bar}\", \"{beat}\"");
    private static final String BAR = lines("bar", "\"/bar\", \"{bar}\"");

    @Test
    @Tag("EXACT-4")
    void aNegativeClockOffsetSendsBeatsAndBarsAheadToo() {
        OutputScenario scenario = beats().at("1.2").send(new Command.SetClockOffset(-100));

        scenario.at("2.1")
                .heard
                .were(
                        """
                        1.2 [1] /beat ,ii 1 2
                        1.3-100ms [1] /beat ,ii 1 3
                        1.4-100ms [1] /beat ,ii 1 4
                        2.1-100ms [1] { /beat ,ii 2 1; /bar ,i 2 }
                        """);
    }

    @Test
    @Tag("EXACT-4")
    void anOutputsOwnOffsetIsAdded() {
        OutputScenario scenario =
                OutputScenario.output("offset_ms = -20", BEAT)
                        .at("1.2+100ms")
                        .send(new Command.SetClockOffset(-30));

        scenario.at("1.4")
                .heard
                .were(
                        """
                        1.2 [1] /beat ,ii 1 2
                        1.3-50ms [1] /beat ,ii 1 3
                        1.4-50ms [1] /beat ,ii 1 4
                        """);
    }

    @Test
    @Tag("EXACT-4")
    void aPreparedBeatIsSentAtItsTimeWithoutATurn() {
        OutputScenario scenario = beats().at("1.2+100ms");

        assertEquals(BarBeatTimes.moment("1.3"), scenario.nextSend());
        scenario.sendUpTo("1.3").heard.were("1.2 [1] /beat ,ii 1 2\n1.3 [1] /beat ,ii 1 3");
    }

    @Test
    @Tag("EXACT-4")
    void severalBeatsAreSentAheadIfTheOffsetIsLongerThanABeat() {
        OutputScenario scenario = OutputScenario.output("offset_ms = -500", BEAT).at("1.2+100ms");
        scenario.send(new Command.SetClockOffset(-500)).send(new Command.SetMeter(new Meter(8, 8)));
        scenario.at("1.3").heard.taken();

        scenario.at("1.4")
                .heard
                .were(
                        """
                        1.4-250ms [1] /beat ,ii 2 2
                        1.4 [1] /beat ,ii 2 3
                        """);
    }

    @Test
    @Tag("EXACT-4")
    void aPositiveOffsetDelaysBeats() {
        OutputScenario.output("offset_ms = 30", BEAT)
                .at("1.4")
                .heard
                .were("1.2+30ms [1] /beat ,ii 1 2\n1.3+30ms [1] /beat ,ii 1 3");
    }

    @Test
    @Tag("EXACT-4")
    void aReceiverThatSchedulesGetsBeatsWithoutATag() {
        OutputScenario.output("timetag = \"boundary\"", BEAT)
                .at("1.3")
                .heard
                .were("1.2 [1] /beat ,ii 1 2\n1.3 [1] /beat ,ii 1 3");
    }

    @Test
    @Tag("EXACT-5")
    void aTempoChangeAfterABeatWasSentDoesNotSendItAgain() {
        OutputScenario scenario = ahead().at("1.3-50ms").tempo(60);

        scenario.at("2.1")
                .heard
                .were(
                        """
                        1.2-100ms [1] /beat ,ii 1 2
                        1.3-100ms [1] /beat ,ii 1 3
                        2.1-50ms [1] /beat ,ii 1 4
                        """);
    }

    @Test
    @Tag("EXACT-5")
    void aFasterTempoSendsTheNextBeatSooner() {
        OutputScenario scenario = ahead().at("1.2+200ms").tempo(240);

        scenario.at("1.3")
                .heard
                .were(
                        """
                        1.2-100ms [1] /beat ,ii 1 2
                        1.3-250ms [1] /beat ,ii 1 3
                        1.3 [1] /beat ,ii 1 4
                        """);
    }

    @Test
    @Tag("EXACT-5")
    void aStopKeepsUnsentBeatsAndRepeatsNone() {
        OutputScenario scenario = ahead().at("1.3-50ms").playing(false).at("3.1").playing(true);

        scenario.at("3.2")
                .heard
                .were(
                        """
                        1.2-100ms [1] /beat ,ii 1 2
                        1.3-100ms [1] /beat ,ii 1 3
                        3.2-50ms [1] /beat ,ii 1 4
                        """);
    }

    @Test
    @Tag("EXACT-5")
    void aRestartSendsItsBeatsAgain() {
        OutputScenario scenario = ahead().at("1.3-50ms").send(new Command.Restart());

        scenario.at("1.4")
                .heard
                .were(
                        """
                        1.2-100ms [1] /beat ,ii 1 2
                        1.3-100ms [1] /beat ,ii 1 3
                        1.3-50ms [1] { /beat ,ii 1 1; /bar ,i 1 }
                        1.4-150ms [1] /beat ,ii 1 2
                        """);
    }

    @Test
    @Tag("EXACT-5")
    void aForwardJumpOfTheLeadingClockDoesNotSendBeatsTwice() {
        OutputScenario scenario =
                ahead().at("2.1-50ms").send(new Command.SetClockSource(ClockSource.LINK));
        scenario.heard.taken();

        scenario.send(link(4.5)).at("2.2").heard.were("2.1+100ms [1] /beat ,ii 2 2");
    }

    @Test
    @Tag("EXACT-5")
    void aBackwardJumpOfTheLeadingClockDoesNotSendBeatsTwice() {
        OutputScenario scenario =
                ahead().at("2.1-50ms").send(new Command.SetClockSource(ClockSource.LINK));
        scenario.heard.taken();

        scenario.send(link(3.5)).at("2.3").heard.were("2.2+100ms [1] /beat ,ii 2 2");
    }

    @Test
    @Tag("EXACT-5")
    void aBeatThatANewSignatureTurnsIntoABarLineIsSentAsBarLine() {
        OutputScenario scenario = ahead().at("1.4-50ms");
        scenario.heard.taken();

        scenario.send(new Command.SetMeter(new Meter(3, 4))).at("2.1");

        scenario.heard.were("1.4 [1] /bar ,i 2\n2.1-100ms [1] /beat ,ii 2 2");
    }

    @Test
    @Tag("EXACT-5")
    void anOffsetChangeWhilePlayingSendsNothingTwice() {
        OutputScenario scenario = beats().at("1.2-200ms").send(new Command.SetClockOffset(-100));
        scenario.at("1.3-50ms").send(new Command.SetClockOffset(0));
        scenario.at("1.4-50ms").send(new Command.SetClockOffset(-100));

        scenario.at("2.1")
                .heard
                .were(
                        """
                        1.2-100ms [1] /beat ,ii 1 2
                        1.3-100ms [1] /beat ,ii 1 3
                        1.4-50ms [1] /beat ,ii 1 4
                        2.1-100ms [1] { /beat ,ii 2 1; /bar ,i 2 }
                        """);
    }

    @Test
    @Tag("EXACT-5")
    void anOutputThatIsSwitchedOffAndOnGetsTheFollowingBeats() {
        OutputScenario scenario =
                ahead().at("1.3-50ms").enabled(1, false).at("1.4-50ms").enabled(1, true);

        scenario.at("2.1").heard.taken();
        scenario.at("2.3")
                .heard
                .were(
                        """
                        2.2-100ms [1] /beat ,ii 2 2
                        2.3-100ms [1] /beat ,ii 2 3
                        """);
    }

    @Test
    @Tag("EXACT-5")
    void aMessageHasTheValuesOfTheTimeItIsSent() {
        OutputScenario scenario =
                OutputScenario.output(lines("beat", "\"/beat\", \"{tempo}\", \"{countdown}\""))
                        .at("1.2+100ms");
        scenario.queue(2, 1).at("1.3+100ms").cancel().tempo(125).at("1.4");

        scenario.heard.were(
                """
                1.2 [1] /beat ,ff 120 -1
                1.3 [1] /beat ,ff 120 2
                1.4-16ms [1] /beat ,ff 125 -1
                """);
    }

    @Test
    @Tag("EXACT-5")
    void eachBeatIsSentOnceInOrderForAnyChangesOfTempoTransportAndOffset() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            OutputScenario scenario = OutputScenario.output(BEAT).send();
            for (int step = 1; step <= 60; step++) {
                scenario.at("1.1+" + step * 170 + "ms").send(anything(random));
            }
            List<String> expected = new ArrayList<>();
            List<String> told = new ArrayList<>();
            for (RecordedPackets.Packet packet : scenario.heard.taken()) {
                told.add(packet.said().toString());
                BarBeat count = Meter.COMMON.at(Beats.of(told.size()));
                expected.add("/beat ,ii " + count.bar() + " " + count.beat());
            }
            assertEquals(expected, told, "seed " + seed);
        }
    }

    private static Command anything(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Command.SetTempo(new Tempo(random.nextInt(60, 300)));
            case 1 -> new Command.SetPlaying(OnOffToggle.of(false));
            case 2 -> new Command.Nudge(random.nextDouble(-1, 1));
            case 3 -> new Command.SetClockOffset(random.nextInt(-500, 500));
            default -> new Command.Play();
        };
    }

    /** An output that is told of beats and bar lines, in their moments. */
    private static OutputScenario beats() {
        return OutputScenario.output(BEAT, BAR);
    }

    /** The same, 100 ms ahead of them. */
    private static OutputScenario ahead() {
        return OutputScenario.output("offset_ms = -100", BEAT, BAR).at("1.1").send();
    }

    /** The Link session is at this beat 50 ms before 2.1. */
    private static Command link(double beat) {
        var line = new Timeline(new Tempo(120), Beats.of(beat), BarBeatTimes.moment("2.1-50ms"));
        return new Command.UpdateLinkState(line, 1);
    }

    private static String lines(String event, String send) {
        return "[[output.on]]\nevent = \"" + event + "\"\nsend = [" + send + "]\n";
    }

    @Test
    @Tag("HEARD-4")
    void afterBeingSuspendedAnOutputGetsOnlyThePresentBeat() {
        OutputScenario scenario = beats().at("1.2+100ms");
        scenario.heard.taken();

        scenario.heldUp("9.3+100ms").heard.were("9.3+100ms [1] /beat ,ii 9 3");
        scenario.at("10.1")
                .heard
                .were("9.4 [1] /beat ,ii 9 4\n10.1 [1] { /beat ,ii 10 1; /bar ,i 10 }");
    }
}
