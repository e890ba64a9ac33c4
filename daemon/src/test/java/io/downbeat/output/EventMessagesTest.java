package io.downbeat.output;

import io.downbeat.session.command.Command;
import io.downbeat.time.Meter;

import org.junit.jupiter.api.Test;

/** Events onto messages: cli.md, "Events". */
class EventMessagesTest {

    @Test
    void aSceneEventIsSentAtItsBoundaryWithThePosition() {
        OutputScenario scenario = on("scene:*", "\"/columns/{scene}/connect\", 1");

        scenario.at("1.3").queueScene(2).at("3.1");

        scenario.heard.were("2.1 [1] /columns/2/connect ,i 1");
    }

    @Test
    void onlyTheNamedSceneSendsAnEvent() {
        OutputScenario scenario = on("scene:Drop it", "\"/go\", \"{scene}\", \"{scene.name}\"");

        scenario.at("1.3").queueScene(1).at("2.2").queueScene(2).at("4.1");

        scenario.heard.were("3.1 [1] /go ,is 2 \"Drop it\"");
    }

    @Test
    void anArgumentOfOnePlaceholderKeepsItsTypeAndAnyOtherIsText() {
        OutputScenario scenario =
                on("scene:*", "\"/cmd\", \"Go+ Sequence {scene}\", \"{scene}\", 1, 1.0, 0.5");

        scenario.at("1.3").queueScene(2).at("3.1");

        scenario.heard.were("2.1 [1] /cmd ,siiff \"Go+ Sequence 2\" 2 1 1 0.5");
    }

    @Test
    void trueAndFalseAreSentAsTheOscTypesTAndF() {
        OutputScenario scenario = on("scene:*", "\"/on\", true, \"{scene}\", false");

        scenario.at("1.3").queueScene(2).at("3.1");

        scenario.heard.were("2.1 [1] /on ,TiF true 2 false");
    }

    @Test
    void theEndOfASceneIsSentOnce() {
        OutputScenario scenario =
                OutputScenario.output(
                        lines("left:scene:*", "\"/left\", \"{scene}\", \"{scene.name}\"")
                                + lines("left:scene:Intro", "\"/intro\", false"));

        scenario.at("1.3").queueScene(2).at("2.2").queueScene(1).at("3.2").launch(2, 1).at("4.1");

        scenario.heard.were("3.1 [1] /left ,is 2 \"Drop it\"");
    }

    @Test
    void aSceneEndsWhenOneOfItsClipsIsReplacedOrStopped() {
        OutputScenario scenario = on("left:scene:Drop it", "\"/left\"");

        scenario.at("1.3").queueScene(2).at("2.2").launch(1, 2).at("3.2").queueScene(2);
        scenario.at("4.2").queueStop(1).at("6.1");

        scenario.heard.were("2.2 [1] /left\n5.1 [1] /left");
    }

    @Test
    void aClipEventHasItsTrack() {
        OutputScenario scenario =
                on(
                        "clip:Visual/*",
                        "\"/clip\", \"{track}\", \"{track.name}\", \"{clip}\", \"{clip.name}\"");

        scenario.at("1.3").launch(1, 2).launch(2, 1);

        scenario.heard.were("1.3 [1] /clip ,isis 1 Visual 2 Wild");
    }

    @Test
    void aClipNameOnAnyTrackTriggersItsEvent() {
        OutputScenario scenario = on("clip:*/Four", "\"/four\", \"{track}\"");

        scenario.at("1.3").launch(1, 2).launch(2, 1);

        scenario.heard.were("1.3 [1] /four ,i 2");
    }

    @Test
    void aStopEventIsSentAtItsBoundary() {
        OutputScenario scenario = on("stop:*", "\"/off\", \"{track}\", \"{clip.name}\"");

        scenario.at("1.3").launch(1, 2).queueStop(1).at("3.1");

        scenario.heard.were("2.1 [1] /off ,is 1 Wild");
    }

    @Test
    void queuedAndCancelledLaunchesSendEvents() {
        OutputScenario scenario =
                OutputScenario.output(
                        lines("queued:clip:*/*", "\"/armed\", \"{clip.name}\", \"{countdown}\"")
                                + lines("cancelled:clip:*/*", "\"/disarmed\", \"{clip.name}\"")
                                + lines(
                                        "queued:scene:*",
                                        "\"/scene\", \"{scene}\", \"{countdown}\"")
                                + lines("queued:stop:*", "\"/stopping\", \"{track}\""));

        scenario.at("1.2").queue(1, 2).at("1.3").cancel();
        scenario.launch(2, 1).queueStop(2).queueScene(1);

        scenario.heard.were(
                """
                1.2 [1] /armed ,sf Wild 3
                1.3 [1] /disarmed ,s Wild
                1.3 [1] /stopping ,i 2
                1.3 [1] { /scene ,if 1 2; /armed ,sf Four 2 }
                """);
    }

    @Test
    void beatAndBarEventsHaveThePosition() {
        OutputScenario scenario =
                OutputScenario.output(
                        lines("beat", "\"/beat\", \"{bar}\", \"{beat}\"")
                                + lines("bar", "\"/bar/{bar}\", \"{tempo}\""));

        scenario.at("2.1");

        scenario.heard.were(
                """
                1.2 [1] /beat ,ii 1 2
                1.3 [1] /beat ,ii 1 3
                1.4 [1] /beat ,ii 1 4
                2.1 [1] { /beat ,ii 2 1; /bar/2 ,f 120 }
                """);
    }

    @Test
    void transportTempoSignatureAndPanicSendEvents() {
        OutputScenario scenario =
                OutputScenario.output(
                        lines("play", "\"/play\"")
                                + lines("stop", "\"/stop\"")
                                + lines("tempo", "\"/bpm\", \"{tempo}\"")
                                + lines("signature", "\"/signature\"")
                                + lines("panic", "\"/panic\""));

        scenario.at("1.2").playing(false).playing(true).tempo(98.5);
        scenario.send(new Command.SetMeter(new Meter(3, 4))).send(new Command.Panic());

        scenario.heard.were(
                """
                1.2 [1] /stop
                1.2 [1] /play
                1.2 [1] /bpm ,f 98.5
                1.2 [1] /signature
                1.2 [1] /panic
                """);
    }

    @Test
    void valuesAreSentBeforeTheEventsOfTheirBoundary() {
        OutputScenario scenario =
                OutputScenario.output(
                        "nodes = [\"drum 1\"]", lines("scene:*", "\"/scene\", \"{scene}\""));

        scenario.at("1.3").queueScene(1).at("3.1");

        scenario.heard.were(
                """
                2.1 [1] { /node/drum-1/tone-a ,f 220 }
                2.1 [1] /scene ,i 1
                """);
    }

    @Test
    void aNegativeOffsetSendsEventsEarlyTooAndOnlyOnce() {
        OutputScenario scenario =
                OutputScenario.output("offset_ms = -20", lines("scene:*", "\"/scene\", \"{bar}\""));

        scenario.at("1.3").queueScene(1).at("3.1");

        scenario.heard.were("2.1-20ms [1] /scene ,i 2");
    }

    @Test
    void aReceiverThatSchedulesGetsEventsInTheTaggedBundle() {
        OutputScenario scenario =
                OutputScenario.output(
                        "timetag = \"boundary\"",
                        "nodes = [\"drum 1\"]",
                        lines("scene:*", "\"/scene\""));

        scenario.at("1.3").queueScene(1).at("3.1");

        scenario.heard.were(
                "2.1-50ms [1] #bundle 2.000000000 { /node/drum-1/tone-a ,f 220; /scene }");
    }

    @Test
    void charactersThatOscForbidsInAddressesBecomeADashThereAndStayInArguments() {
        OutputScenario scenario = on("scene:*", "\"/column/{scene.name}\", \"{scene.name}\"");

        scenario.at("1.3").queueScene(2).at("3.1");

        scenario.heard.were("2.1 [1] /column/Drop-it ,s \"Drop it\"");
    }

    private static OutputScenario on(String event, String send) {
        return OutputScenario.output(lines(event, send));
    }

    private static String lines(String event, String send) {
        return "[[output.on]]\nevent = \"" + event + "\"\nsend = [" + send + "]\n";
    }
}
